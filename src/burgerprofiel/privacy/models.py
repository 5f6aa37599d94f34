"""What citizens ask the data protection officer. What was asked and answered is sealed for the citizen."""

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
    """One question about one line of the citizen's own trail."""

    pk = models.CompositePrimaryKey("citizen_id", "id")
    citizen_id = models.UUIDField()
    id = models.UUIDField()
    newest = models.BigIntegerField()
    """The number of the line's newest event: a line is asked about once."""
    events = ArrayField(models.BigIntegerField())
    """The numbers of all events of the line."""
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
            models.UniqueConstraint(fields=["citizen_id", "newest"], name="privacy_case_once"),
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
