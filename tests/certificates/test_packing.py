"""Packing a document closer changes nothing in it: every object is there, the same, under its number."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from burgerprofiel.certificates.documents import packing
from burgerprofiel.kit import typesetting
from tests.certificates.seal.conftest import paper

CONTENT = b"<</Length 5>>\nstream\nhello\nendstream"
ENTRY = b"/PieceInfo<</Ours<</Private %d 0 R>>>>"


def objects(pdf: bytes) -> dict[int, bytes]:
    """Every object, as it is written."""
    reader = PdfFileReader(BytesIO(pdf))
    found = {}
    for number in range(1, int(reader.trailer["/Size"])):
        each = reader.get_object(generic.Reference(number, 0, reader))
        if isinstance(each, generic.StreamObject) and each.get("/Type") in ("/ObjStm", "/XRef"):
            continue
        out = BytesIO()
        each.write_to_stream(out, None)
        found[number] = out.getvalue()
    return found


@pytest.mark.parametrize(
    "text", ["Noor woont in Zonnegem.", "endobj endstream %%EOF xref", "1 0 obj << /Root 2 0 R >>"]
)
def test_every_object_stays_as_it_was_and_one_joins_them(text: str) -> None:
    content = {"title": "Attest", "text": text, "language": "nl"}
    before = typesetting.pdf(Path(__file__).parent / "seal" / "paper.typ", content)
    after = packing.pack(before, CONTENT, ENTRY)
    old, new = objects(before), objects(after)
    root = PdfFileReader(BytesIO(before)).root_ref.idnum
    assert {number: body for number, body in old.items() if number != root} == {
        number: new[number] for number in old if number != root
    }
    added = max(old) + 1
    assert set(new) == {*old, added}
    assert b"hello" in new[added]
    assert new[root].replace(b" ", b"").find(b"/Private%d0R" % added) > 0
    assert len(after) < len(before)


def test_what_the_reader_is_told_of_the_document_stays() -> None:
    before = paper()
    after = PdfFileReader(BytesIO(packing.pack(before, CONTENT, ENTRY)))
    old = PdfFileReader(BytesIO(before))
    assert after.trailer["/ID"] == old.trailer["/ID"]
    assert after.trailer["/Info"] == old.trailer["/Info"]
    assert after.xrefs.total_revisions == 1


@pytest.mark.parametrize(
    "pdf", [b"", b"%PDF-1.7", b"startxref\n0\n%%EOF", b"%PDF-1.7\ntrailer\n<<>>\nstartxref\n9\n%%EOF"]
)
def test_a_file_of_another_typesetter_is_refused(pdf: bytes) -> None:
    with pytest.raises((ValueError, IndexError)):
        packing.pack(pdf, CONTENT, ENTRY)
