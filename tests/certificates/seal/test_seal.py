"""A seal, made with the demo's key and services."""

from __future__ import annotations

from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from burgerprofiel.certificates.seal import actions
from tests.certificates.seal.conftest import paper


def test_a_sheet_is_sealed_for_the_long_term_and_the_sheet_stays_as_it_was(simulators: str, sheet: bytes) -> None:
    sealed = actions.seal(sheet, reason="Uitgereikt door Zonnegem")
    assert sealed.pdf.startswith(sheet)
    assert sealed.level == "PAdES-B-LTA"
    assert len(sealed.pdf) - len(sheet) < 40_000


@pytest.mark.parametrize(
    ("language", "seal", "stamp"),
    [
        ("nl", "Elektronisch zegel van Zonnegem", "Tijdstempel"),
        ("fr", "Cachet électronique de Zonnegem", "Horodatage"),
        ("de", "Elektronisches Siegel von Zonnegem", "Zeitstempel"),
        ("en", "Electronic seal of Zonnegem", "Time stamp"),
    ],
)
def test_what_is_read_out_is_in_the_language_of_the_document(
    simulators: str, language: str, seal: str, stamp: str
) -> None:
    reader = PdfFileReader(BytesIO(actions.seal(paper(language), reason="Zonnegem").pdf))
    assert [field.get_object()["/TU"] for field in reader.root["/AcroForm"]["/Fields"]] == [seal, stamp]


def test_the_seal_forbids_every_change_and_says_why_it_is_there(simulators: str, sheet: bytes) -> None:
    reader = PdfFileReader(BytesIO(actions.seal(sheet, reason="Uitgereikt door Zonnegem").pdf))
    seal = reader.embedded_signatures[0]
    assert seal.sig_object["/Reason"] == "Uitgereikt door Zonnegem"
    assert seal.docmdp_level is not None
    assert seal.docmdp_level.value == 1
    assert seal.signer_cert.subject.native["organization_identifier"] == "NTRBE-0812345603"


def test_the_document_says_nothing_new_about_who_made_it(simulators: str, sheet: bytes) -> None:
    before, after = (PdfFileReader(BytesIO(content)) for content in (sheet, actions.seal(sheet, reason="Z").pdf))
    assert after.root["/Metadata"].data == before.root["/Metadata"].data
    assert dict(after.trailer["/Info"]) == dict(before.trailer["/Info"])
