"""What very many are told alike: its words once, and whom, in stretches."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Announcement(models.Model):
    """One text for many. It is no secret, so it is not sealed."""

    id = models.UUIDField(primary_key=True)
    """The notice of each recipient has it too."""
    reference = models.CharField(max_length=100, unique=True)
    """How its author calls it: the same one twice is one announcement."""
    words = models.JSONField()
    """`announcements.wording.Wording`: the same in each language."""
    path = models.CharField(max_length=500, blank=True, default="", db_default="")
    sender = models.CharField(max_length=10, blank=True, default="", db_default="")
    brand = models.CharField(max_length=40, blank=True, default="", db_default="")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notices_announcement"


class AnnouncementRange(models.Model):
    """A stretch of recipients, told in one transaction."""

    pk = models.CompositePrimaryKey("announcement_id", "number")
    announcement_id = models.UUIDField()
    number = models.IntegerField()
    citizens = ArrayField(models.UUIDField())
    """Empty when it was told."""
    told = models.IntegerField(null=True)
    """How many notices that made; null: not told yet."""

    class Meta:
        db_table = "notices_announcement_range"
        indexes: ClassVar = [
            models.Index(fields=["announcement_id"], name="notices_range_left", condition=models.Q(told__isnull=True))
        ]
