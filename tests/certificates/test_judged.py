"""Independent judges accept every kind of certificate in every language: as a document, and its seal.

veraPDF: PDF/A-2a and PDF/UA-1, before it is sealed and after. EU DSS, pyHanko and pdfsig: the seal, with the demo's
root as all that they trust.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from burgerprofiel.certificates import codes, documents
from burgerprofiel.certificates.kinds import KINDS, LANGUAGES
from burgerprofiel.certificates.seal import actions as seal
from burgerprofiel.certificates.seal import trust
from tests.certificates import contents
from tests.judges import dss, hanko, pdfsig, verapdf


@pytest.fixture(scope="module")
def folder(simulators: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every kind in every language: `bare` as it is made, `sealed` as it is given out."""
    place = tmp_path_factory.mktemp("judged")
    for name in ("bare", "sealed"):
        (place / name).mkdir()
    for language in LANGUAGES:
        found = {kind.key: (kind, content) for _slug, kind, content in contents.of_the_cast(language)}
        assert set(found) == set(KINDS)
        for key, (kind, content) in found.items():
            pdf = documents.made(kind, language, content, codes.new(), contents.DAY)
            (place / "bare" / f"{key}-{language}.pdf").write_bytes(pdf)
            sealed = seal.seal(pdf, reason=documents.reason(kind, language))
            (place / "sealed" / f"{key}-{language}.pdf").write_bytes(sealed.pdf)
    (place / "bare" / "of-many-pages.pdf").write_bytes(of_many_pages())
    return place


def of_many_pages() -> bytes:
    """A career of a hundred and twenty periods."""
    part = next(content for _who, kind, content in contents.of_the_cast("nl") if kind.key == "employment").parts[0]
    long = type(part)(part.key, part.title, part.columns, part.rows[:1] * 120)  # type: ignore[union-attr, call-arg]
    content = contents.content(KINDS["employment"], "nl", (long,))
    return documents.made(KINDS["employment"], "nl", content, codes.new(), contents.DAY)


def test_verapdf_passes_it_before_its_seal_and_after(folder: Path) -> None:
    assert verapdf.broken(sorted(folder.rglob("*.pdf"))) == []


def test_dss_of_the_european_commission_says_total_passed(folder: Path) -> None:
    found = dss.verdicts(sorted((folder / "sealed").iterdir()), trust.anchors())
    assert len(found) == len(KINDS) * len(LANGUAGES)
    assert {(each.judged, each.verdict) for each in found} == {("PAdES-BASELINE-LTA", "TOTAL_PASSED")}


def test_pyhanko_as_a_stranger_runs_it_says_passed(folder: Path) -> None:
    assert {hanko.verdict(path, trust.anchors())[0] for path in (folder / "sealed").iterdir()} == {"PASSED"}


def test_pdfsig_says_valid_and_trusted(folder: Path, tmp_path: Path) -> None:
    trusting = pdfsig.database(tmp_path / "trusting", trust.anchors())
    told = {pdfsig.verdict(path, trusting) for path in (folder / "sealed").iterdir()}
    assert told == {("Signature is Valid.", "Certificate is Trusted.")}
