"""Notices do not stay for ever: what was read goes after a year, what was not read when it is long over (I1).

Of what the citizen did not read, or still has to do, nothing goes before it expired a month ago, or is two years old.
Its deliveries go with it. Safe to run twice.
"""

from __future__ import annotations

import time
from collections import Counter
from datetime import datetime, timedelta

from django.db import connection, transaction

from burgerprofiel.audit.actions import record_all
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.events import NoticesGone

MONTHS = 12
"""How long a notice that was read is kept, since it came."""
UNREAD_MONTHS = 24
EXPIRED = timedelta(days=30)
"""How long one is shown that was not read and has expired."""
AT_ONCE = 1000
"""Notices in one transaction."""
TURN = 30.0
"""Seconds of one round."""

_SWEEP = """
WITH due AS MATERIALIZED (
  SELECT citizen_id, id FROM notices_notice
  WHERE at < %(unread)s
    OR (at < %(read)s AND read_at IS NOT NULL AND (NOT active OR done_at IS NOT NULL))
    OR expires_at < %(expired)s
  ORDER BY citizen_id, id LIMIT %(most)s FOR UPDATE SKIP LOCKED
), deliveries AS (
  DELETE FROM notices_delivery AS delivery USING due
  WHERE delivery.citizen_id = due.citizen_id AND delivery.notice_id = due.id
), gone AS (
  DELETE FROM notices_notice AS notice USING due
  WHERE notice.citizen_id = due.citizen_id AND notice.id = due.id RETURNING notice.citizen_id
)
SELECT citizen_id FROM gone
"""
_MONTH = timedelta(days=30.5)


def sweep(turn: float = TURN) -> int:
    """Remove what is over, for a turn; return how many notices that were."""
    ends, gone = time.monotonic() + turn, 0
    while time.monotonic() < ends:
        some = _some(clock.now())
        gone += some
        if some < AT_ONCE:
            break
    return gone


@transaction.atomic
def _some(now: datetime) -> int:
    asked: dict[str, datetime | int] = {
        "read": now - MONTHS * _MONTH,
        "unread": now - UNREAD_MONTHS * _MONTH,
        "expired": now - EXPIRED,
        "most": AT_ONCE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SWEEP, asked)
        whose = Counter(CitizenId(row[0]) for row in cursor.fetchall())
    record_all(Trace(actor="system"), {each: [NoticesGone(count=count)] for each, count in whose.items()})
    return whose.total()
