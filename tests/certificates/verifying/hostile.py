"""PDFs that want to do harm: to make a reader loop, to fill its memory, or to hide something in it."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence

_CATALOG = b"<</Type/Catalog/Pages 2 0 R%s>>"
_REST = [b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]
_ZEROS = zlib.compress(bytes(100_000_000))


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Write a PDF with these objects, numbered from one; the first is the catalog."""
    pieces, places, at = [b"%PDF-1.7\n"], [], 9
    for number, content in enumerate(objects, start=1):
        places.append(at)
        pieces.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        at += len(pieces[-1])
    lines = b"".join(b"%010d 00000 n \n" % place for place in places)
    told = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, at)
    return b"".join([*pieces, b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1), lines, told])


def _with(catalog: bytes, *more: bytes) -> bytes:
    return pdf([_CATALOG % catalog, *_REST, *more])


def _cross_references_in_a_loop() -> bytes:
    plain = pdf([_CATALOG % b"", *_REST])
    return pdf([_CATALOG % b"", *_REST], b"/Prev %d" % int(plain.rsplit(b"startxref\n", 1)[1].split()[0]))


def _stream_of_zeros() -> bytes:
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(_ZEROS)
    return pdf([_CATALOG % b"", *_REST, head + _ZEROS + b"\nendstream"])


def _cross_references_of_zeros() -> bytes:
    head = b"<</Type/XRef/Size 100000000/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n" % len(_ZEROS)
    return b"%PDF-1.7\n1 0 obj\n" + head + _ZEROS + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"


def _many_signatures() -> bytes:
    numbers = range(5, 5000)
    fields = b" ".join(b"%d 0 R" % number for number in numbers)
    seal = b"<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>"
    return _with(b"/AcroForm<</Fields[%s]>>" % fields, seal, *(b"<</T(a%d)/FT/Sig/V 4 0 R>>" % n for n in numbers))


ENDLESS = {
    "a million objects": lambda: pdf([_CATALOG % b"", *_REST, *[b"0"] * 700_000]),
    "cross-references that lead back": _cross_references_in_a_loop,
    "a field that is its own child": lambda: _with(
        b"/AcroForm<</Fields[4 0 R]/SigFlags 3>>", b"<</T(a)/Kids[4 0 R]/Parent 4 0 R/FT/Sig>>"
    ),
    "arrays in arrays": lambda: _with(b"/X " + b"[" * 200_000 + b"]" * 200_000),
    "a stream of zeros": _stream_of_zeros,
    "cross-references of zeros": _cross_references_of_zeros,
    "one field a million times": lambda: _with(
        b"/AcroForm<</Fields[%s]>>" % (b"4 0 R " * 1_000_000), b"<</T(a)/FT/Sig/V 5 0 R>>", b"<</Type/Sig>>"
    ),
    "thousands of seals": _many_signatures,
    "ranges without end": lambda: pdf([_CATALOG % b"", *_REST]) + b"/ByteRange [0 10000000 10 10]" * 400_000,
    "large ranges, often": lambda: (
        b"%PDF-1.7\n" + b"A" * 15_000_000 + b"/ByteRange [0 14000000 14000001 1000]" * 100_000
    ),
    "noise": lambda: b"%PDF-1.7\n" + random.Random(1).randbytes(19_000_000),
    "streams that never end": lambda: b"%PDF-1.7\n" + b"/ObjStm stream\n" * 1_000_000,
}
"""None of these may keep a reader for long, nor be taken for sealed."""

HIDING = {
    "encrypted": (lambda: pdf([_CATALOG % b"", *_REST], b"/Encrypt<</Filter/Standard/V 2/R 3>>"), "encrypted"),
    "a script": (lambda: _with(b"/OpenAction<</S/JavaScript/JS(app.alert)>>"), "activeContent"),
    "a script spelled in hexadecimal": (
        lambda: _with(b"/OpenAction<</S/J#61vaScript/JS(app.alert)>>"),
        "activeContent",
    ),
    "a program to start": (lambda: _with(b"/OpenAction<</S/Launch/F(cmd.exe)>>"), "activeContent"),
    "files inside": (lambda: _with(b"/Names<</EmbeddedFiles<</Names[]>>>>"), "filesInside"),
    "no PDF": (lambda: b"<html>%PDF-1.7", "notPdf"),
    "nothing": (lambda: b"", "empty"),
}
"""These are refused, each with its own reason."""
