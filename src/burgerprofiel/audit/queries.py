"""Reading the trail. A citizen reads their own; the anchors are about nobody in particular."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from burgerprofiel.audit.anchors import Anchor
from burgerprofiel.audit.models import AuditAnchor, AuditEvent
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_json

PAGE = 50


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


def latest_of(citizen_id: CitizenId, tag: str, most: int) -> list[Seen]:
    """Return the latest events of one kind in the citizen's history, newest first. One SQL statement."""
    rows = AuditEvent.objects.filter(citizen_id=citizen_id, tag=tag).order_by("-seq")
    found = rows.values_list("seq", "at", "tag", "actor", "client_id", "details")[:most]
    return [Seen(*row[:-1], from_json(row[-1], dict[str, object])) for row in found]


def anchors_after(number: int) -> Iterator[Anchor]:
    """Return the anchors newer than `number`, oldest first."""
    for row in AuditAnchor.objects.filter(number__gt=number).order_by("number").iterator():
        yield Anchor(row.number, row.at, row.heads, bytes(row.previous).hex(), bytes(row.hash).hex())
