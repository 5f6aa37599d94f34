"""Messages with everything in them as a zip, written while it is read: it is never whole in memory."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, NamedTuple, cast

from burgerprofiel.kit.clock import BRUSSELS


class Part(NamedTuple):
    """A file in the zip."""

    name: str
    pieces: Iterator[bytes]
    small: bool = False
    """Worth compressing; PDFs and pictures are already."""
    folder: str = ""
    """In which it lies; empty: in none."""


class _Sink:
    """What is written, until it is taken."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []

    def write(self, content: bytes) -> int:
        self._kept.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Nothing waits elsewhere."""

    def take(self) -> bytes:
        taken, self._kept = b"".join(self._kept), []
        return taken


def zipped(parts: Iterable[Part], at: datetime) -> Iterator[bytes]:
    """Yield the zip of these parts, all of this moment; two of one name get a number."""
    sink, used = _Sink(), set[str]()
    stamp = at.astimezone(BRUSSELS).timetuple()[:6]
    with zipfile.ZipFile(cast("IO[bytes]", sink), "w") as archive:
        for part in parts:
            entry = zipfile.ZipInfo(_free(part.name, part.folder, used), stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED if part.small else zipfile.ZIP_STORED
            with archive.open(entry, "w", force_zip64=True) as file:
                for piece in part.pieces:
                    file.write(piece)
                    yield sink.take()
    yield sink.take()


def _free(name: str, folder: str, used: set[str]) -> str:
    """Return a name that no part has yet and that leads to no other folder than its own."""
    bare, before = _bare(name), f"{_bare(folder)}/" if folder else ""
    stem, dot, ending = bare.rpartition(".")
    tried, number = before + bare, 1
    while tried.casefold() in used:
        number += 1
        tried = before + (f"{stem} ({number}){dot}{ending}" if stem else f"{bare} ({number})")
    used.add(tried.casefold())
    return tried


def _bare(name: str) -> str:
    """Without what leads elsewhere, or what a disk cannot keep."""
    kept = "".join("_" if letter in '/\\:*?"<>|' or not letter.isprintable() else letter for letter in name)
    return kept.strip(" .") or "_"
