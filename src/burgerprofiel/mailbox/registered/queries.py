"""Registered mail, for its recipient and its sender; for everybody else it is not there."""

from __future__ import annotations

from uuid import UUID

from burgerprofiel.kit import clock
from burgerprofiel.mailbox.models import Message, Publication


def received(box_id: UUID, message_id: UUID) -> Message | None:
    """Return a message of this box. One SQL statement."""
    return Message.objects.filter(box_id=box_id, id=message_id, expires_at__gt=clock.now()).first()


def sent(organisation: str, message_id: UUID) -> Message | None:
    """Return what this organisation sent to one box. At most two SQL statements."""
    found = Publication.objects.filter(message_id=message_id, organisation=organisation).first()
    return received(found.box_id, message_id) if found and found.box_id else None


def to_confirm(message: Message) -> bool:
    """Whether its recipient is asked to confirm receipt."""
    return message.registered and message.confirmed_at is None and message.withdrawn_at is None
