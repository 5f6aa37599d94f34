"""Zip files: looked through in memory, and never further than a limit, whatever they say of themselves.

Refused: what is encrypted, what grows beyond measure (zip bombs, also overlapping and nested ones), names that lead out
of their folder, links, programs. Inner archives are looked through too, to a depth.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from burgerprofiel.kit.refused_file import RefusedFileError
from burgerprofiel.kit.scanning import names

ENTRIES = 1000
UNPACKED = 200_000_000
"""Of everything in a file, inner archives too, in bytes."""
RATIO = 100
"""How many times larger it may become, beyond `SMALL`."""
SMALL = 10_000_000
"""In bytes: until here nobody asks how it was packed."""
DEPTH = 2
"""Archives in archives: a zip in the zip, and no further."""
INNER = 50_000_000
"""Of an inner archive, which is held in memory, in bytes."""
_PIECE = 1 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass
class _Budget:
    """What may still come out of one file."""

    packed: int
    entries: int = ENTRIES
    unpacked: int = 0

    def entry(self) -> None:
        self.entries -= 1
        if self.entries < 0:
            raise _too_large(f"it holds more than {ENTRIES} files")

    def take(self, octets: int) -> None:
        self.unpacked += octets
        if self.unpacked > UNPACKED:
            raise _too_large(f"unpacked it is larger than {UNPACKED} bytes")
        if self.unpacked > SMALL and self.unpacked > RATIO * self.packed:
            raise _too_large(f"unpacked it is more than {RATIO} times as large")


def check(content: bytes) -> None:
    """Refuse what is no zip, or one that does harm. Raises RefusedFileError."""
    for _entry in entries(content):
        pass


def entries(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Return every file in it: its name, and its first bytes; each was read to its end. Raises RefusedFileError."""
    yield from _entries(content, _Budget(len(content)), 1)


def _entries(content: bytes, budget: _Budget, depth: int) -> Iterator[tuple[str, bytes]]:
    if not content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise RefusedFileError("TYPE_DOES_NOT_MATCH", "This file says that it is an archive, and it is something else.")
    if content.count(b"PK\x01\x02") > 10 * ENTRIES:
        raise _too_large(f"it holds more than {ENTRIES} files")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _apart(archive.infolist(), len(content))
            for info in archive.infolist():
                budget.entry()
                _safe(info)
                yield info.filename, _read(archive, info, budget, depth)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError) as error:
        raise RefusedFileError("UNREADABLE", "This archive cannot be read to its end: make it again.") from error


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget, depth: int) -> bytes:
    """Read one file to its end; an inner archive is looked through. Returns its first bytes."""
    first, inner = b"", bytearray()
    with archive.open(info) as file:
        while piece := file.read(_PIECE):
            budget.take(len(piece))
            first = first or piece
            if first.startswith(b"PK\x03\x04"):
                inner += piece
                if len(inner) > INNER:
                    raise _too_large(f"an archive in it is larger than {INNER} bytes")
    if inner:
        if depth >= DEPTH:
            raise RefusedFileError("ARCHIVE_UNSAFE", "This file holds an archive in an archive in an archive.")
        for _entry in _entries(bytes(inner), budget, depth + 1):
            pass
    return first[:_PIECE]


def _safe(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 0x1 or info.flag_bits & 0x40:
        raise RefusedFileError("ENCRYPTED", "This archive is encrypted, so nobody can look in it: send it without.")
    if info.compress_type not in _METHODS:
        raise RefusedFileError("UNREADABLE", "This archive is packed in a way that cannot be read: use deflate.")
    parts = [part for part in info.orig_filename.rstrip("/").split("/") if part != "."]
    if not parts or not all(names.plain(part) for part in parts) or parts[0][1:2] == ":":
        raise RefusedFileError("ARCHIVE_UNSAFE", "This archive holds a name that leads out of its folder.")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise RefusedFileError("ARCHIVE_UNSAFE", "This archive holds a link to another place.")
    if names.runs(parts[-1]):
        raise RefusedFileError("ACTIVE_CONTENT", "This archive holds a program.")


def _apart(infos: list[zipfile.ZipInfo], size: int) -> None:
    """Each file has bytes of its own: what overlaps is a bomb."""
    end = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < end:
            raise _too_large("its files overlap")
        end = info.header_offset + 30 + info.compress_size
    if end > size:
        raise zipfile.BadZipFile


def _too_large(why: str) -> RefusedFileError:
    return RefusedFileError("ARCHIVE_TOO_LARGE", f"This archive is not taken: {why}.")
