"""Our reader is pyHanko's, only quicker: both read the same, or refuse the same."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.reader import PdfFileReader

from burgerprofiel.certificates.verifying.pdf_reader import Reader

_OBJECTS = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R>>"
_PLACES = 0, len(_OBJECTS[0]) + 1, len(_OBJECTS[0]) + len(_OBJECTS[1]) + 2
_PLAIN = b" ".join(b"%d %d" % (number, place) for number, place in enumerate(_PLACES, start=1)) + b" "


def _pdf(head: bytes, first: int | None = None, count: int = 3) -> bytes:
    """Three objects in one stream (4 0), found by a stream of cross-references (5 0)."""
    inside = head + b"\n".join(_OBJECTS) + b"\n"
    begin, told = 9, len(head) if first is None else first
    stream = b"4 0 obj\n<</Type/ObjStm/N %d/First %d/Length %d>>stream\n" % (count, told, len(inside))
    written = b"%PDF-1.7\n" + stream + inside + b"\nendstream\nendobj\n"
    table = struct.pack(">BHH", 0, 0, 65535 - 1)
    table += b"".join(struct.pack(">BHH", 2, 4, index) for index in range(3))
    table += struct.pack(">BHH", 1, begin, 0) + struct.pack(">BHH", 1, len(written), 0)
    end = b"5 0 obj\n<</Type/XRef/Size 6/W[1 2 2]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return written + end + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(written)


def _read(kind: type[PdfFileReader], content: bytes, *, strict: bool) -> list[str]:
    """What each object is, or how reading it goes wrong."""
    try:
        reader = kind(BytesIO(content), strict=strict)
        numbers = sorted({each.idnum for each in reader.xrefs.explicit_refs_in_revision(0)})
    except Exception as error:  # noqa: BLE001 - whatever it is, both must say it
        return [repr(error)]
    return [_one(reader, number) for number in numbers]


def _one(reader: PdfFileReader, number: int) -> str:
    written = BytesIO()
    try:
        reader.get_object(Reference(number, 0, reader)).write_to_stream(written)
        return repr(written.getvalue())
    except Exception as error:  # noqa: BLE001 - whatever it is, both must say it
        return repr(error)


def _alike(content: bytes) -> None:
    for strict in (True, False):
        assert _read(Reader, content, strict=strict) == _read(PdfFileReader, content, strict=strict)


def test_three_objects_in_a_stream_are_found() -> None:
    told = _read(Reader, _pdf(_PLAIN), strict=True)
    assert all(part in each for part, each in zip(("/Catalog", "/Kids", "/Page"), told, strict=False))


@pytest.mark.parametrize("name", ["sealed", "added", "stranger", "unsealed"])
def test_each_object_of_a_certificate_reads_alike(made: dict[str, bytes], name: str) -> None:
    _alike(made[name])


@given(
    head=st.one_of(
        st.lists(st.integers(0, 99).map(lambda number: b"%d" % number), max_size=8).map(b" ".join),
        st.text("0123 \n\t\v\0%+-.<R", max_size=20).map(str.encode),
        st.tuples(st.integers(0, len(_PLAIN) - 1), st.binary(min_size=1, max_size=1)).map(
            lambda change: _PLAIN[: change[0]] + change[1] + _PLAIN[change[0] + 1 :]
        ),
    ),
    first=st.one_of(st.none(), st.integers(-1, 60)),
    count=st.integers(-1, 5),
)
@example(head=b"1 0 2 %d 2 0 " % _PLACES[1], first=None, count=3)
@example(head=_PLAIN.replace(b" ", b"\v"), first=None, count=3)
@example(head=_PLAIN + b"% said", first=len(_PLAIN), count=3)
@example(head=_PLAIN.rstrip(), first=None, count=3)
def test_whatever_stands_in_the_head_of_a_stream_reads_alike(head: bytes, first: int | None, count: int) -> None:
    _alike(_pdf(head, first, count))
