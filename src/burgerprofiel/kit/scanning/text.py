"""Plain text and CSV: text that can be read, and nothing else under their name."""

from __future__ import annotations

import codecs

from burgerprofiel.kit.refused_file import RefusedFileError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NOT_TEXT = frozenset(map(chr, range(32))) - set("\t\n\r\f\x1b")


def check(content: bytes) -> None:
    """Refuse what is no text. Raises RefusedFileError."""
    read(content)


def read(content: bytes) -> str:
    """Return the text: UTF-8, UTF-16 when it says so, else Windows-1252 as office programs write. RefusedFileError."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _clean(_decoded(content, encoding))
    try:
        return _clean(content.decode())
    except UnicodeDecodeError:
        return _clean(_decoded(content, "windows-1252"))


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text() from error


def _clean(found: str) -> str:
    if not _NOT_TEXT.isdisjoint(found) or found.startswith(("%PDF-", "{\\rtf")):
        raise _no_text()
    return found


def _no_text() -> RefusedFileError:
    return RefusedFileError("TYPE_DOES_NOT_MATCH", "This file says that it is text, and it is something else.")
