"""pyHanko's reader of PDFs, which looks up once where the objects in an object stream lie (ISO 32000-2 §7.5.7).

pyHanko reads the head of the stream anew for each object: of a hundred objects that is a third of all work on a file.
Whatever is not plain is left to it, so that both always read the same, or refuse the same.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import NamedTuple

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.generic import PdfObject, Reference
from pyhanko.pdf_utils.misc import PdfError, read_non_whitespace
from pyhanko.pdf_utils.reader import PdfFileReader

_HEAD = re.compile(rb"[\n\r\t\f ]*(?:[0-9]{1,10}[\n\r\t\f ]+)*")
_NEVER_INSIDE = generic.StreamObject, generic.IndirectObject


class _Stream(NamedTuple):
    content: bytes
    places: dict[int, tuple[int, int]]
    """By number of an object: as how manieth it is first named, and where it begins."""


class Reader(PdfFileReader):
    """As pyHanko's own, for documents that are not altered while they are read."""

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> PdfObject:
        found = self._plain(idnum, stmnum, idx)
        if found is not None:
            return found
        left: PdfObject = super()._get_object_from_stream(idnum, stmnum, idx)  # type: ignore[no-untyped-call]  # theirs
        return left

    def _plain(self, idnum: int, stmnum: int, idx: int) -> PdfObject | None:
        """Return an object; None: it does not lie there as it should."""
        stream = self._stream(stmnum)
        at, begins = stream.places.get(idnum, (-1, 0)) if stream else (-1, 0)
        if stream is None or at != idx:
            return None
        content = BytesIO(stream.content)
        content.seek(begins)
        try:
            found: PdfObject = generic.read_object(content, Reference(idnum, 0, self))
            read_non_whitespace(content, seek_back=True, allow_eof=True)
        except PdfError:
            return None
        return None if isinstance(found, _NEVER_INSIDE) else found

    def _stream(self, number: int) -> _Stream | None:
        known: dict[int, _Stream | None] = self.__dict__.setdefault("_streams", {})
        if number not in known:
            known[number] = _read(Reference(number, 0, self).get_object())
        return known[number]


def _read(stream: PdfObject) -> _Stream | None:
    """Read the head of an object stream; None: it is not as the standard wants it."""
    if not isinstance(stream, generic.StreamObject) or stream.get("/Type") != "/ObjStm":
        return None
    count, first = stream.get("/N"), stream.get("/First")
    content = stream.read_data(DecodePurpose.OBJECT_STREAM)
    if not isinstance(count, int) or not isinstance(first, int) or not 0 <= first <= len(content):
        return None
    words = content[:first].split() if _HEAD.fullmatch(content, 0, first) else []
    if len(words) != 2 * count:
        return None
    named = enumerate(zip(map(int, words[::2]), map(int, words[1::2]), strict=True))
    return _Stream(content, {number: (at, first + place) for at, (number, place) in reversed(list(named))})
