"""Households of the past."""

from __future__ import annotations

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_historiek_gezinssamenstelling import SERVICE, parse
from tests.sources.family_cases import LOTTE, NAME, NOOR, inhoud


def household(*numbers: str) -> str:
    people = "".join(f'<Gezinslid DatumBegin="1996-05-11"><INSZ>{one}</INSZ>{NAME}</Gezinslid>' for one in numbers)
    return f"<Gezinssamenstelling><Gezinsleden>{people}</Gezinsleden></Gezinssamenstelling>"


def test_an_answer_without_households_is_no_data() -> None:
    assert parse(inhoud("<HistoriekGezinssamenstelling/>")) is None
    assert parse(inhoud(f"<HistoriekGezinssamenstelling>{household()}</HistoriekGezinssamenstelling>")) is None


def test_each_household_keeps_its_own_members() -> None:
    xml = f"<HistoriekGezinssamenstelling>{household(NOOR, LOTTE)}{household(NOOR)}</HistoriekGezinssamenstelling>"
    found = parse(inhoud(xml))
    assert found is not None
    assert [len(one.members) for one in found.compositions] == [2, 1]
    assert found.compositions[0].members[0].since == PartialDate(1996, 5, 11)
    assert set(SERVICE.subjects(inhoud(xml))) == {NOOR, LOTTE}
