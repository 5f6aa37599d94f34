"""Who has not opened a message is reminded: after fifteen days, and seven days before it expires (ebox.md A.5).

The work goes through the messages in ranges of a day, from where it ended last time. Each reminder has an id that
follows from the message, so that a range that is done twice reminds once. Boxes that are not active hear nothing; nor
does anybody of a message that was to be kept for less than seven days.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from burgerprofiel.kit import clock
from burgerprofiel.mailbox.models import Sweep
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.mailbox.models.events import EventKind

UNREAD, EXPIRING = timedelta(days=15), timedelta(days=7)
RANGE = timedelta(days=1)
BACK = timedelta(days=3)
"""How far the first time looks back."""

_TELL = """
WITH due AS MATERIALIZED (
  SELECT box_id, id FROM mailbox_message
  WHERE {column} > %(after)s AND {column} <= %(until)s
    AND expires_at > %(now)s AND published_at <= expires_at - %(ahead)s
    AND read_at IS NULL AND withdrawn_at IS NULL
)
INSERT INTO mailbox_document_event (box_id, id, kind, message_id, at)
SELECT due.box_id, md5(concat(due.box_id, due.id, %(kind)s))::uuid, %(kind)s, due.id, %(now)s
FROM due JOIN mailbox_box AS box USING (box_id) WHERE box.state = %(active)s
ON CONFLICT DO NOTHING
"""
"""By the block range index of the messages' times first; a box or two would tempt the planner to go box by box."""


def remind() -> int:
    """Write every reminder that is due. Returns how many. Safe to run twice and at the same time."""
    now = clock.now()
    unread = _sweep(EventKind.REMINDER, "published_at", now - UNREAD, ahead=timedelta(0))
    return unread + _sweep(EventKind.EXPIRING, "expires_at", now + EXPIRING, ahead=EXPIRING)


def _sweep(kind: EventKind, column: str, until: datetime, *, ahead: timedelta) -> int:
    total = 0
    while (done := _range(kind, column, until, ahead)) is not None:
        total += done
    return total


@transaction.atomic
def _range(kind: EventKind, column: str, until: datetime, ahead: timedelta) -> int | None:
    """Do the next range; None when there is none. Who does the same at this moment waits here."""
    row, _made = Sweep.objects.select_for_update().get_or_create(name=kind, defaults={"until": until - BACK})
    if row.until >= until:
        return None
    to = min(row.until + RANGE, until)
    values: dict[str, Any] = {
        "kind": kind.value,
        "now": clock.now(),
        "after": row.until,
        "until": to,
        "ahead": ahead,
        "active": State.ACTIVE.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TELL.format(column=column), values)
        told = int(cursor.rowcount)
    Sweep.objects.filter(name=kind).update(until=to)
    return told
