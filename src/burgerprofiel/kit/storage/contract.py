"""A store keeps encrypted objects under the SHA-256 of their bytes: nothing there ever changes, and it reads nothing.

Today a folder (`folder.py`) or S3 (`s3.py`); both fulfil this contract (tests/kit/storage/test_stores.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple, Protocol


class GoneError(LookupError):
    """There is no such object, or not any more."""


class Incoming(Protocol):
    """An object on its way in: nobody finds it before it is settled."""

    def write(self, piece: bytes) -> None:
        """Add to it."""

    def read(self) -> Iterator[bytes]:
        """Give back what was written so far."""

    def settle(self, name: str) -> None:
        """Keep it under this name. When this returns it survives a power failure. Raises OSError."""

    def discard(self) -> None:
        """Forget it; nothing happens when it was settled."""


class Listed(NamedTuple):
    """An object that is there."""

    name: str
    since: datetime


class Store(Protocol):
    """Where objects lie."""

    def incoming(self) -> Incoming:
        """Begin a new object."""

    def read(self, name: str) -> Iterator[bytes]:
        """Return its bytes, in pieces; whether it is there is known at once. Raises GoneError, OSError."""

    def remove(self, name: str) -> None:
        """Remove it; what is not there is removed already. Raises OSError."""

    def listed(self, part: str = "") -> Iterator[Listed]:
        """Return the objects whose names begin with two given hexadecimal digits, or all; sorted by name."""

    def sweep(self, before: datetime) -> int:
        """Remove what began to come in before this moment and never settled. Returns how many."""
