"""Identifiers that sort by time: UUID version 7 (RFC 9562 §5.7), so that new rows land together in an index.

What somebody else numbered has an id made of that, version 8: nobody who lacks the key of the hash can guess it.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import NewType
from uuid import UUID

CitizenId = NewType("CitizenId", UUID)
"""Our own opaque name for a citizen. Never derived from the national number."""


_moment: int | None = None


@contextmanager
def made_at(moment: datetime) -> Iterator[None]:
    """Let the ids that this process makes be of a moment in the past: the demo's older mail."""
    global _moment  # noqa: PLW0603 - the one switch
    before, _moment = _moment, int(moment.timestamp() * 1000)
    try:
        yield
    finally:
        _moment = before


def uuid7() -> UUID:
    """Return a new UUIDv7: 48 bits of Unix milliseconds, then random bits."""
    milliseconds = time.time_ns() // 1_000_000 if _moment is None else _moment
    value = (milliseconds << 80) | int.from_bytes(os.urandom(10))
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=value)


def made(known: UUID) -> datetime:
    """Return when a UUIDv7 was made, as it says itself, to the millisecond (RFC 9562 §5.7)."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=known.int >> 80)


def uuid8(digest: bytes) -> UUID:
    """Return the first 16 bytes of a keyed hash as a UUID of version 8 (RFC 9562 §5.8): the same gives the same."""
    value = int.from_bytes(digest[:16])
    value = (value & ~(0xF << 76)) | (0x8 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=value)
