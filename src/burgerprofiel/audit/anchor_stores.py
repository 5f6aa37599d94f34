"""Where anchors are kept outside the database: the farther from its administrators, the more they prove.

Today a folder with a file per day (docs/operate.md: put it on another machine, or on storage that only grows). Another
kind of store fulfils the same `AnchorStore`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

import msgspec
from django.conf import settings

from burgerprofiel.audit.anchors import Anchor
from burgerprofiel.kit.packing import from_json


class AnchorStore(Protocol):
    """A place that takes anchors and never changes them."""

    def last_number(self) -> int:
        """Return the number of the newest anchor kept, 0 when there is none."""

    def keep(self, anchors: Iterable[Anchor]) -> None:
        """Add anchors, in order. Raises OSError; may be called again with the same anchor after a failure."""

    def kept(self) -> Iterator[Anchor]:
        """Return every anchor, oldest first. A line that is no anchor is left out: its number is then missing."""


class FileStore:
    """`<folder>/YYYY-MM-DD.log`: one JSON line per anchor, only ever added to."""

    def __init__(self, folder: Path) -> None:
        """Keep anchors in this folder, made when the first one comes."""
        self._folder = folder

    def last_number(self) -> int:
        """Return the number of the newest anchor kept, 0 when there is none."""
        return max((anchor.number for path in self._files()[-2:] for anchor in _read(path)), default=0)

    def keep(self, anchors: Iterable[Anchor]) -> None:
        """Add a line for each anchor to the file of its day (UTC)."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for anchor in anchors:
            path = self._folder / f"{anchor.at:%Y-%m-%d}.log"
            fresh_line = b"\n" if _is_cut_off(path) else b""
            with path.open("ab", buffering=0) as file:
                file.write(fresh_line + msgspec.json.encode(anchor) + b"\n")

    def kept(self) -> Iterator[Anchor]:
        """Return every anchor, oldest first."""
        for path in self._files():
            yield from _read(path)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.log"))


def _is_cut_off(path: Path) -> bool:
    """Whether an earlier writer was stopped in the middle of a line."""
    return path.is_file() and path.read_bytes()[-1:] not in (b"", b"\n")


def _read(path: Path) -> Iterator[Anchor]:
    with path.open("rb") as lines:
        for line in lines:
            try:
                yield from_json(line, Anchor)
            except msgspec.MsgspecError:
                continue


def store() -> AnchorStore:
    """Return the store that this installation uses."""
    config = settings.CONFIG
    return FileStore(config.anchors or config.data / "anchors")
