"""Independent judges accept what we seal: as sealed, in every language, now and in years."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from burgerprofiel.certificates.seal import actions, trust
from tests.certificates.seal.conftest import paper
from tests.judges import dss, hanko, pdfsig, verapdf

LANGUAGES = ("nl", "fr", "de", "en")


@pytest.fixture(scope="module")
def sealed(simulators: str, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One document per language, sealed."""
    folder = tmp_path_factory.mktemp("sealed")
    files = [folder / f"{language}.pdf" for language in LANGUAGES]
    for file, language in zip(files, LANGUAGES, strict=True):
        file.write_bytes(actions.seal(paper(language), reason="Zonnegem").pdf)
    return files


def test_verapdf_says_that_a_sealed_document_is_still_pdf_a_2a_and_pdf_ua_1(sealed: list[Path]) -> None:
    assert verapdf.broken(sealed) == []


def test_eu_dss_says_total_passed_for_the_long_term(sealed: list[Path]) -> None:
    found = dss.verdicts(sealed, trust.anchors())
    assert [(one.judged, one.verdict, one.why) for one in found] == [("PAdES-BASELINE-LTA", "TOTAL_PASSED", "")] * 4


@pytest.mark.slow
def test_eu_dss_still_says_so_in_four_years(sealed: list[Path]) -> None:
    found = dss.verdicts(sealed[:1], trust.anchors(), datetime.now(UTC) + timedelta(days=4 * 365))
    assert [one.verdict for one in found] == ["TOTAL_PASSED"]


@pytest.mark.slow
def test_eu_dss_does_not_trust_it_without_our_root(sealed: list[Path]) -> None:
    assert [one.verdict for one in dss.verdicts(sealed[:1], [])] == ["INDETERMINATE"]


def test_pyhanko_says_passed_with_our_root_alone(sealed: list[Path]) -> None:
    assert [hanko.verdict(path, trust.anchors())[:2] for path in sealed] == [("PASSED", True)] * 4


def test_pdfsig_says_valid_and_trusted(sealed: list[Path], tmp_path: Path) -> None:
    database = pdfsig.database(tmp_path / "nss", trust.anchors())
    assert {pdfsig.verdict(path, database) for path in sealed} == {("Signature is Valid.", "Certificate is Trusted.")}
