"""What a citizen was told, and by which channel it went (E1, E5): both lie with the citizen."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Notice(models.Model):
    """One notice in somebody's list. What it says is sealed for them."""

    pk = models.CompositePrimaryKey("citizen_id", "id")
    citizen_id = models.UUIDField()
    id = models.UUIDField()
    """UUIDv7: the order of the list."""
    key = models.BinaryField(max_length=16)
    """Keyed hash of `Notice.key`: the same one twice is one."""
    kind = models.CharField(max_length=100)
    group = models.CharField(max_length=20)
    """Of preferences (`kinds.Group`)."""
    active = models.BooleanField(default=False, db_default=False)
    """Whether the citizen has to do something."""
    at = models.DateTimeField()
    """When it happened."""
    expires_at = models.DateTimeField(null=True)
    """From then on it is neither new nor sent."""
    thread = models.BinaryField(max_length=16, default=b"", db_default=b"")
    """Keyed hash of source and `TransactieId`; empty: it stands alone."""
    sender = models.CharField(max_length=10, blank=True, default="", db_default="")
    source = models.CharField(max_length=200, blank=True, default="", db_default="")
    product = models.CharField(max_length=40, blank=True, default="", db_default="")
    brand = models.CharField(max_length=40, blank=True, default="", db_default="")
    bundle = models.UUIDField(null=True)
    sealed = models.BinaryField()
    """`content.Content`, sealed for the citizen (place `notices.notice:<id>`); empty: what many were told alike."""
    announcement = models.UUIDField(null=True)
    """What many were told alike: its words are there."""
    channels = ArrayField(models.CharField(max_length=5), null=True)
    """By which it may go at most, as its sender listed them (`Kanalen`); null: any that its kind allows."""
    read_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    """Of an active one: when it was done, as far as we know."""

    class Meta:
        db_table = "notices_notice"
        constraints: ClassVar = [models.UniqueConstraint(fields=["citizen_id", "key"], name="notices_once")]
        indexes: ClassVar = [
            models.Index(fields=["citizen_id"], name="notices_unread", condition=models.Q(read_at__isnull=True)),
            models.Index(fields=["bundle"], name="notices_of_bundle", condition=models.Q(bundle__isnull=False)),
            models.Index(
                fields=["announcement"],
                name="notices_announced_read",
                condition=models.Q(announcement__isnull=False, read_at__isnull=False),
            ),
        ]


class Way(models.TextChoices):
    """What became of a notice on one channel; the order is that of its life."""

    WAITING = "waiting"
    HANDED = "handed"
    """The channel took it: mail server, gateway or push service."""
    DELIVERED = "delivered"
    """Somebody on the other side said that it arrived."""
    BOUNCED = "bounced"
    """It came back: the address is dead, or does not take it."""
    FAILED = "failed"
    """No provider took it while it mattered."""
    DROPPED = "dropped"
    """It was not sent: read before, expired, nothing to reach the citizen by, or switched off meanwhile."""


class Delivery(models.Model):
    """A notice on its way by one channel."""

    pk = models.CompositePrimaryKey("citizen_id", "id")
    citizen_id = models.UUIDField()
    id = models.UUIDField()
    """The provider hears it too (`Message-ID`, idempotency key): the same one twice is one."""
    notice_id = models.UUIDField()
    channel = models.CharField(max_length=5)
    way = models.CharField(max_length=10, choices=Way)
    why = models.CharField(max_length=100, blank=True, default="", db_default="")
    """Of one that did not arrive: in a word, or as the other side's status code."""
    contact_id = models.UUIDField(null=True)
    """To which of the citizen's contacts it went (`people.profile`)."""
    provider = models.CharField(max_length=40, blank=True, default="", db_default="")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    """When it might go: quiet hours and digests let it wait."""
    way_at = models.DateTimeField()
    """Since when it stands so."""
    letter = models.UUIDField(null=True)
    """By which the letter is known that told it: a digest's, or that to another address; null: the delivery itself."""

    class Meta:
        db_table = "notices_delivery"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["citizen_id", "notice_id", "channel"], name="notices_delivery_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="notices_delivery_id"),
            models.Index(fields=["notice_id"], name="notices_delivery_notice"),
            models.Index(fields=["letter"], name="notices_delivery_letter", condition=models.Q(letter__isnull=False)),
        ]
