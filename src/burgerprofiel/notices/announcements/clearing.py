"""What follows from stopping an announcement: its letters that wait are dropped, and it expires in every bell.

In small transactions, so that nobody waits for it; broken off, it goes on where it was. A letter that is under way at
that moment either goes, or is dropped in the next round.
"""

from __future__ import annotations

import time
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.models import Delivery, Stop
from burgerprofiel.notices.models.notices import Way
from burgerprofiel.notices.own import ringing
from burgerprofiel.people import queries as people

AT_ONCE = 20_000
"""Letters in one transaction."""
BELLS = 5_000
"""People in one."""
_DROP = """
DELETE FROM notices_waiting WHERE id IN (
  SELECT id FROM notices_waiting WHERE notice_id = %s AND taken_by IS NULL LIMIT %s FOR UPDATE SKIP LOCKED)
RETURNING citizen_id, id, bulk
"""
_WAITS = "SELECT EXISTS (SELECT 1 FROM notices_waiting WHERE notice_id = %s)"
_EXPIRE = """
UPDATE notices_notice SET expires_at = %s
WHERE id = %s AND citizen_id = ANY(%s::uuid[]) AND (expires_at IS NULL OR expires_at > %s) RETURNING citizen_id
"""


def clear(seconds: float) -> bool:
    """Go on with all that was stopped, for so many seconds; return whether nothing is left."""
    until, is_done = time.monotonic() + seconds, True
    for stop in Stop.objects.filter(cleared_at=None).order_by("stopped_at", "announcement_id"):
        is_done &= _clear(stop, until)
    return is_done


def _clear(stop: Stop, until: float) -> bool:
    return _letters(stop, until) and _bells(stop, until) and _letters(stop, until) and _end(stop)


def _letters(stop: Stop, until: float) -> bool:
    while time.monotonic() < until:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_DROP, [stop.announcement_id, AT_ONCE])
            gone = cursor.fetchall()
            dropped = len(gone)
            _note([(citizen_id, known) for citizen_id, known, is_bulk in gone if not is_bulk])
            if dropped:
                Stop.objects.filter(pk=stop.pk).update(dropped=F("dropped") + dropped)
        if dropped < AT_ONCE:
            return True
    return False


def _note(others: list[tuple[UUID, UUID]]) -> None:
    """Of the few that went another way, as the first had failed, stands already that they wait."""
    for citizen_id, known in others:
        own = Delivery.objects.filter(citizen_id=citizen_id, id=known)
        own.update(way=Way.DROPPED, why="expired", way_at=clock.now())


def _bells(stop: Stop, until: float) -> bool:
    """Whoever came after it was made was never told; who was erased has no bell."""
    upto = stop.upto or UUID(int=0)
    while time.monotonic() < until:
        some = people.some_after(upto, BELLS)
        if not some:
            return True
        upto = some[-1]
        with transaction.atomic():
            _expire(stop, some)
            Stop.objects.filter(pk=stop.pk).update(upto=upto)
    return False


def _expire(stop: Stop, some: list[CitizenId]) -> None:
    ids = "{" + ",".join(each.hex for each in some) + "}"
    with connection.cursor() as cursor:
        cursor.execute(_EXPIRE, [stop.stopped_at, stop.announcement_id, ids, stop.stopped_at])
        ringing.after_this({CitizenId(row[0]) for row in cursor.fetchall()})


def _end(stop: Stop) -> bool:
    """It is done when nothing waits any more, what was under way included."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITS, [stop.announcement_id])
        if cursor.fetchone()[0]:
            return False
    return bool(Stop.objects.filter(pk=stop.pk).update(cleared_at=clock.now()))
