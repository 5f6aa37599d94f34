"""What is too long is read and forgotten for a moment: who sent it reads our answer, and not that the line broke."""

from __future__ import annotations

import time
from typing import Protocol

PIECE = 256 * 1024
"""Bytes that are read at a time."""
_MOST = 400_000_000
_LONGEST = 1.5
"""In seconds."""


class Readable(Protocol):
    """What can be read in pieces."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; none at the end."""


def drain(source: Readable) -> None:
    """Read to the end, yet at most 400 MB and for a second and a half. Raises OSError."""
    until, left = time.monotonic() + _LONGEST, _MOST
    while left > 0 and time.monotonic() < until and (piece := source.read(PIECE)):
        left -= len(piece)
