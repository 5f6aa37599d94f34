"""What recipients answered to messages whose sender allows it (`Reply`, C15)."""

from typing import ClassVar

from django.db import models


class Reply(models.Model):
    """One answer: a text, for the sender of one message."""

    pk = models.CompositePrimaryKey("box_id", "id")
    box_id = models.UUIDField()
    """Whose box the message is in."""
    id = models.UUIDField()
    """A UUIDv7 of the moment of answering: the order in which a sender fetches."""
    message_id = models.UUIDField()
    organisation = models.CharField(max_length=10)
    """The sender's enterprise number, who may read it."""
    text = models.BinaryField()
    """Sealed for the box (place `mailbox.reply.text:<id>`); its sender reads it too, as long as the box has its key."""
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    """When the message goes, its answers go too."""
    key_hash = models.BinaryField(max_length=32, null=True)
    """SHA-256 of message and `Idempotency-Key`."""

    class Meta:
        db_table = "mailbox_reply"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["box_id", "key_hash"], name="mailbox_reply_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["box_id", "message_id"], name="mailbox_replies_to"),
            models.Index(fields=["organisation", "id"], name="mailbox_replies_for"),
            models.Index(fields=["expires_at"], name="mailbox_replies_until"),
        ]
