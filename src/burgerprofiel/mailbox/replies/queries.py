"""Answers as the two sides read them: the box from which they came, and the sender of the message."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from burgerprofiel.kit import clock
from burgerprofiel.mailbox import sealed
from burgerprofiel.mailbox.models import Reply


class Answered(NamedTuple):
    """An answer, unsealed."""

    id: UUID
    message_id: UUID
    text: str
    at: datetime


def of(box_id: UUID, message_id: UUID) -> list[Answered]:
    """Return what was answered from this box, oldest first. One SQL statement."""
    return [seen(row) for row in Reply.objects.filter(box_id=box_id, message_id=message_id).order_by("id")]


def to(organisation: str, *, after: UUID | None, message_id: UUID | None, many: int) -> list[Answered]:
    """Return answers to messages of an organisation, oldest first, as long as the messages last. One SQL statement."""
    rows = Reply.objects.filter(organisation=organisation, expires_at__gt=clock.now()).order_by("id")
    if after:
        rows = rows.filter(id__gt=after)
    if message_id:
        rows = rows.filter(message_id=message_id)
    return [seen(row) for row in rows[:many]]


def seen(row: Reply) -> Answered:
    """Return an answer, unsealed."""
    return Answered(row.id, row.message_id, sealed.unseal_shared(bytes(row.text), place(row.id)).decode(), row.at)


def place(reply_id: UUID) -> str:
    """Where its text is sealed."""
    return f"mailbox.reply.text:{reply_id}"
