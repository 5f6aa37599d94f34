"""Who hears of a wrong fact: the system of its source, or who handles it at the desk."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from burgerprofiel.feedback.models.reports import Way


class Source(models.Model):
    """One source of facts, as an operator wrote it (`feedback_sources`)."""

    key = models.CharField(max_length=40, primary_key=True)
    origin = models.CharField(max_length=40)
    """Whose facts: as `sources` calls who holds them."""
    sections = ArrayField(models.CharField(max_length=80), default=list)
    """Which of them, as `theme/section`; empty: all."""
    name = models.JSONField()
    """What people read, by language (`nl` at least)."""
    way = models.CharField(max_length=4, choices=Way)
    dataset = models.CharField(max_length=60)
    url = models.CharField(max_length=300, blank=True, default="", db_default="")
    token_url = models.CharField(max_length=300, blank=True, default="", db_default="")
    client_id = models.CharField(max_length=100, blank=True, default="", db_default="")
    secret_file = models.CharField(max_length=300, blank=True, default="", db_default="")
    scope = models.CharField(max_length=200, blank=True, default="", db_default="")
    reporter = models.CharField(max_length=40, blank=True, default="", db_default="")
    """The reporting organisation's number (OVO)."""
    organisation_id = models.UUIDField(null=True)
    """Who handles it at the desk."""
    fill = models.JSONField(default=dict, db_default={})
    """What we fill in ourselves, by the property's id."""
    properties = models.JSONField(default=list, db_default=[])
    """The dataset's properties as its system told them last."""
    told_at = models.DateTimeField(null=True)
    """When that was."""
    active = models.BooleanField(default=True, db_default=True)

    class Meta:
        db_table = "feedback_source"
        indexes: ClassVar = [models.Index(fields=["origin"], name="feedback_by_origin")]


class Upload(models.Model):
    """A file that a program brought, until it reports something with it; gone after a day."""

    id = models.UUIDField(primary_key=True)
    client = models.CharField(max_length=100)
    object_name = models.CharField(max_length=64)
    """Where it lies (`kit.storage`)."""
    key = models.BinaryField()
    """The file's own key, sealed with the root key (place `feedback.upload:<id>`)."""
    octets = models.IntegerField()
    digest = models.BinaryField(max_length=32)
    media_type = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        db_table = "feedback_upload"
        indexes: ClassVar = [
            models.Index(fields=["at"], name="feedback_upload_at"),
            models.Index(fields=["object_name"], name="feedback_upload_object"),
        ]
