"""PDF: read, never rendered. A letter shows something; what runs, starts a program or hides is refused.

What a PDF does stands in names (`/JavaScript`, `/Launch`), each letter of which may be written as `#4a`, either open or
in a compressed object stream (ISO 32000-2 §7.3.5, §7.5.7). PDF/A, which governments archive, has none of them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from burgerprofiel.kit.refused_file import RefusedFileError

UNPACKED = 50_000_000
"""Of all object streams of a file together, in bytes."""
_PIECE = 4096
"""Bytes of a compressed stream that are unpacked at once."""
_BEFORE = 4000
"""How far before `stream` its dictionary may begin, in bytes."""


def _names(*names: str) -> re.Pattern[bytes]:
    """One pattern for names, each in a group; they begin with one sign, which is what makes the search quick."""
    spelled = (b"".join(b"(?:%c|#%02x|#%02X)" % ((ord(each),) * 3) for each in name) for name in names)
    return re.compile(
        b"/(?:" + b"|".join(b"(%s)" % each for each in spelled) + rb")(?=[\x00\t\n\x0c\r ()<>\[\]{}/%]|$)"
    )


_ACTS = _names("JavaScript", "Launch", "XFA")
_ACTING = ("", "JavaScript", "a command that starts a program", "a form of the kind XFA")
_ENCRYPTED = _names("Encrypt")
_FILES = _names("EmbeddedFile", "EmbeddedFiles", "Filespec")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECTS, _FLATE, _FILTER = _names("ObjStm"), _names("FlateDecode"), _names("Filter")


def check(content: bytes) -> None:
    """Refuse what is no PDF, or one that acts or that nobody can look in. Raises RefusedFileError."""
    if not content.startswith(b"%PDF-"):
        raise RefusedFileError("TYPE_DOES_NOT_MATCH", "This file says that it is a PDF, and it is something else.")
    if _ENCRYPTED.search(content):
        raise RefusedFileError("ENCRYPTED", "This PDF is encrypted, so nobody can look in it: send it without.")
    _still(content)
    for objects in _object_streams(content):
        _still(objects)


def holds_files(content: bytes) -> bool:
    """Whether other files are inside. Raises RefusedFileError when a part cannot be read."""
    return bool(_FILES.search(content)) or any(_FILES.search(each) for each in _object_streams(content))


def _still(content: bytes) -> None:
    found = _ACTS.search(content)
    if found:
        what = _ACTING[found.lastindex or 1]
        raise RefusedFileError("ACTIVE_CONTENT", f"This PDF holds {what}: send one that only shows something (PDF/A).")


def _object_streams(content: bytes) -> Iterator[bytes]:
    left = UNPACKED
    if not _OBJECTS.search(content):
        return
    for found in _STREAM.finditer(content):
        start = found.start()
        before = content[max(0, start - _BEFORE) : start]
        before = before[before.rfind(b"obj") :]
        if not _OBJECTS.search(before) or not _FILTER.search(before):
            continue  # what is not packed was looked at with the file
        objects = _unpacked(content, found.end(), left)
        if not _FLATE.search(before):
            raise _unreadable()
        left -= len(objects)
        yield objects


def _unpacked(content: bytes, start: int, left: int) -> bytes:
    """One compressed stream. Raises RefusedFileError when it cannot be read, or is too much.

    The file is given to zlib in pieces: of what lies behind the stream it keeps a copy.
    """
    reader, objects, packed = zlib.decompressobj(), bytearray(), memoryview(content)
    for place in range(start, len(content), _PIECE):
        try:
            objects += reader.decompress(packed[place : place + _PIECE], left + 1 - len(objects))
        except zlib.error as error:
            raise _unreadable() from error
        if len(objects) > left:
            told = f"Unpacked, this PDF holds more than {UNPACKED} bytes of objects."
            raise RefusedFileError("ARCHIVE_TOO_LARGE", told)
        if reader.eof:
            break
    return bytes(objects)


def _unreadable() -> RefusedFileError:
    return RefusedFileError("UNREADABLE", "Parts of this PDF cannot be read: make it again.")
