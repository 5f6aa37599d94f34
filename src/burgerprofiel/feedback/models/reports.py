"""What citizens said of their facts. What a report says is sealed for the citizen; how far it is lies open."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from burgerprofiel.feedback.life import OPEN, Status


class Kind(models.TextChoices):
    """What is wrong: the contract's types of a report (`meldingstypes`)."""

    WRONG = "Fout"
    INCOMPLETE = "Onvolledigheid"


class Way(models.TextChoices):
    """How a report reaches who handles it."""

    GTMF = "gtmf"
    DESK = "desk"


class Report(models.Model):
    """One report on one fact."""

    pk = models.CompositePrimaryKey("citizen_id", "id")
    citizen_id = models.UUIDField()
    id = models.UUIDField()
    """Also what the source knows as the reporter's reference, by which a report is found again."""
    fact = models.UUIDField()
    """`numbers.fact_id`."""
    theme = models.CharField(max_length=20)
    source = models.CharField(max_length=40)
    """`Source.key`."""
    kind = models.CharField(max_length=20, choices=Kind)
    way = models.CharField(max_length=4, choices=Way)
    status = models.SmallIntegerField(default=Status.SUBMITTED.value)
    submitted_at = models.DateTimeField()
    status_at = models.DateTimeField()
    sealed = models.BinaryField()
    """`content.Content` (place `feedback.report:<id>`)."""
    object_name = models.CharField(max_length=64, blank=True, default="", db_default="")
    """Where what was attached lies (`kit.storage`); empty: nothing."""
    key = models.BinaryField(null=True)
    """The attachment's own key, sealed for the citizen (place `feedback.report.key:<id>`)."""
    octets = models.IntegerField(default=0, db_default=0)
    media_type = models.CharField(max_length=40, blank=True, default="", db_default="")
    handler_id = models.UUIDField(null=True)
    """The organisation that handles it at the desk."""
    assignee = models.UUIDField(null=True)
    """Who there took it."""
    client = models.CharField(max_length=100, blank=True, default="", db_default="")
    """The program that reported it; empty: the citizen did."""
    remote = models.CharField(max_length=100, blank=True, default="", db_default="")
    """What the source's system calls it; empty: it has it not."""
    handed_at = models.DateTimeField(null=True)
    """When somebody began to hand it over: from then on it cannot be taken back."""
    tries = models.IntegerField(default=0, db_default=0)
    due_at = models.DateTimeField(null=True)
    """When it is handed over, or asked after, next; null: nothing is left to do."""
    trouble = models.CharField(max_length=200, blank=True, default="", db_default="")
    """Why it could not be handed over, for who looks after the connection."""

    class Meta:
        db_table = "feedback_report"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["citizen_id", "fact"],
                condition=Q(status__in=sorted(each.value for each in OPEN), client=""),
                name="feedback_one_open_report_a_fact",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="feedback_by_id"),
            models.Index(fields=["due_at"], name="feedback_due", condition=Q(due_at__isnull=False)),
            models.Index(
                fields=["handler_id", "status"], name="feedback_handled", condition=Q(handler_id__isnull=False)
            ),
            models.Index(fields=["client", "submitted_at"], name="feedback_of_client", condition=~Q(client="")),
        ]


class Change(models.Model):
    """A report got this status, and what was said with it."""

    pk = models.CompositePrimaryKey("citizen_id", "id")
    citizen_id = models.UUIDField()
    id = models.UUIDField()
    """UUIDv7: they follow each other."""
    report_id = models.UUIDField()
    status = models.SmallIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=100)
    """`citizen`, `source`, or the id of a handler or program."""
    told = models.BinaryField(null=True)
    """To the reporter, sealed (place `feedback.change.told:<id>`); null: nothing was."""
    internal = models.BinaryField(null=True)
    """Among handlers alone, sealed (place `feedback.change.internal:<id>`)."""

    class Meta:
        db_table = "feedback_change"
        indexes: ClassVar = [models.Index(fields=["citizen_id", "report_id", "id"], name="feedback_course")]


class Confirmation(models.Model):
    """A citizen said that a fact is right as it stood."""

    pk = models.CompositePrimaryKey("citizen_id", "fact")
    citizen_id = models.UUIDField()
    fact = models.UUIDField()
    theme = models.CharField(max_length=20)
    seen = models.BinaryField(max_length=16)
    """By what the value is known again (`numbers.seen`): of another value nothing was confirmed."""
    at = models.DateTimeField()

    class Meta:
        db_table = "feedback_confirmation"
