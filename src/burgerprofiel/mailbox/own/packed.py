"""One message with everything in it as a zip, written while it is read: it is never whole in memory."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import IO, NamedTuple, cast

from burgerprofiel.kit.clock import BRUSSELS


class Part(NamedTuple):
    """A file in the zip."""

    name: str
    pieces: Iterator[bytes]
    small: bool = False
    """Worth compressing; PDFs and pictures are already."""


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


def zipped(parts: Sequence[Part], at: datetime) -> Iterator[bytes]:
    """Yield the zip of these parts, all of this moment; two of one name get a number."""
    sink, used = _Sink(), set[str]()
    stamp = at.astimezone(BRUSSELS).timetuple()[:6]
    with zipfile.ZipFile(cast("IO[bytes]", sink), "w") as archive:
        for part in parts:
            entry = zipfile.ZipInfo(_free(part.name, used), stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED if part.small else zipfile.ZIP_STORED
            with archive.open(entry, "w", force_zip64=True) as file:
                for piece in part.pieces:
                    file.write(piece)
                    yield sink.take()
    yield sink.take()


def _free(name: str, used: set[str]) -> str:
    """Return a name that no part has yet and that leads to no other folder."""
    bare = name.replace("/", "_").replace("\\", "_").lstrip(".") or "_"
    stem, dot, ending = bare.rpartition(".")
    tried, number = bare, 1
    while tried.casefold() in used:
        number += 1
        tried = f"{stem} ({number}){dot}{ending}" if stem else f"{bare} ({number})"
    used.add(tried.casefold())
    return tried
