"""What happened to messages, for portals and senders who want to be told (contracts/ebox.md A.5)."""

from typing import ClassVar

from django.db import models


class EventKind(models.TextChoices):
    """The contract's `eventType`, and our own."""

    NEW = "newDocument"
    REMINDER = "newDocumentReminder"
    """Unread 15 days after publication."""
    READ = "readDocument"
    EXPIRING = "documentExpirationAlert"
    """Unread 7 days before it expires."""
    WITHDRAWN = "withdrawnDocument"
    CONFIRMED = "confirmedDocument"
    REPLIED = "repliedDocument"
    EXPIRED = "expiredDocument"
    """Its time is over, and its contents are gone."""
    HANDED = "handedOverDocument"
    """An organisation handed it over to its own case system (C13)."""


CONTRACT = (EventKind.NEW, EventKind.REMINDER, EventKind.READ, EventKind.EXPIRING)
"""What the contract knows; the others come only to who asks for them by name."""


class DocumentEvent(models.Model):
    """One thing that happened to one message in one box: written in the transaction of the act.

    It gets its number a moment later, in the order in which readers may count on (`feed`).
    """

    pk = models.CompositePrimaryKey("box_id", "id")
    box_id = models.UUIDField()
    id = models.UUIDField()
    kind = models.CharField(max_length=30, choices=EventKind)
    message_id = models.UUIDField()
    at = models.DateTimeField()
    number = models.BigIntegerField(null=True)
    """`eventSequenceNbr`; null: not numbered yet."""
    organisation = models.CharField(max_length=10, blank=True, default="", db_default="")
    """Who sent the message, so that a sender finds what happened to theirs; written with the number, if not before."""

    class Meta:
        db_table = "mailbox_document_event"
        indexes: ClassVar = [
            models.Index(fields=["number"], name="mailbox_event_number", condition=models.Q(number__isnull=False)),
            models.Index(
                fields=["box_id", "number"], name="mailbox_event_of_box", condition=models.Q(number__isnull=False)
            ),
            models.Index(
                fields=["organisation", "number"],
                name="mailbox_event_of_sender",
                condition=models.Q(number__isnull=False),
            ),
            models.Index(fields=["id"], name="mailbox_event_waiting", condition=models.Q(number__isnull=True)),
        ]


class Sweep(models.Model):
    """Until when a regular search through the messages was done, so that the next begins there (`reminders`)."""

    name = models.CharField(max_length=40, primary_key=True)
    until = models.DateTimeField()

    class Meta:
        db_table = "mailbox_sweep"
