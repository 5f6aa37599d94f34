"""A page of the feed: the events behind a number that this reader may see, and the number to ask behind next.

The number to go on from is the last one *looked at*, also when nothing of it was for this reader: every request costs
a bounded amount, and every next one gets further.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from burgerprofiel.kit import clock
from burgerprofiel.mailbox.feed.sights import OfPortal, OfSender, Sight
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.mailbox.models.events import CONTRACT, EventKind

LOOK_AT = 1000
"""Events looked at in one statement, when not all are for this reader."""
LOOKS = 10
"""Statements of that kind for one page."""
_OPEN = [State.ACTIVE.value, State.STOPPED.value]
"""Of these boxes things are told: a closed one nobody reads, and in one that was never opened nothing shows yet."""
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_SOME = """
WITH event AS MATERIALIZED (
  SELECT number, at, id, kind, box_id, message_id, organisation FROM mailbox_document_event AS event
  WHERE number > %s AND number <= %s AND kind = ANY(%s) AND at >= %s AND {condition}
  ORDER BY number LIMIT %s
)
SELECT event.number, event.at, event.id, event.kind, event.box_id, event.message_id, message.published_at,
  message.expires_at, {registered}, message.message_type_id, {organisation}, message.application
FROM event LEFT JOIN LATERAL ({message} LIMIT 1) AS message ON true
ORDER BY event.number
"""
"""The events first, then each one's message by its key: a box is never gone through, however large it is."""
_OF_BOX = """
SELECT * FROM mailbox_message AS one
WHERE one.box_id = event.box_id AND one.id = event.message_id AND one.expires_at > %s
  AND EXISTS (SELECT FROM mailbox_box AS box WHERE box.box_id = event.box_id AND box.state = ANY(%s))
"""
_OF_SENDER = "SELECT * FROM mailbox_publication AS one WHERE one.message_id = event.message_id"
_HEAD = "SELECT COALESCE(MAX(number), 0) FROM mailbox_document_event WHERE number IS NOT NULL"


Value = str | int | datetime | UUID | list[str]


class Told(NamedTuple):
    """One event. What there is to know of its message is None when that is not there any more."""

    number: int
    at: datetime
    id: UUID
    kind: str
    box_id: UUID
    message_id: UUID
    received_at: datetime | None
    expires_at: datetime | None
    registered: bool | None
    message_type: str | None
    organisation: str | None
    application: str | None


class Page(NamedTuple):
    """A part of the feed."""

    events: list[Told]
    last: int
    """Behind which number to ask next."""
    more: bool


@dataclass(frozen=True)
class Wanted:
    """Which part."""

    after: int = 0
    size: int = 100
    kinds: Collection[EventKind] = CONTRACT
    since: datetime = field(default=_BEGINNING)


def head() -> int:
    """Return the highest number there is. One SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute(_HEAD)
        return int(cursor.fetchone()[0])


def page(sight: Sight, wanted: Wanted) -> Page:
    """Return a page. A few SQL statements, for a portal at most two for each thousand events looked at."""
    top, found, at = head(), list[Told](), wanted.after
    window = LOOK_AT if isinstance(sight, OfPortal) else wanted.size + 1
    for _look in range(LOOKS):
        rows = _rows(sight, wanted, at, top, window)
        mine = _for(sight, rows)
        room = wanted.size - len(found)
        if len(mine) > room:
            found += mine[:room]
            return Page(found, found[-1].number if found else at, more=True)
        found += mine
        if len(rows) < window:
            return Page(found, max(top, wanted.after), more=False)
        at = rows[-1].number
    return Page(found, at, more=True)


def _for(sight: Sight, rows: list[Told]) -> list[Told]:
    there = rows if isinstance(sight, OfSender) else [row for row in rows if row.received_at]
    boxes = {row.box_id for row in there}
    allowed = sight.allowed(boxes) if boxes else set()
    return [row for row in there if row.box_id in allowed]


def statement(sight: Sight, wanted: Wanted, after: int, top: int, most: int) -> tuple[str, list[Value]]:
    """Return the SQL of a stretch of the feed with its values; it costs what the stretch holds."""
    condition, value = sight.where()
    kinds = [str(kind) for kind in wanted.kinds]
    behind: list[Value] = [after, top, kinds, wanted.since, value, most]
    if isinstance(sight, OfSender):
        parts = {"registered": "NULL", "organisation": "event.organisation", "message": _OF_SENDER}
        return _SOME.format(condition=condition, **parts), behind
    parts = {"registered": "message.registered", "organisation": "message.organisation", "message": _OF_BOX}
    return _SOME.format(condition=condition, **parts), [*behind, clock.now(), _OPEN]


def _rows(sight: Sight, wanted: Wanted, after: int, top: int, most: int) -> list[Told]:
    with connection.cursor() as cursor:
        cursor.execute(*statement(sight, wanted, after, top, most))
        return [Told(*row) for row in cursor.fetchall()]
