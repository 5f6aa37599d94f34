"""Events get their numbers after they were committed, one process at a time: a reader never misses a late one.

An event is written in the transaction of its act, and those commit in any order. Numbers taken at that moment could
become visible out of order, and who had read number 8 would never look for number 7. So numbers are given afterwards,
under a lock that is let go only when they are there for everybody. Then this holds: **whoever sees a number sees every
lower one**.
"""

from __future__ import annotations

from django.db import connection, transaction

AT_ONCE = 5000
"""Events per transaction: so that nobody waits long for the lock."""

_WAITING = "SELECT EXISTS (SELECT FROM mailbox_document_event WHERE number IS NULL)"
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('burgerprofiel.mailbox.feed'))"
_TRY = "SELECT pg_try_advisory_xact_lock(hashtext('burgerprofiel.mailbox.feed'))"
_NUMBER = """
UPDATE mailbox_document_event AS event
SET number = numbered.number,
    organisation = COALESCE(NULLIF(event.organisation, ''),
      (SELECT organisation FROM mailbox_message WHERE box_id = event.box_id AND id = event.message_id),
      (SELECT organisation FROM mailbox_publication WHERE message_id = event.message_id), '')
FROM (SELECT box_id, id, nextval('mailbox_feed_number') AS number FROM (
        SELECT box_id, id, at FROM mailbox_document_event WHERE number IS NULL ORDER BY id LIMIT %s) AS waiting
      ORDER BY at, id
     ) AS numbered
WHERE event.box_id = numbered.box_id AND event.id = numbered.id
"""


def number_all() -> int:
    """Number every event that is committed by now; waits for who else does so. Returns how many. Safe to run twice."""
    total = 0
    while some := _some(_LOCK):
        total += some
        if some < AT_ONCE:
            break
    return total


def number_some() -> None:
    """Number what waits, unless somebody else is doing so. For readers: never waits. At most four statements."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING)
        waiting = cursor.fetchone()[0]
    if waiting:
        _some(_TRY)


@transaction.atomic
def _some(lock: str) -> int:
    """The lock is a statement of its own: the next one sees what was committed while we waited for it."""
    with connection.cursor() as cursor:
        cursor.execute(lock)
        if cursor.fetchone()[0] is False:
            return 0
        cursor.execute(_NUMBER, [AT_ONCE])
        return int(cursor.rowcount)
