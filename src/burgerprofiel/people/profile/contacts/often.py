"""Codes go out a minute apart, five an hour and ten a day per kind; who asks sooner is told truly how long to wait.

So nobody's phone is flooded from here, no bill runs up, and a code of six digits cannot be guessed by asking again:
five tries of each, fifty a day.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

BETWEEN = timedelta(minutes=1)
A_DAY = timedelta(days=1)
LIMITS = ((1, BETWEEN), (5, timedelta(hours=1)), (10, A_DAY))
"""At most so many within so long."""


class TooOftenError(Exception):
    """`wait`: how long until a code can be asked for again."""

    def __init__(self, wait: timedelta) -> None:
        """Keep how long."""
        super().__init__(f"wait {wait}")
        self.wait = wait

    @property
    def minutes(self) -> int:
        """Whole minutes, upwards."""
        return max(1, math.ceil(self.wait / timedelta(minutes=1)))


def counted(asked: Sequence[float], now: datetime) -> list[float]:
    """Return when codes were asked for in the past day, this moment added. Raises TooOftenError."""
    recent = sorted(each for each in asked if _at(each) > now - A_DAY)
    wait = max(_wait(recent, most, within, now) for most, within in LIMITS)
    if wait > timedelta():
        raise TooOftenError(wait)
    return [*recent, now.timestamp()]


def _wait(recent: Sequence[float], most: int, within: timedelta, now: datetime) -> timedelta:
    """How long until fewer than `most` lie within."""
    return _at(recent[-most]) + within - now if len(recent) >= most else timedelta()


def _at(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
