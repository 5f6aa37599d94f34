"""An announcement that should not have been: whoever was not told is not told, letters that wait are not sent.

Stopping is done when this is: no stretch is told any more. Letters and bells follow at once in the background
(`clearing`). What was read, or left this house, cannot be taken back.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, jobs
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.announcements.events import AnnouncementStopped
from burgerprofiel.notices.models import Announcement, Stop

LONGEST_REASON = 400
_UNTOLD = """
WITH gone AS (DELETE FROM notices_announcement_range WHERE announcement_id = %s AND told IS NULL RETURNING citizens)
SELECT coalesce(sum(cardinality(citizens)), 0) FROM gone
"""


class StoppedBeforeError(Exception):
    """Somebody stopped it already, or there is no such announcement."""


@transaction.atomic
def stop(announcement_id: UUID, reason: str, by: CitizenId, trace: Trace) -> int:
    """Stop it; return how many were not told, and will not be. Raises StoppedBeforeError.

    A stretch that is being told at this moment is waited for: whoever is in it was told.
    """
    row = Announcement.objects.select_for_update().filter(id=announcement_id).first()
    if row is None or Stop.objects.filter(announcement_id=announcement_id).exists():
        raise StoppedBeforeError
    with connection.cursor() as cursor:
        cursor.execute(_UNTOLD, [announcement_id])
        untold = int(cursor.fetchone()[0])
    now = clock.now()
    Announcement.objects.filter(Q(expires_at=None) | Q(expires_at__gt=now), id=announcement_id).update(expires_at=now)
    Stop.objects.create(
        announcement_id=announcement_id,
        stopped_by=by,
        stopped_at=now,
        reason=reason[:LONGEST_REASON],
        untold=untold,
    )
    event = AnnouncementStopped(announcement=str(announcement_id), untold=untold, reason=reason[:LONGEST_REASON])
    for whose in sorted({by, CitizenId(announcement_id)}):
        record(whose, trace, event)
    transaction.on_commit(_begin, robust=True)
    return untold


def _begin() -> None:
    """Go on at once; what is missed here, the worker does within a minute."""
    jobs.ask_once("notices.clear_stopped", timestamp=0)
