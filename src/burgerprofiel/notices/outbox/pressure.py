"""What waits, and for how long: so that operators see that a channel is stuck before citizens do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import connection

from burgerprofiel.kit import clock

TOO_LONG = timedelta(minutes=1)
"""From then on operators hear of it."""

_WAITING = """
SELECT channel, CASE WHEN digest THEN 'digest' WHEN bulk THEN 'announcement' ELSE 'at once' END AS sort,
  count(*), count(*) FILTER (WHERE due_at <= %(now)s), count(*) FILTER (WHERE taken_by IS NOT NULL),
  count(*) FILTER (WHERE attempts > 0), min(due_at) FILTER (WHERE due_at <= %(now)s)
FROM notices_waiting GROUP BY 1, 2 ORDER BY 1, 2
"""
_OLDEST = """
SELECT (SELECT min(due_at) FROM notices_waiting WHERE taken_by IS NULL AND NOT bulk AND NOT digest AND attempts = 0),
  (SELECT count(*) FROM notices_postman WHERE alive_until > clock_timestamp())
"""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Line:
    """What waits for one channel, of one sort."""

    channel: str
    sort: str
    waiting: int
    due: int
    under_way: int
    put_off: int
    oldest: timedelta | None


def lines() -> list[Line]:
    """Return what waits. One SQL statement that reads all of it."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, {"now": now})
        return [_line(row, now) for row in cursor.fetchall()]


def _line(row: tuple[Any, ...], now: datetime) -> Line:
    channel, sort, waiting, due, under_way, put_off, oldest = row
    return Line(channel, sort, waiting, due, under_way, put_off, now - oldest if oldest else None)


def oldest() -> tuple[timedelta, int]:
    """Return how late the oldest notice is that was never tried, and how many processes send. One SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST)
        due_at, postmen = cursor.fetchone()
    return max(clock.now() - due_at, timedelta()) if due_at else timedelta(), postmen


def word() -> str:
    """Return what is wrong, for people who watch; empty: nothing. One SQL statement."""
    late, postmen = oldest()
    if late < TOO_LONG:
        return ""
    who = "nothing sends them" if not postmen else "the channel takes none"
    return f"notices wait for {int(late.total_seconds())} s: {who}"


def tell_the_log() -> None:
    """Warn when something waits too long."""
    if said := word():
        log.warning(said)
