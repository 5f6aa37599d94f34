"""One document for many boxes (C17): what is sent, to whom, and how far it is.

It is sent range by range; a range is a stretch of boxes, done in one transaction or not at all. The sums of a broadcast
are those of its ranges: ranges that are sent side by side never wait for a row they share.
"""

from typing import ClassVar

from django.db import models

from burgerprofiel.mailbox.models.boxes import Kind


class Stage(models.TextChoices):
    """How far a broadcast is."""

    DRAFT = "draft"
    """Recipients may still be added; nobody has it."""
    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    """Who has it keeps it, unless the sender withdraws the message."""
    DONE = "done"


class Broadcast(models.Model):
    """A broadcast of one sender."""

    id = models.UUIDField(primary_key=True)
    organisation = models.CharField(max_length=10)
    """The sender's enterprise number."""
    application = models.CharField(max_length=100)
    client_id = models.CharField(max_length=100)
    """The program that made it."""
    kind = models.CharField(max_length=10, choices=Kind)
    """Of the boxes: citizens' or enterprises'."""
    stage = models.CharField(max_length=10, choices=Stage)
    message = models.JSONField()
    """What stands alike in every box: `{"columns": {column of Message: …}, "octets": size of all files}`."""
    query = models.JSONField(null=True)
    """To all active boxes: `{"kind": …, "languages": [those, or none: any]}`; null: to a list (`recipients`)."""
    uploads = models.SmallIntegerField(default=0, db_default=0)
    """How many lists were sent in; the five below count their lines."""
    listed = models.IntegerField(default=0, db_default=0)
    """Lines that lead to a box, or to one that is made when its range is sent."""
    unknown = models.IntegerField(default=0, db_default=0)
    """Lines with a number of nobody we know."""
    refused = models.IntegerField(default=0, db_default=0)
    """Lines of somebody who may not have a box."""
    invalid = models.IntegerField(default=0, db_default=0)
    repeated = models.IntegerField(default=0, db_default=0)
    """Lines of somebody who was on the list already."""
    message_id = models.UUIDField()
    """Of its `SharedMessage`; a new one is given at the start, because ids are the order of a box."""
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "mailbox_broadcast"
        indexes: ClassVar = [models.Index(fields=["organisation", "id"], name="mailbox_broadcasts_of")]


class BroadcastRecipient(models.Model):
    """Somebody on the list of a broadcast, once however often the list names them."""

    pk = models.CompositePrimaryKey("broadcast_id", "box_id")
    broadcast_id = models.UUIDField()
    box_id = models.UUIDField()
    """Whose box; of a line that leads to nobody an id that is made of the line (`recipients`)."""
    kind = models.CharField(max_length=10, blank=True)
    """Of the box; empty: we know nobody with this number, or it is no number."""
    upload = models.SmallIntegerField()
    """1, 2, 3 … within the broadcast."""
    line = models.IntegerField()
    """1, 2, 3 … within the upload."""
    reference = models.CharField(max_length=100, blank=True)
    """The sender's own word for it, told back in the report."""
    code = models.CharField(max_length=20, blank=True)
    """What the sender must know (`fanout.Code`); empty: nothing, or its range was not sent yet."""

    class Meta:
        db_table = "mailbox_broadcast_recipient"


class BroadcastRange(models.Model):
    """A stretch of boxes that is sent at once: those above `lower`, up to and with `upper`."""

    pk = models.CompositePrimaryKey("broadcast_id", "number")
    broadcast_id = models.UUIDField()
    number = models.IntegerField()
    lower = models.UUIDField()
    upper = models.UUIDField()
    boxes = models.IntegerField()
    """How many were foreseen."""
    done_at = models.DateTimeField(null=True)
    delivered = models.IntegerField(default=0, db_default=0)
    """How many boxes got it; the three below say of which kind, of those delivered or not."""
    unopened = models.IntegerField(default=0, db_default=0)
    dormant = models.IntegerField(default=0, db_default=0)
    refused = models.IntegerField(default=0, db_default=0)

    class Meta:
        db_table = "mailbox_broadcast_range"
