"""The message that another one answers or follows (`originalMessageId`) is one that its sender wrote or got."""

from __future__ import annotations

from uuid import UUID

from burgerprofiel.mailbox.models import Message, Publication
from burgerprofiel.mailbox.publishing.message import Sender
from burgerprofiel.mailbox.publishing.refusals import Flaw, RefusedError
from burgerprofiel.organisations import queries as organisations


def require(sender: Sender, original: UUID | None) -> None:
    """Refuse a message that the sender cannot know. Raises RefusedError. At most three statements."""
    if original is None or Publication.objects.filter(message_id=original, organisation=sender.organisation).exists():
        return
    own = organisations.with_enterprise_number(sender.organisation)
    if own is None or not Message.objects.filter(box_id=own.id, id=original).exists():
        told = "This sender neither sent nor got a message with this id."
        raise RefusedError(Flaw("originalMessageId", told, "referencedResourceNotFound"))
