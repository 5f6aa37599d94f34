"""Who is told of events at an address of their own, what could not be told, and with which key we sign."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from burgerprofiel.kit.ids import uuid7


class Sight(models.TextChoices):
    """Which events a program may see, by what it is (`feed.sights`)."""

    SENDER = "sender"
    """What happened to what its organisation sent."""
    PORTAL = "portal"
    """What happened in the boxes of citizens who let it tell them of new mail."""
    ENTERPRISE = "enterprise"
    """What happened in the box of its own organisation."""


class Subscription(models.Model):
    """An address of a program that hears of events. It is ended, never removed: who was told where stays known."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    client_id = models.CharField(max_length=100)
    sight = models.CharField(max_length=10, choices=Sight)
    address = models.CharField(max_length=500)
    kinds = ArrayField(models.CharField(max_length=30))
    made_at = models.DateTimeField()
    made_with = models.CharField(max_length=64)
    """SHA-256, in hex, of the access token that made it."""
    ended_at = models.DateTimeField(null=True)
    number = models.BigIntegerField()
    """`eventSequenceNbr` of the last event that was delivered, or given up: the next one is behind it."""
    failing_since = models.DateTimeField(null=True)
    """Since when the address does not take events; null: the last one was taken."""
    tries = models.IntegerField(default=0, db_default=0)
    """How often the event that is next was tried in vain."""
    next_try_at = models.DateTimeField()
    last_error = models.CharField(max_length=100, blank=True, default="", db_default="")

    class Meta:
        db_table = "mailbox_subscription"
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], name="mailbox_subscription_due", condition=models.Q(ended_at=None)),
            models.Index(fields=["client_id"], name="mailbox_subscription_of"),
        ]


class Undelivered(models.Model):
    """An event that was given up, until the program asks for it again."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE)
    event_id = models.UUIDField()
    number = models.BigIntegerField()
    kind = models.CharField(max_length=30)
    message_id = models.UUIDField()
    tries = models.IntegerField()
    error = models.CharField(max_length=100)
    gave_up_at = models.DateTimeField()
    asked_again_at = models.DateTimeField(null=True)
    """When the program asked for it once more; it goes before what is new."""

    class Meta:
        db_table = "mailbox_undelivered"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subscription", "number"], name="mailbox_undelivered_once")
        ]


class RegistryKey(models.Model):
    """A key that signs webhooks and evidence. Its public half stays for good: evidence is checked years later."""

    kid = models.CharField(max_length=64, primary_key=True)
    public = models.JSONField()
    sealed = models.BinaryField()
    """The private key's 32 bytes, sealed with the root key (place `mailbox:registry-key:<kid>`)."""
    made_at = models.DateTimeField()

    class Meta:
        db_table = "mailbox_registry_key"
