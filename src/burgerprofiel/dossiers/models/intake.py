"""Who tells of dossiers, and what was sent in (contracts/mbp.md §2.1): accepted at once, read a moment later."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Source(models.Model):
    """A body's system that tells of dossiers: it pushes them, or it is asked for what changed."""

    uri = models.CharField(max_length=200, primary_key=True)
    """`Bron`, as the body registered it."""
    code = models.CharField(max_length=40, blank=True, default="", db_default="")
    """How MAGDA calls the same source (`STL`); empty: it is not read there."""
    name = models.JSONField()
    """What a citizen reads, by language (`nl` at least)."""
    organisation = models.CharField(max_length=10)
    """The body's enterprise number."""
    clients = ArrayField(models.CharField(max_length=100), default=list, db_default=[])
    """The programs that may push for it."""
    poll_url = models.CharField(max_length=400, blank=True, default="", db_default="")
    """Where its change feed is (contracts/mbp.md §2.7); empty: it pushes."""
    poll_index = models.BigIntegerField(default=0, db_default=0)
    """From which change on the feed is read the next time (`nieuweIndex`)."""
    poll_failures = models.SmallIntegerField(default=0, db_default=0)
    """How often in a row the feed gave nothing that could be read."""
    poll_rests_until = models.DateTimeField(null=True)
    """It is not asked before then."""
    poll_trouble = models.CharField(max_length=300, blank=True, default="", db_default="")
    """Why it gave nothing the last time; empty: all is well."""
    active = models.BooleanField(default=True, db_default=True)

    class Meta:
        db_table = "dossiers_source"


class Upload(models.Model):
    """One message of a source, until its result has been kept long enough."""

    id = models.UUIDField(primary_key=True)
    """UUIDv7 of when it came in: they are read in this order."""
    source = models.CharField(max_length=200)
    upload_id = models.UUIDField()
    """Chosen by the sender; the same one twice is one."""
    dossier = models.UUIDField()
    """Which dossier (`Known.id`)."""
    number = models.BinaryField(default=b"")
    """`DossierNummer`, sealed with the root key (place `dossiers.upload.number:<id>`): results name it."""
    digest = models.BinaryField(default=b"")
    """Keyed hash of the body: the same `UploadId` with another body is refused."""
    client_id = models.CharField(max_length=100)
    received_at = models.DateTimeField()
    sealed = models.BinaryField(null=True)
    """The body as it came, sealed with the root key (place `dossiers.upload:<id>`); null once it was read."""
    processed_at = models.DateTimeField(null=True)
    problems = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    """What is wrong with it, sentence by sentence; empty: all is well."""
    succeeded = models.BooleanField(null=True)
    """Whether it was added; null: not read yet."""
    readers = models.SmallIntegerField(default=0, db_default=0)
    """With how many of its agents it lies."""

    class Meta:
        db_table = "dossiers_upload"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "upload_id"], name="dossiers_upload_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="dossiers_waiting", condition=models.Q(processed_at__isnull=True)),
            models.Index(fields=["dossier", "id"], name="dossiers_results"),
            models.Index(
                fields=["source", "id"],
                name="dossiers_failed",
                condition=models.Q(processed_at__isnull=False) & ~models.Q(problems=[]),
            ),
        ]
