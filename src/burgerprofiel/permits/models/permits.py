"""Permits and their documents (contracts/mbp.md §1.3).

A permit lies with each citizen or organisation that may use it, so that a page reads one owner's rows only. What it
says is sealed for that owner; what orders the list and what is warned of lies open and says nothing of whose it is.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Status(models.TextChoices):
    """What who granted it says of it; that its time is over, the calendar says."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


class Known(models.Model):
    """A permit as its source names it: with whom it lies, and what anybody may know who holds a document of it."""

    id = models.UUIDField(primary_key=True)
    """From a keyed hash of source and number (`numbers.permit_id`)."""
    source = models.CharField(max_length=60)
    owners = ArrayField(models.UUIDField(), default=list)
    """Citizens and organisations with whom it lies."""
    changed_at = models.DateTimeField()
    """Of the newest state."""
    product = models.CharField(max_length=40)
    status = models.CharField(max_length=10, choices=Status)
    status_at = models.DateTimeField()
    """Since when this is the status."""
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    """The last day on which it counts; null: without end."""
    digests = ArrayField(models.BinaryField(max_length=32), default=list)
    """SHA-256 of each of its documents."""
    sealed = models.BinaryField()
    """`content.State`: what its source told, sealed with the root key (place `permits.known:<id>`)."""

    class Meta:
        db_table = "permits_known"
        indexes: ClassVar = [GinIndex(fields=["digests"], name="permits_by_digest")]


class Permit(models.Model):
    """A permit with one of those who may use it."""

    pk = models.CompositePrimaryKey("owner_id", "id")
    owner_id = models.UUIDField()
    """A citizen's or an organisation's id."""
    id = models.UUIDField()
    """`Known.id`."""
    source = models.CharField(max_length=60)
    product = models.CharField(max_length=40)
    status = models.CharField(max_length=10, choices=Status)
    status_at = models.DateTimeField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    sealed = models.BinaryField()
    """`content.Content`, sealed for the owner (place `permits.permit:<id>`)."""
    is_citizen = models.BooleanField(default=True)
    """Whose it is: what is warned of goes into a citizen's mailbox or an organisation's."""
    warned_days = models.SmallIntegerField(null=True)
    """The shortest term (`warning.TERMS`) that its owner was warned of."""
    warned_until = models.DateField(null=True)
    """For which last day that was: a permit that is made longer is warned of anew."""

    class Meta:
        db_table = "permits_permit"
        indexes: ClassVar = [
            models.Index(
                fields=["valid_until"],
                name="permits_ending",
                condition=models.Q(status="active", valid_until__isnull=False),
            ),
        ]


class Document(models.Model):
    """A document of a permit, with one of those who may use it."""

    pk = models.CompositePrimaryKey("owner_id", "id")
    owner_id = models.UUIDField()
    id = models.UUIDField()
    """From a keyed hash (`numbers.document_id`)."""
    permit_id = models.UUIDField()
    object_name = models.CharField(max_length=64)
    """Where the PDF lies (`kit.storage`): once, for all who may use the permit."""
    key = models.BinaryField()
    """The PDF's own key, sealed for the owner (place `permits.document:<id>`)."""
    octets = models.IntegerField()
    digest = models.BinaryField(max_length=32)
    """SHA-256."""

    class Meta:
        db_table = "permits_document"
        indexes: ClassVar = [
            models.Index(fields=["owner_id", "permit_id"], name="permits_documents"),
            models.Index(fields=["object_name"], name="permits_objects"),
        ]
