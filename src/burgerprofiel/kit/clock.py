"""The time comes in through here, so that tests can set it. Stored in UTC, shown in Europe/Brussels."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")

_source: Callable[[], datetime] | None = None


def now() -> datetime:
    """Return the present moment, with zone UTC."""
    return _source() if _source is not None else datetime.now(UTC)


def today() -> date:
    """Return the calendar date in Brussels."""
    return now().astimezone(BRUSSELS).date()


@contextmanager
def frozen_at(moment: datetime) -> Iterator[None]:
    """Let the clock of this process stand still at `moment` (tests only)."""
    global _source  # noqa: PLW0603 - the one switch that tests turn
    before, _source = _source, lambda: moment
    try:
        yield
    finally:
        _source = before
