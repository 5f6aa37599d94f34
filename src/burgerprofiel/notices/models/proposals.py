"""An announcement before it is one: written at the desk, released by somebody else (four eyes, the database too)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from burgerprofiel.kit.ids import uuid7


class Standing(models.TextChoices):
    """How far a proposal is."""

    DRAFT = "draft"
    """Somebody writes it."""
    WAITING = "waiting"
    """A colleague is asked to release it; its words stay as they are."""
    REFUSED = "refused"
    """A colleague said why not; it can be changed and proposed again."""
    RELEASED = "released"
    """It is an announcement now, and never changes again."""


class Proposal(models.Model):
    """What somebody wants to tell very many."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    state = models.CharField(max_length=10, choices=Standing, default=Standing.DRAFT)
    version = models.IntegerField(default=1)
    """Another one with every change: who changes or releases says which one was on screen."""
    typed = models.JSONField()
    """The fields of the form as somebody typed them, right or not (`announcements.writing`)."""
    listed = models.IntegerField(null=True)
    """How many of its list are known here; null: it has none."""
    strangers = models.IntegerField(default=0)
    """How many of its list are not."""
    whom = models.BinaryField(default=b"")
    """Its list: ids of sixteen bytes, sealed with the root key; empty when it has none, or was released."""
    written_by = models.UUIDField()
    """Who changed it last."""
    written_at = models.DateTimeField()
    proposed_by = models.UUIDField(null=True)
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=400, blank=True, default="")
    """Why it was refused."""
    announcement = models.UUIDField(null=True)
    recipients = models.IntegerField(null=True)
    """To how many it was released."""

    class Meta:
        db_table = "notices_announcement_proposal"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="released")
                | Q(decided_by__isnull=False, announcement__isnull=False)
                & ~Q(decided_by=F("written_by"))
                & ~Q(decided_by=F("proposed_by")),
                name="notices_released_by_another",
            ),
            models.UniqueConstraint(
                fields=["announcement"], condition=Q(announcement__isnull=False), name="notices_released_once"
            ),
        ]


class Stop(models.Model):
    """An announcement that was stopped: whoever was not told is not told any more."""

    announcement_id = models.UUIDField(primary_key=True)
    stopped_by = models.UUIDField()
    stopped_at = models.DateTimeField()
    reason = models.CharField(max_length=400)
    untold = models.IntegerField()
    """How many were not told, and will not be."""
    dropped = models.IntegerField(default=0)
    """Letters that waited and were not sent."""
    upto = models.UUIDField(null=True)
    """The last citizen in whose bell it was made to expire."""
    cleared_at = models.DateTimeField(null=True)
    """When nothing of it waited and every bell was done; null: not yet."""

    class Meta:
        db_table = "notices_announcement_stop"
