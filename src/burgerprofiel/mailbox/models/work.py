"""What an organisation does with its mail: who handles what, until when, and what was done (C13)."""

from typing import ClassVar

from django.db import models


class Partition(models.Model):
    """A part of an organisation's box, with its own people (contracts/ebox.md A.8). GENERAL is there without a row."""

    pk = models.CompositePrimaryKey("box_id", "id")
    box_id = models.UUIDField()
    id = models.UUIDField()
    code = models.CharField(max_length=50)
    """As rights and programs call it: the context of a role (`Postbehandelaar-FINANCIEN`)."""
    name = models.CharField(max_length=100)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "mailbox_partition"
        constraints: ClassVar = [models.UniqueConstraint(fields=["box_id", "code"], name="partition_once")]


class RoutingRule(models.Model):
    """Where new mail of a kind goes. Rules are asked in their order; the first that fits decides."""

    pk = models.CompositePrimaryKey("box_id", "id")
    box_id = models.UUIDField()
    id = models.UUIDField()
    position = models.IntegerField()
    message_type = models.CharField(max_length=100, blank=True)
    """Empty: any; likewise the next two."""
    application = models.CharField(max_length=100, blank=True)
    organisation = models.CharField(max_length=10, blank=True)
    partition_id = models.UUIDField(null=True)
    """Null: GENERAL."""
    days = models.SmallIntegerField(null=True)
    """Within how many days it is handled; null: no day is set."""

    class Meta:
        db_table = "mailbox_routing_rule"


class RuleSuggestion(models.Model):
    """A rule that a sender suggests to an organisation; it is one when somebody there accepts it."""

    pk = models.CompositePrimaryKey("box_id", "id")
    box_id = models.UUIDField()
    id = models.UUIDField()
    sender = models.CharField(max_length=10)
    message_type = models.CharField(max_length=100, blank=True)
    application = models.CharField(max_length=100, blank=True)
    why = models.CharField(max_length=200)
    """In the sender's words: for whom such mail is meant."""
    at = models.DateTimeField()
    state = models.CharField(max_length=10, default="open")
    """`open`, `accepted` or `dismissed`."""

    class Meta:
        db_table = "mailbox_rule_suggestion"


class Work(models.Model):
    """One message as work: each message of an organisation has one, from its arrival until it is done."""

    pk = models.CompositePrimaryKey("box_id", "message_id")
    box_id = models.UUIDField()
    message_id = models.UUIDField()
    partition_id = models.UUIDField(null=True)
    """Null: GENERAL."""
    assignee = models.UUIDField(null=True)
    """The colleague, as citizen; null: nobody yet."""
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, default="open")
    """`open`, `done`, or `handed` over to another system."""
    handed_to = models.CharField(max_length=200, blank=True)
    """The case in the other system, as that calls it."""
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "mailbox_work"
        indexes: ClassVar = [
            models.Index(fields=["box_id", "message_id"], name="mailbox_work_open", condition=models.Q(state="open"))
        ]


class WorkNote(models.Model):
    """What colleagues write to each other about a message; the sender never sees it."""

    pk = models.CompositePrimaryKey("box_id", "id")
    box_id = models.UUIDField()
    id = models.UUIDField()
    message_id = models.UUIDField()
    text = models.BinaryField()
    """Sealed for the box (place `mailbox.work_note.text:<id>`)."""
    by = models.UUIDField(null=True)
    """Null: a program."""
    at = models.DateTimeField()

    class Meta:
        db_table = "mailbox_work_note"
        indexes: ClassVar = [models.Index(fields=["box_id", "message_id"], name="mailbox_notes_of")]
