"""NIS codes: where a municipality lies follows from its code."""

import pytest

from burgerprofiel.kit.nis import BRUSSELS, FLANDERS, WALLONIA, NisCode


@pytest.mark.parametrize(
    ("digits", "province", "region"),
    [
        ("11002", "10000", FLANDERS),  # Antwerpen
        ("24062", "20001", FLANDERS),  # Leuven
        ("25072", "20002", WALLONIA),  # Nijvel
        ("21004", None, BRUSSELS),  # Brussel
        ("31005", "30000", FLANDERS),  # Brugge
        ("44021", "40000", FLANDERS),  # Gent
        ("57081", "50000", WALLONIA),  # Doornik
        ("63023", "60000", WALLONIA),  # Eupen
        ("71022", "70000", FLANDERS),  # Hasselt
        ("92094", "90000", WALLONIA),  # Namen
    ],
)
def test_a_municipality_lies_in_its_province_and_region(digits: str, province: str | None, region: str) -> None:
    code = NisCode(digits)
    assert (code.province, code.region, code.arrondissement) == (province, region, digits[:2] + "000")


@pytest.mark.parametrize("text", ["", "4402", "440211", "44O21", "02000", "40000", "00150"])
def test_what_is_no_municipality_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="NIS code"):
        NisCode(text)
