"""Dossiers and every state they were in (contracts/mbp.md §2.1): states are added, never changed.

A dossier lies with each citizen or organisation that is an agent of it, so that a page reads one owner's rows only.
What it says is sealed for that owner; what orders and filters the list lies open and says nothing of whose it is.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Known(models.Model):
    """A dossier as its source names it, and with whom it lies."""

    id = models.UUIDField(primary_key=True)
    """From a keyed hash of source and number (`numbers.dossier_id`): a number may be somebody's national number."""
    source = models.CharField(max_length=200)
    owners = ArrayField(models.UUIDField(), default=list)
    """Citizens and organisations that a state named: who is named no more keeps what they were told until then."""
    changed_at = models.DateTimeField()
    """`WijzigingsDatum` of the newest state."""

    class Meta:
        db_table = "dossiers_known"


class Dossier(models.Model):
    """A dossier with one of its agents: where it stands now."""

    pk = models.CompositePrimaryKey("owner_id", "id")
    owner_id = models.UUIDField()
    """A citizen's or an organisation's id."""
    id = models.UUIDField()
    """`Known.id`."""
    source = models.CharField(max_length=200)
    code = models.CharField(max_length=100)
    """`VlaamsCode`, as it came: unknown ones are shown."""
    phase = models.CharField(max_length=100)
    """`VlaamsFase`, likewise."""
    product = models.CharField(max_length=40, blank=True, default="", db_default="")
    """IPDC number."""
    action_needed = models.BooleanField(default=False)
    due = models.DateField(null=True)
    changed_at = models.DateTimeField()
    """`WijzigingsDatum` of the newest state, which this row shows."""
    mutation = models.UUIDField()
    """The newest state (`Mutation.id`)."""
    mutations = models.IntegerField(default=1)
    """How many states there are."""
    sealed = models.BinaryField()
    """`content.Content` of the newest state, sealed for the owner (place `dossiers.dossier:<id>`)."""
    archived_at = models.DateTimeField(null=True)
    """When its owner put it away; a new state brings it back."""
    seen_at = models.DateTimeField(null=True)
    """Up to which change its owner looked at it: the bell."""

    class Meta:
        db_table = "dossiers_dossier"
        indexes: ClassVar = [
            models.Index(
                models.F("owner_id"),
                models.F("action_needed").desc(),
                models.F("due").asc(nulls_last=True),
                models.F("changed_at").desc(),
                models.F("id"),
                name="dossiers_list",
                condition=models.Q(archived_at__isnull=True),
            ),
            models.Index(
                fields=["owner_id"],
                name="dossiers_unseen",
                condition=models.Q(seen_at__isnull=True) | models.Q(seen_at__lt=models.F("changed_at")),
            ),
            models.Index(
                models.F("owner_id"),
                models.F("action_needed").desc(),
                models.F("due").asc(nulls_last=True),
                models.F("changed_at").desc(),
                models.F("id"),
                name="dossiers_put_away",
                condition=models.Q(archived_at__isnull=False),
            ),
        ]


class Mutation(models.Model):
    """One state of a dossier, as it was told to one of its agents."""

    pk = models.CompositePrimaryKey("owner_id", "id")
    owner_id = models.UUIDField()
    id = models.UUIDField()
    """The `Upload.id` that told it."""
    dossier_id = models.UUIDField()
    changed_at = models.DateTimeField()
    """`WijzigingsDatum`: the order of states."""
    sealed = models.BinaryField()
    """`content.Content`, sealed for the owner (place `dossiers.mutation:<id>`)."""

    class Meta:
        db_table = "dossiers_mutation"
        indexes: ClassVar = [
            models.Index(fields=["owner_id", "dossier_id", "-changed_at", "-id"], name="dossiers_history"),
        ]
