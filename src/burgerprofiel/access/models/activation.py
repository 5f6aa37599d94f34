"""Identities that a counter registered, waiting for the citizen to choose their keys (A4)."""

from __future__ import annotations

from django.db import models

from burgerprofiel.kit.ids import uuid7


class Registration(models.Model):
    """A code on paper and a link by e-mail, together good for one activation within 14 days."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    citizen_id = models.UUIDField(db_index=True)
    organisation_id = models.UUIDField(db_index=True)
    """Whose counter it was."""
    registered_by = models.UUIDField()
    """The civil servant, by their citizen id."""
    document = models.CharField(max_length=20)
    """What was shown: `passport`, `annex_35` or `orange_card`."""
    sealed = models.BinaryField()
    """Names, national number, the document's number and the e-mail address, sealed with the citizen's data key."""
    link_hash = models.BinaryField(max_length=32, unique=True)
    code_hash = models.BinaryField(max_length=32)
    language = models.CharField(max_length=2, default="nl")
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    """Withdrawn, replaced, five wrong codes, or a lock by the citizen."""

    class Meta:
        db_table = "access_registration"
        constraints = (
            models.UniqueConstraint(
                fields=["citizen_id"],
                condition=models.Q(used_at=None, ended_at=None),
                name="one_open_registration",
            ),
        )
