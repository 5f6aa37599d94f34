"""What can be said of a file before anybody reads it as a PDF: whether it is one, is whole, and does nothing."""

from __future__ import annotations

import re
from typing import IO

from burgerprofiel.certificates.verifying import byte_ranges
from burgerprofiel.certificates.verifying.verdict import Refusal
from burgerprofiel.kit import pdf as pdfs
from burgerprofiel.kit.refused_file import RefusedFileError

_REFUSALS = {
    "TYPE_DOES_NOT_MATCH": Refusal.NOT_PDF,
    "ENCRYPTED": Refusal.ENCRYPTED,
    "ACTIVE_CONTENT": Refusal.ACTIVE,
    "ARCHIVE_TOO_LARGE": Refusal.TOO_MUCH,
    "UNREADABLE": Refusal.UNREADABLE,
}
_OBJECT = re.compile(rb"\bobj\b")
_MOST_OBJECTS = 200_000


def looked_at(file: IO[bytes]) -> tuple[Refusal | None, bool]:
    """Return why it is not read further, if so, and whether a part of what was sealed is missing."""
    content = _content(file)
    if not content:
        return Refusal.EMPTY, False
    if byte_ranges.cover_more_than(content):
        return None, True
    if sum(1 for _ in _OBJECT.finditer(content)) > 2 * _MOST_OBJECTS:
        return Refusal.TOO_MUCH, False
    try:
        pdfs.check(content)
        if pdfs.holds_files(content):
            return Refusal.FILES_INSIDE, False
    except RefusedFileError as refused:
        why = _REFUSALS.get(refused.code, Refusal.UNREADABLE)
        return None if why is Refusal.UNREADABLE and byte_ranges.in_content(content) else why, False
    return None, False


def ends_in_the_middle(file: IO[bytes]) -> bool:
    """Whether something stands behind the end of the document that is not whole (ISO 32000-2 §7.5.5)."""
    return bool(_content(file).rpartition(b"%%EOF")[2].strip(b"\x00\t\n\x0c\r "))


def _content(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
