"""What holds a key back: a judge, a register, the citizen, or too many tries (A3, A6, A8)."""

from __future__ import annotations

from django.db import models


class Restriction(models.Model):
    """What a judge or a register says about somebody's keys (A3, A6)."""

    pk = models.CompositePrimaryKey("citizen_id", "kind")
    citizen_id = models.UUIDField()
    kind = models.CharField(max_length=30)
    """`no_eid_sign_in`, `no_signing` (administration order), `deceased`, `locked` (by the citizen)."""
    since = models.DateField()
    begun = models.BooleanField(default=True)
    """Whether what was open on its first day has been ended."""

    class Meta:
        db_table = "access_restriction"


class Attempt(models.Model):
    """One try that counts against a limit: per person, address, client or overall (sliding window)."""

    id = models.BigAutoField(primary_key=True)
    bucket = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        db_table = "access_attempt"
        indexes = (models.Index(fields=["bucket", "at"]),)
