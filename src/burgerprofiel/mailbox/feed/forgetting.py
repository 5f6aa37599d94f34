"""The feed goes back ninety days; what is older is removed, in ranges. Numbers are never given again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from burgerprofiel.kit import clock
from burgerprofiel.mailbox.models import Undelivered

KEPT = timedelta(days=90)
AT_ONCE = 5000
_REMOVE = """
WITH oldest AS (SELECT box_id, id, at FROM mailbox_document_event WHERE number IS NOT NULL ORDER BY number LIMIT %s)
DELETE FROM mailbox_document_event AS event USING oldest
WHERE event.box_id = oldest.box_id AND event.id = oldest.id AND oldest.at < %s
"""


def forget() -> int:
    """Remove events older than `KEPT`, and what was put aside that long. Returns how many events. Safe to run twice."""
    before, total = clock.now() - KEPT, 0
    while gone := _some(before):
        total += gone
    Undelivered.objects.filter(gave_up_at__lt=before).delete()
    return total


@transaction.atomic
def _some(before: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_REMOVE, [AT_ONCE, before])
        return int(cursor.rowcount)
