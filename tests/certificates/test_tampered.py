"""The judges see through every document that is not what it seems."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyhanko.pdf_utils.misc import PdfReadError

from burgerprofiel.certificates.seal import actions, trust
from tests.certificates import tampered
from tests.certificates.seal.conftest import paper
from tests.judges import dss, hanko


@pytest.fixture(scope="module")
def made(simulators: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One file for each way to tamper, and a good one."""
    sheet = paper()
    sealed = actions.seal(sheet, reason="Zonnegem").pdf
    contents = {
        "good": sealed,
        "changed": tampered.one_byte_changed(sealed),
        "cut": tampered.cut(sealed),
        "older": tampered.cut_to_the_seal(sealed),
        "extended": tampered.extended(sealed),
        "stranger": tampered.sealed_by_a_stranger(sheet),
        "expired": tampered.sealed_with_an_expired_certificate(sheet),
        "revoked": tampered.sealed_with_a_revoked_certificate(sheet),
    }
    folder = tmp_path_factory.mktemp("tampered")
    for name, content in contents.items():
        (folder / f"{name}.pdf").write_bytes(content)
    return {name: folder / f"{name}.pdf" for name in contents}


DOCMDP = "Document contains changes restricted by /DocMDP dictionary!"
"""What EU DSS says beside its verdict on the seal itself, when something was added that the seal forbids."""


def test_eu_dss_tells_each_apart(made: dict[str, Path]) -> None:
    told = {one.path.stem: (one.verdict, one.why) for one in dss.verdicts(made.values(), trust.anchors())}
    assert told["good"] == ("TOTAL_PASSED", "")
    assert told["changed"][0] == "TOTAL_FAILED"
    assert told["changed"][1].startswith("HASH_FAILURE")
    assert told["extended"][1] == DOCMDP
    assert told["cut"][1] == DOCMDP
    assert {name for name, (verdict, _why) in told.items() if verdict == "INDETERMINATE"} == {
        "older",
        "stranger",
        "expired",
        "revoked",
    }
    assert told["stranger"][1].startswith("NO_CERTIFICATE_CHAIN_FOUND")
    assert told["revoked"][1].startswith("REVOKED_NO_POE")
    assert "not within the signing-certificate's validity range" in told["expired"][1]


def test_pyhanko_accepts_the_good_one_alone(made: dict[str, Path]) -> None:
    told = {name: hanko.verdict(path, trust.anchors()) for name, path in made.items() if name != "cut"}
    assert [name for name, (verdict, good, _why) in told.items() if verdict == "PASSED" and good] == ["good"]
    assert "REVOKED" in told["revoked"][2]
    assert "ILLEGAL_MODIFICATIONS" in told["extended"][2]


def test_a_document_that_was_cut_is_no_pdf_to_pyhanko(made: dict[str, Path]) -> None:
    with pytest.raises(PdfReadError):
        hanko.verdict(made["cut"], trust.anchors())
