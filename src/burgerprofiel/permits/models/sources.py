"""Who grants permits and tells of them here."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Source(models.Model):
    """A body's system that tells of permits. A program speaks for one source."""

    key = models.CharField(max_length=60, primary_key=True)
    name = models.JSONField()
    """What people read, by language (`nl` at least)."""
    organisation = models.CharField(max_length=10)
    """The body's enterprise number."""
    clients = ArrayField(models.CharField(max_length=100), default=list, db_default=[])
    """The programs that may push for it."""
    kinds = models.JSONField(default=dict)
    """What its permits are called, by product number and language: all that who verifies one reads of what it is."""
    active = models.BooleanField(default=True, db_default=True)

    class Meta:
        db_table = "permits_source"
