"""A career told in periods: contracts that follow each other at one employer are one stretch of work.

An agency worker may have a hundred contracts; people think "I worked there from spring to autumn".
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from burgerprofiel.kit.partial_date import PartialDate

GAP = timedelta(days=31)
"""A pause of a month at most does not end a stretch of work."""


class Period(Protocol):
    """Anything with a begin and an end; an open end means "still going on"."""

    @property
    def began(self) -> PartialDate | None:
        """The first day."""

    @property
    def ended(self) -> PartialDate | None:
        """The last day."""


P = TypeVar("P", bound=Period)


@dataclass(frozen=True)
class Stretch:
    """Periods that follow each other closely. `parts` tells how many."""

    began: PartialDate
    ended: PartialDate | None
    parts: int


def latest(day: PartialDate) -> date:
    """Return the last calendar date a partial date may be."""
    month = day.month or 12
    return date(day.year, month, day.day or monthrange(day.year, month)[1])


def is_running(period: Period, at: date) -> bool:
    """Whether the period has a begin, has begun, and has not ended."""
    began, ended = period.began, period.ended
    return began is not None and began.earliest <= at and (ended is None or latest(ended) >= at)


def is_planned(period: Period, at: date) -> bool:
    """Whether the period still has to begin."""
    return period.began is not None and period.began.earliest > at


def days_until_end(period: Period, at: date) -> int | None:
    """Return in how many days a running period ends, or None when it does not run or has no wholly known end."""
    whole = period.ended.whole if period.ended else None
    return (whole - at).days if whole and is_running(period, at) else None


def days_since_begin(period: Period, at: date) -> int | None:
    """Return how many days ago a running period began, or None when it does not run or its first day is not known."""
    whole = period.began.whole if period.began else None
    return (at - whole).days if whole and is_running(period, at) else None


def days_since_end(period: Period, at: date) -> int | None:
    """Return how many days ago a period ended, or None when it has not or when its last day is not known."""
    whole = period.ended.whole if period.ended else None
    return (at - whole).days if whole and whole < at else None


def newest_first(periods: Iterable[P]) -> list[P]:
    """Sort by begin, the newest first; what has no begin comes last."""
    return sorted(periods, key=lambda period: period.began or PartialDate(0), reverse=True)


def stretches(periods: Iterable[Period]) -> list[Stretch]:
    """Join periods that overlap or follow within a month, the oldest first. What has no begin is left out."""
    found: list[Stretch] = []
    dated = [(period.began, period.ended) for period in periods if period.began is not None]
    for began, ended in sorted(dated, key=lambda pair: pair[0]):
        last = found[-1] if found else None
        if last is not None and (last.ended is None or began.earliest <= latest(last.ended) + GAP):
            found[-1] = Stretch(last.began, _later(last.ended, ended), last.parts + 1)
        else:
            found.append(Stretch(began, ended, 1))
    return found


def years_of(periods: Sequence[Period], at: date) -> set[int]:
    """Return the calendar years that a period touches, up to now."""
    return {
        year
        for period in periods
        if period.began is not None
        for year in range(period.began.year, min(period.ended.year if period.ended else at.year, at.year) + 1)
    }


def _later(one: PartialDate | None, other: PartialDate | None) -> PartialDate | None:
    return None if one is None or other is None else max(one, other, key=latest)
