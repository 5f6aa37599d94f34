"""Answers as the two sides read them: the box from which they came, and the sender of the message."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox import sealed
from burgerprofiel.mailbox.models import Box, Reply
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.sealed import Seal
from burgerprofiel.people import vault


class Answered(NamedTuple):
    """An answer, unsealed."""

    id: UUID
    message_id: UUID
    text: str
    at: datetime


def of(box_id: UUID, message_id: UUID, kind: Kind = Kind.CITIZEN) -> list[Answered]:
    """Return what was answered from this box, oldest first. At most two SQL statements."""
    rows = list(Reply.objects.filter(box_id=box_id, message_id=message_id).order_by("id"))
    unseal = sealed.unsealer(kind, box_id) if rows else None
    return [_seen(row, unseal) for row in rows if unseal]


def to(organisation: str, *, after: UUID | None, message_id: UUID | None, many: int) -> list[Answered]:
    """Return answers to messages of an organisation, oldest first, as long as the messages last.

    What somebody wrote whose key is gone cannot be read any more, and is left out. Three SQL statements.
    """
    rows = Reply.objects.filter(organisation=organisation, expires_at__gt=clock.now()).order_by("id")
    if after:
        rows = rows.filter(id__gt=after)
    if message_id:
        rows = rows.filter(message_id=message_id)
    found = list(rows[:many])
    unsealers = _unsealers({row.box_id for row in found})
    return [_seen(row, unsealers[row.box_id]) for row in found if row.box_id in unsealers]


def seen(row: Reply, kind: Kind) -> Answered:
    """Return an answer, unsealed. One SQL statement for a citizen's, else none."""
    return _seen(row, sealed.unsealer(kind, row.box_id))


def _seen(row: Reply, unseal: Seal) -> Answered:
    return Answered(row.id, row.message_id, unseal(bytes(row.text), place(row.id)).decode(), row.at)


def _unsealers(box_ids: Collection[UUID]) -> dict[UUID, Seal]:
    """Return what opens something of each of these boxes, of those that have a key."""
    offices = Box.objects.filter(box_id__in=box_ids, kind=Kind.ENTERPRISE).values_list("box_id", flat=True)
    found = {box_id: sealed.unsealer(Kind.ENTERPRISE, box_id) for box_id in offices}
    people = [CitizenId(each) for each in box_ids if each not in found]
    return found | {each: each_vault.unseal for each, each_vault in vault.opened_all(people).items()}


def place(reply_id: UUID) -> str:
    """Where its text is sealed."""
    return f"mailbox.reply.text:{reply_id}"
