"""Reading the trail. A citizen reads their own; the anchors are about nobody in particular."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

import msgspec
from django.db import connection

from burgerprofiel.audit.anchors import Anchor
from burgerprofiel.audit.models import AuditAnchor, AuditEvent
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_json

PAGE = 50

_ABOUT = """
    WITH head AS (SELECT coalesce(max(seq), 0) AS seq FROM audit_chain WHERE citizen_id = %(citizen_id)s)
    SELECT event.seq, event.at, event.tag, event.actor, event.client_id, event.details, head.seq
    FROM head LEFT JOIN audit_event AS event ON event.citizen_id = %(citizen_id)s
      AND event.seq > head.seq - %(most)s AND starts_with(event.tag, %(room)s) AND strpos(event.details, %(text)s) > 0
    ORDER BY event.seq DESC
"""


class Seen(msgspec.Struct, frozen=True):
    """An event of the past, as its citizen may read it."""

    seq: int
    at: datetime
    tag: str
    actor: str
    client_id: str
    details: dict[str, object]


class Page(msgspec.Struct, frozen=True):
    """A part of the history, newest first."""

    events: tuple[Seen, ...]
    next: int | None
    """The cursor for the page of older events; None when there are no older ones."""


def events_of(citizen_id: CitizenId, cursor: int | None = None, size: int = PAGE) -> Page:
    """Return a page of what happened to the citizen's data, newest first, older than `cursor`. One SQL statement."""
    rows = AuditEvent.objects.filter(citizen_id=citizen_id).order_by("-seq")
    if cursor is not None:
        rows = rows.filter(seq__lt=cursor)
    found = [
        Seen(seq, at, tag, actor, client_id, from_json(details, dict[str, object]))
        for seq, at, tag, actor, client_id, details in rows.values_list(
            "seq", "at", "tag", "actor", "client_id", "details"
        )[: size + 1]
    ]
    return Page(tuple(found[:size]), found[size - 1].seq if len(found) > size else None)


def events_with(citizen_id: CitizenId, tags: Collection[str], cursor: int | None = None, size: int = PAGE) -> Page:
    """Return a page of those events of these kinds, as `events_of` does. One SQL statement."""
    rows = AuditEvent.objects.filter(citizen_id=citizen_id, tag__in=list(tags)).order_by("-seq")
    if cursor is not None:
        rows = rows.filter(seq__lt=cursor)
    found = rows.values_list("seq", "at", "tag", "actor", "client_id", "details")[: size + 1]
    seen = [Seen(*row[:-1], from_json(row[-1], dict[str, object])) for row in found]
    return Page(tuple(seen[:size]), seen[size - 1].seq if len(seen) > size else None)


def latest_of(citizen_id: CitizenId, tag: str, most: int) -> list[Seen]:
    """Return the latest events of one kind in the citizen's history, newest first. One SQL statement."""
    rows = AuditEvent.objects.filter(citizen_id=citizen_id, tag=tag).order_by("-seq")
    found = rows.values_list("seq", "at", "tag", "actor", "client_id", "details")[:most]
    return [Seen(*row[:-1], from_json(row[-1], dict[str, object])) for row in found]


def events_about(citizen_id: CitizenId, room: str, text: str, most: int) -> tuple[list[Seen], bool]:
    """Return the events whose tag begins with `room` and whose details hold a text, newest first.

    Only the citizen's latest `most` events are gone through; the second says whether these are all. One SQL statement.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ABOUT, {"citizen_id": citizen_id, "most": most, "room": room, "text": text})
        rows = cursor.fetchall()
    found = [
        Seen(seq, at, tag, actor, client_id, from_json(details, dict[str, object]))
        for seq, at, tag, actor, client_id, details, _last in rows
        if seq is not None
    ]
    return found, not rows or rows[0][-1] <= most


def anchors_after(number: int) -> Iterator[Anchor]:
    """Return the anchors newer than `number`, oldest first."""
    for row in AuditAnchor.objects.filter(number__gt=number).order_by("number").iterator():
        yield Anchor(row.number, row.at, row.heads, bytes(row.previous).hex(), bytes(row.hash).hex())


class Place(msgspec.Struct, frozen=True):
    """Where an event stands in its chain."""

    seq: int
    hash: str
    """In hexadecimal."""


_WINDOW = timedelta(minutes=15)
_FIRST_SINCE = """
WITH RECURSIVE search (low, high) AS (
    SELECT 1::bigint, (SELECT seq FROM audit_chain WHERE citizen_id = %(citizen)s) + 1
  UNION ALL
    SELECT CASE WHEN early THEN middle + 1 ELSE low END, CASE WHEN early THEN high ELSE middle END
    FROM search, LATERAL (SELECT (low + high) / 2 AS middle) AS half,
      LATERAL (SELECT at < %(since)s AS early FROM audit_event WHERE citizen_id = %(citizen)s AND seq = middle) AS tried
    WHERE low < high
)
SELECT MAX(low) FROM search
"""


def placed(citizen_id: CitizenId, tag: str, at: datetime, holding: str) -> Place | None:
    """Return the place of an event of this kind, of about this moment, whose details hold a text; None: there is none.

    Three SQL statements, however long the chain is: two halve it until they find where that moment begins and ends.
    """
    first, end = _first_since(citizen_id, at - _WINDOW), _first_since(citizen_id, at + _WINDOW)
    rows = AuditEvent.objects.filter(citizen_id=citizen_id, seq__gte=first, seq__lt=end, tag=tag)
    found = rows.filter(details__contains=holding).order_by("seq").values_list("seq", "hash").first()
    return Place(found[0], bytes(found[1]).hex()) if found else None


def _first_since(citizen_id: CitizenId, moment: datetime) -> int:
    """Return the number of the first event that is not before a moment: behind the last, when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_SINCE, {"citizen": citizen_id, "since": moment})
        return cursor.fetchone()[0] or 1
