"""A source gives one of four answers, never two: data, nothing there, not allowed, not available now.

A missing answer is never shown as "you have nothing" (docs/architecture: decision 9). Types, wire, screens and tests
know all four.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Remark(msgspec.Struct, frozen=True):
    """What a source said beside its data: a warning that the citizen should see."""

    code: str
    text: str


class Data(msgspec.Struct, Generic[T], frozen=True, tag="data"):
    """The source has something, perhaps with remarks (`30042`: there is more than is shown)."""

    value: T
    as_of: datetime
    remarks: tuple[Remark, ...] = ()


class Nothing(msgspec.Struct, frozen=True, tag="nothing"):
    """The source answered that it holds nothing about this person."""

    as_of: datetime


class NotAllowed(msgspec.Struct, frozen=True, tag="not_allowed"):
    """We may not ask this source. `reference` can be quoted on the phone."""

    as_of: datetime
    reference: str = ""


class Cause(StrEnum):
    """Why there is no answer now."""

    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    OVERLOADED = "overloaded"
    BROKEN = "broken"
    """The answer could not be understood."""
    FOREIGN = "foreign"
    """The answer was about somebody else, so it was refused."""
    RESTING = "resting"
    """The source failed often; we leave it alone for a moment (circuit breaker)."""


class Unavailable(msgspec.Struct, frozen=True, tag="unavailable"):
    """The source did not answer, or not usably. Says nothing about the citizen."""

    as_of: datetime
    cause: Cause
    reference: str = ""


Answer = Data[T] | Nothing | NotAllowed | Unavailable
