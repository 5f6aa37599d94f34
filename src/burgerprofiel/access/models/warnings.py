"""Letters that warn a citizen of what happened to their keys (A8): each with a link that locks, and does only that."""

from __future__ import annotations

from django.db import models

from burgerprofiel.kit.ids import uuid7


class WarningLetter(models.Model):
    """One letter to one mailbox. Its link is made from the id and our secret, so nothing here opens it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    citizen_id = models.UUIDField()
    news = models.CharField(max_length=20)
    """A `letters.News`."""
    sealed = models.BinaryField()
    """The mailbox and what the letter tells, sealed with the citizen's data key."""
    language = models.CharField(max_length=2)
    at = models.DateTimeField()
    """When it happened; letters about one act share it."""
    sent_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)
    """When its link locked, or the citizen opened their keys after it was written: it locks no more."""

    class Meta:
        db_table = "access_warning_letter"
        indexes = (models.Index(fields=["citizen_id", "news", "at"], name="access_warn_citizen_at"),)
