"""Whose notices come in from outside, in which words, and what they sent (contracts/mbp.md §3.1)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Source(models.Model):
    """A body's system that sends notices."""

    uri = models.CharField(max_length=200, primary_key=True)
    """`AanbiederUri`."""
    name = models.JSONField()
    """What a citizen reads, by language (`nl` at least)."""
    organisation = models.CharField(max_length=10)
    """The body's enterprise number."""
    clients = ArrayField(models.CharField(max_length=100), default=list, db_default=[])
    """The programs that may send for it."""
    brands = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    """`MerkCode` to its names by language and its colour: `{"VOORBEELD": {"name": {"nl": …}, "colour": "#0a5d6b"}}`."""
    products = ArrayField(models.CharField(max_length=40), default=list, db_default=[])
    """About which products (IPDC) it may tell; empty: about any."""
    active = models.BooleanField(default=True, db_default=True)

    class Meta:
        db_table = "notices_source"


class Category(models.Model):
    """A kind of notice whose words staff keep (`Categorie`): as it is now."""

    key = models.CharField(max_length=100, primary_key=True)
    group = models.CharField(max_length=20)
    asks = models.BooleanField(default=False, db_default=False)
    """Whether the citizen has to do something."""
    path = models.CharField(max_length=100, blank=True, default="", db_default="")
    """The page of the portal that it leads to."""
    required = ArrayField(models.CharField(max_length=60), default=list, db_default=[])
    optional = ArrayField(models.CharField(max_length=60), default=list, db_default=[])
    texts = models.JSONField()
    """By language: `{"nl": {"title": …, "text": …, "act": …}}`, in the grammar of `categories.grammar`."""
    active = models.BooleanField(default=True, db_default=True)
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "notices_category"


class CategoryVersion(models.Model):
    """A category as it was: who changed it, when, and to what. Versions are added, never changed."""

    id = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=100)
    version = models.IntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    """Of the staff, by id; or `file`."""
    content = models.JSONField()

    class Meta:
        db_table = "notices_category_version"
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "version"], name="notices_version_once")]


class Bundle(models.Model):
    """What a source sent at once (`NotificatieBundel`), until its result has been kept long enough."""

    id = models.UUIDField(primary_key=True)
    """UUIDv7 of when it came in."""
    source = models.CharField(max_length=200)
    sent_id = models.CharField(max_length=100)
    """`Id`, chosen by the sender; the same one twice is one."""
    digest = models.BinaryField(max_length=32)
    """Keyed hash of what was sent: the same `Id` with something else is refused."""
    category = models.CharField(max_length=100)
    client_id = models.CharField(max_length=100)
    correlation_id = models.CharField(max_length=100)
    received_at = models.DateTimeField()
    expired = models.BooleanField(default=False)
    """Its `Vervaldatum` was over when it came: nobody was told."""
    recipients = models.BinaryField()
    """`intake.known.Recipient`s in the order sent, sealed with the root key (place `notices.bundle:<id>`)."""

    class Meta:
        db_table = "notices_bundle"
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "sent_id"], name="notices_bundle_once")]
        indexes: ClassVar = [models.Index(fields=["received_at"], name="notices_bundle_old")]
