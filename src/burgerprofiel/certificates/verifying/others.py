"""Documents that bodies issued and a room of ours knows: whoever verifies one hears whether it still counts (D6).

This room does not know which rooms there are: each that knows documents lets itself be asked, by the digest of the
file. What it tells says nothing of whose the document is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum

import msgspec


class Standing(StrEnum):
    """Whether what a document stands for counts now."""

    COUNTS = "counts"
    NOT_YET = "notYet"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    OVER = "over"


class Known(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What anybody may know of such a document."""

    kind: Mapping[str, str]
    """What it is, by language; empty: its issuer did not say."""
    issuer: Mapping[str, str]
    """Who issued it, by language (`nl` at least)."""
    valid_from: date
    valid_until: date | None
    """The last day on which it counts; None: without end."""
    standing: Standing
    standing_since: datetime | None
    """When it was suspended or revoked."""


Asker = Callable[[bytes], Known | None]
_ASKERS: list[Asker] = []


def ask_too(asker: Asker) -> None:
    """Ask this one too, from now on."""
    if asker not in _ASKERS:
        _ASKERS.append(asker)


def with_digest(digest: bytes) -> Known | None:
    """Return what is known of the file with this SHA-256. A statement for each that is asked."""
    return next((found for asker in _ASKERS if (found := asker(digest))), None)
