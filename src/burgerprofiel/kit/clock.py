"""The time comes in through here, so that tests can set it. Stored in UTC, shown in Europe/Brussels."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")

_source: Callable[[], datetime] | None = None
_as_on: ContextVar[datetime | None] = ContextVar("as_on", default=None)


def now() -> datetime:
    """Return the present moment, with zone UTC."""
    told = _as_on.get()
    if told is not None:
        return told
    return _source() if _source is not None else datetime.now(UTC)


def today() -> date:
    """Return the calendar date in Brussels."""
    return now().astimezone(BRUSSELS).date()


def day_of(moment: datetime) -> date:
    """Return the calendar date in Brussels at this moment."""
    return moment.astimezone(BRUSSELS).date()


@contextmanager
def as_on(day: date) -> Iterator[None]:
    """Let what is worked out here see the calendar as on that day at noon: for sums that ask and keep nothing."""
    before = _as_on.set(datetime.combine(day, time(12), BRUSSELS).astimezone(UTC))
    try:
        yield
    finally:
        _as_on.reset(before)


@contextmanager
def frozen_at(moment: datetime) -> Iterator[None]:
    """Let the clock of this process stand still at `moment` (tests only)."""
    global _source  # noqa: PLW0603 - the one switch that tests turn
    before, _source = _source, lambda: moment
    try:
        yield
    finally:
        _source = before
