"""Whose box it is, whether it takes mail, and how many messages it holds."""

from django.db import models


class Kind(models.TextChoices):
    """Whose a box is; the names are the contract's `eboxType`."""

    CITIZEN = "citizen"
    ENTERPRISE = "enterprise"


class State(models.TextChoices):
    """Whether a box takes mail (C3, C10, C11)."""

    UNOPENED = "unopened"
    """Somebody was written to who never activated: what comes waits, and the sender hears NO_DIGITAL_USER."""
    ACTIVE = "active"
    STOPPED = "stopped"
    """Its citizen stopped it: no new mail; what is there stays."""
    CLOSED = "closed"
    """By law: the citizen died, for instance. Nobody reads it."""


class Indexing(models.TextChoices):
    """Whether a box has its own words in an index (`finding`): a small one needs none."""

    NONE = ""
    BEGUN = "begun"
    """What comes in goes into the index, what was there is still being put into it."""
    WHOLE = "whole"


class Box(models.Model):
    """A citizen's box or an organisation's (those are always active, C13). One row each, made at the first message."""

    box_id = models.UUIDField(primary_key=True)
    """A `people` citizen's id, or an `organisations` organisation's."""
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State)
    since = models.DateTimeField()
    """Of this state."""
    why = models.CharField(max_length=40, blank=True)
    """Of a closed box: `death`, for instance."""
    was = models.CharField(max_length=10, blank=True, default="", db_default="")
    """Of a closed box: its state before, for when the closing was a mistake."""
    activated_at = models.DateTimeField(null=True)
    """The first time; mail from before it also went on paper."""
    consulted_at = models.DateTimeField(null=True)
    """When its owner last looked (`lastConsultationDate`)."""
    received_at = models.DateTimeField(null=True)
    """When the last message came (`lastReceiptDate`)."""
    dormant_since = models.DateTimeField(null=True)
    """Since when nobody looks although there is unread mail; senders hear DORMANT."""
    language = models.CharField(max_length=2, default="nl", db_default="nl")
    """In which its owner is written to."""
    messages = models.IntegerField(default=0, db_default=0)
    """All there are, hidden and withdrawn ones too."""
    hidden = models.IntegerField(default=0, db_default=0)
    """Those that are archived (`visible` is false)."""
    unread = models.IntegerField(default=0, db_default=0)
    """Those that are visible, not withdrawn, and shown as unread."""
    octets = models.BigIntegerField(default=0, db_default=0)
    """Size of all attachments, in bytes (`eboxSize`, there in kB)."""
    indexing = models.CharField(max_length=10, choices=Indexing, blank=True, default="", db_default="")

    class Meta:
        db_table = "mailbox_box"
