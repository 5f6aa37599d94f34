"""When a right holds, ends soon or has ended; an unknown begin counts as begun."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate

SOON = timedelta(days=92)
"""Something that ends within three months needs the citizen's attention."""


def last_day(day: PartialDate) -> date:
    """Return the last calendar date that a partial date may be."""
    month = day.month or 12
    return date(day.year, month, day.day or monthrange(day.year, month)[1])


def holds(begin: PartialDate | None, end: PartialDate | None) -> bool:
    """Whether a period covers today; an unknown begin counts as begun."""
    return (begin is None or begin.earliest <= clock.today()) and (end is None or last_day(end) >= clock.today())


def ends_soon(end: PartialDate | None) -> bool:
    """Whether it ends within three months, and has not ended."""
    return end is not None and clock.today() <= last_day(end) <= clock.today() + SOON


def ended_lately(end: PartialDate | None) -> bool:
    """Whether it ended within the last three months."""
    return end is not None and clock.today() - SOON <= last_day(end) < clock.today()


def is_recent(day: PartialDate) -> bool:
    """Whether it was within the last three months."""
    return last_day(day) >= clock.today() - SOON
