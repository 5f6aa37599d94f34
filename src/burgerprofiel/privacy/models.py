"""What citizens ask the data protection officer, sealed for the citizen; and their trail, folded into looks."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    """How far a question is."""

    OPEN = "open"
    TAKEN = "taken"
    ANSWERED = "answered"


class Case(models.Model):
    """One question about one look in the citizen's own trail."""

    pk = models.CompositePrimaryKey("citizen_id", "id")
    citizen_id = models.UUIDField()
    id = models.UUIDField()
    look = models.BigIntegerField(db_column="newest")
    """The number of the look's first event: a look is asked about once."""
    events = ArrayField(models.BigIntegerField())
    """The numbers of what was in the look when it was asked about."""
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    """The day by which it is answered (GDPR article 12.3)."""
    question = models.BinaryField()
    """UTF-8: a line with the name of who asks, then the question (place `privacy.case.question:<id>`)."""
    taken_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)
    """Who of the office handles it."""
    answered_at = models.DateTimeField(null=True)
    answer = models.BinaryField(default=b"", db_default=b"")
    """UTF-8 (place `privacy.case.answer:<id>`); empty: not yet."""

    class Meta:
        db_table = "privacy_case"
        constraints = (
            models.UniqueConstraint(fields=["citizen_id", "look"], name="privacy_case_once"),
            models.CheckConstraint(
                condition=Q(state=State.ANSWERED, answered_at__isnull=False)
                | (~Q(state=State.ANSWERED) & Q(answered_at__isnull=True)),
                name="privacy_case_answered",
            ),
        )
        indexes: ClassVar = [
            models.Index(fields=["id"], name="privacy_case_by_id"),
            models.Index(fields=["state", "due_on", "id"], name="privacy_case_queue"),
        ]


class LookRow(models.Model):
    """One look (`trail.looks`): what the chain says, put together. Written by `trail.folding` alone."""

    pk = models.CompositePrimaryKey("citizen_id", "first")
    citizen_id = models.UUIDField()
    first = models.BigIntegerField()
    """The number of its first event."""
    last = models.BigIntegerField()
    day = models.DateField()
    mark = models.UUIDField()
    """`Key.mark`: with the day, what makes it this look."""
    own = models.BooleanField()
    actor = models.TextField()
    body = models.TextField()
    until = models.DateTimeField()
    """When the last of it happened."""
    many = models.IntegerField()
    """How many events it holds."""
    shown = ArrayField(models.BigIntegerField())
    """The numbers of its first events."""

    class Meta:
        db_table = "privacy_look"
        constraints = (models.UniqueConstraint(fields=["citizen_id", "day", "mark"], name="privacy_look_once"),)
        indexes: ClassVar = [
            models.Index(fields=["citizen_id", "day", "first"], include=["own"], name="privacy_look_by_day"),
            models.Index(fields=["citizen_id", "day", "first"], condition=Q(own=False), name="privacy_look_of_others"),
            models.Index(
                fields=["citizen_id", "actor", "body", "day", "first"],
                condition=Q(own=False),
                name="privacy_look_by_actor",
            ),
        ]


class Folded(models.Model):
    """How far a citizen's trail is folded. Locking it lets their looks stand still."""

    citizen_id = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField()
    """The last event that stands in a look."""
    rule = models.TextField()
    """`looks.rule` by which they were put together."""

    class Meta:
        db_table = "privacy_folded"
