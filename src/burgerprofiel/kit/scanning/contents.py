"""Look at a file before it is kept: its size, its name, what it is, what is in it; then the scanner looks.

A file is read once, into memory, and at most as much of it as its type of message allows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Protocol

from burgerprofiel.kit import pdf
from burgerprofiel.kit.refused_file import RefusedFileError
from burgerprofiel.kit.scanning import documents, markup, names, scanner, text, zips

_LOOK: dict[str, Callable[[bytes], None]] = {
    "application/pdf": pdf.check,
    "application/zip": zips.check,
    "text/csv": text.check,
    "text/plain": text.check,
    "text/html": markup.check_html,
    "text/xml": markup.check_xml,
}


class Policy(Protocol):
    """What may come in."""

    @property
    def media_types(self) -> Collection[str]:
        """The types that are taken."""

    @property
    def max_octets(self) -> int:
        """The most bytes of a file."""


def check(pieces: Iterable[bytes], media_type: str, file_name: str, policy: Policy) -> None:
    """Let a file in, or raise RefusedFileError; ScannerDownError when nobody can tell now.

    `media_type` as the sender says it, without parameters. No database connection is held while the scanner looks.
    """
    if media_type not in policy.media_types:
        raise RefusedFileError("INVALID_INPUT", f"A file of the type {media_type} is not allowed in this message.")
    names.check(file_name)
    content = _whole(pieces, policy.max_octets)
    look(content, media_type)
    scanner.scan(content)


def look(content: bytes, media_type: str) -> None:
    """Look in a file of a known type. Raises RefusedFileError."""
    if not content:
        raise RefusedFileError("INVALID_INPUT", "This file is empty.")
    if media_type in _LOOK:
        _LOOK[media_type](content)
    else:
        documents.check(content, media_type)


def _whole(pieces: Iterable[bytes], most: int) -> bytes:
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > most:
            told = f"A file of this type of message has at most {most} bytes."
            raise RefusedFileError("TOO_LARGE", told, limit=most)
    return bytes(content)
