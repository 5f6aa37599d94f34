"""Whether what stands behind a seal is read alike by everybody, judged by the bytes alone.

A file may be made so that our reader and a viewer do not find the same objects in it: viewers take the last `startxref`
and, when that leads nowhere, whatever object lies last in the file. A seal would then hold over what nobody sees.
So what follows a seal must be plain: every object in it is in its cross-references, nothing else looks like one, and it
ends as ISO 32000-2 §7.5.5 wants it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_GAP = rb"(?:[\x00\t\n\x0c\r ]|%[^\r\n]*[\r\n])"
_OBJECT = re.compile(rb"(?<![0-9])[0-9]{1,10}" + _GAP + rb"+[0-9]{1,5}" + _GAP + rb"*obj")
_START = re.compile(rb"startxref")
_END = re.compile(rb"startxref(?:\r\n|\r|\n)([0-9]{1,10})(?:\r\n|\r|\n)%%EOF")
_NOTHING = re.compile(rb"(?:\r\n|\r|\n)?\Z")
_TRAILER = re.compile(rb"trailer")
_HEXADECIMAL = re.compile(rb"<[0-9A-Fa-f]+>")


def encloses_itself_alone(embedded: EmbeddedPdfSignature) -> bool:
    """Whether the only bytes that a seal leaves out are the seal, in hexadecimal: nothing else hides between them."""
    ranges = [int(each) for each in embedded.byte_range]
    if len(ranges) != 4:
        return False
    first, until, begin, _length = ranges
    content = _content(embedded.reader)
    return first == 0 and bool(_HEXADECIMAL.fullmatch(content, until, begin))


def plain(embedded: EmbeddedPdfSignature) -> bool:
    """Whether everybody finds the same behind a seal."""
    reader = embedded.reader
    _first, _until, begin, length = (int(each) for each in embedded.byte_range)
    content, end = _content(reader), begin + length
    if end == len(content):
        return True
    later = range(embedded.signed_revision + 1, reader.xrefs.total_revisions)
    return reader.strict and _ends_well(content, end, reader, later) and _no_other_objects(content, end, reader, later)


def _ends_well(content: bytes, begin: int, reader: PdfFileReader, later: range) -> bool:
    """Whether there are as many ends as revisions, each leading to its own cross-references, and nothing follows."""
    ends = list(_END.finditer(content, begin))
    led = [int(end[1]) for end in ends]
    tables = [reader.xrefs.get_xref_container_info(revision) for revision in later]
    return (
        bool(ends)
        and led == [table.declared_startxref for table in tables]
        and all(table.stream_ref or content.startswith(b"xref", table.declared_startxref) for table in tables)
        and len(_START.findall(content, begin)) == len(ends)
        and len(_TRAILER.findall(content, begin)) == sum(table.stream_ref is None for table in tables)
        and bool(_NOTHING.match(content, ends[-1].end()))
    )


def _no_other_objects(content: bytes, begin: int, reader: PdfFileReader, later: range) -> bool:
    """Whether what looks like an object is where the cross-references say that one is, and the other way round."""
    return {found.start() for found in _OBJECT.finditer(content, begin)} == set(_places(reader, later))


def _places(reader: PdfFileReader, later: range) -> Iterator[int]:
    for revision in later:
        table = reader.xrefs.get_xref_container_info(revision)
        if table.stream_ref is not None:
            yield table.declared_startxref
        for _generation, place in reader.xrefs.get_xref_data(revision).standard_xrefs.values():
            yield place


def keeps_what_is_said_of_it(embedded: EmbeddedPdfSignature) -> bool:
    """Whether title and metadata are what they were: a viewer shows them, and a proof or a time stamp needs none."""
    reader, signed = embedded.reader, embedded.signed_revision
    before = reader.get_historical_resolver(signed)
    changed = {
        (each.idnum, each.generation)
        for revision in range(signed + 1, reader.xrefs.total_revisions)
        for each in reader.xrefs.explicit_refs_in_revision(revision)
    }
    pairs = (
        (_named(before.trailer_view, "/Info"), _named(reader.trailer_view, "/Info")),
        (_named(before.root, "/Metadata"), _named(reader.root, "/Metadata")),
    )
    return all(was == now and now not in changed for was, now in pairs)


def _named(holder: DictionaryObject, name: str) -> tuple[int, int] | None:
    """Return which object stands there; None: there is none."""
    if name not in holder:
        return None
    found = holder.raw_get(name)
    return (found.idnum, found.generation) if isinstance(found, IndirectObject) else (0, 0)


def _content(reader: PdfFileReader) -> bytes:
    reader.stream.seek(0)
    return bytes(reader.stream.read())
