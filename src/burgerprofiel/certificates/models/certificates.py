"""Certificates that we made and sealed, and what anybody may know of them by their code (D3, D5)."""

from typing import ClassVar, NewType
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

CertificateId = NewType("CertificateId", UUID)
"""Of a certificate among its citizen's."""


class State(models.TextChoices):
    """How far a certificate is."""

    WAITING = "waiting"
    """Asked for; the seal is not there yet. Nothing is shown that is not sealed."""
    READY = "ready"
    FAILED = "failed"
    """Its data is gone or cannot be set: it says so, and can be asked for again."""
    WITHDRAWN = "withdrawn"


class Why(models.TextChoices):
    """Why a certificate was withdrawn: all that anybody hears, so that a reason tells nothing of a person."""

    MISTAKE = "mistake"
    """Something on it was wrong."""
    REPLACED = "replaced"
    """A newer one took its place."""
    UNLAWFUL = "unlawful"
    """It was obtained without a right to it."""
    COMPROMISED = "compromised"
    """The seal on it can no longer be relied on."""


class Certificate(models.Model):
    """A certificate that a citizen asked for."""

    pk = models.CompositePrimaryKey("citizen_id", "id")
    citizen_id = models.UUIDField()
    id = models.UUIDField()
    """UUIDv7 of when it was asked for: the newest first."""
    kind = models.CharField(max_length=60)
    """A key of `kinds.KINDS`."""
    language = models.CharField(max_length=2)
    asked_at = models.DateTimeField()
    issued_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    """The last day on which it counts; null: for ever."""
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    code = models.CharField(max_length=20, unique=False)
    """The code on it (`Code.code`)."""
    sealed = models.BinaryField()
    """`content.Content`: the data it is made of and the purpose, sealed for the citizen (place
    `certificates.certificate:<id>`)."""
    object_name = models.CharField(max_length=64, blank=True, default="", db_default="")
    """Where the sealed PDF lies (`kit.storage`); empty while waiting."""
    key = models.BinaryField(null=True)
    """The PDF's own key, sealed for the citizen (place `certificates.certificate.key:<id>`)."""
    octets = models.IntegerField(default=0)
    digest = models.BinaryField(max_length=32, null=True)
    """SHA-256 of the sealed PDF."""
    stamped_until = models.DateTimeField(null=True)
    """Before this moment it gets a new time stamp, so that its seal keeps counting."""
    tries = models.IntegerField(default=0)
    """How often sealing was tried in vain."""
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=40, blank=True, default="", db_default="")
    """One of `Why`."""

    class Meta:
        db_table = "certificates_certificate"
        indexes: ClassVar = [
            models.Index(
                fields=["state", "asked_at"], name="certificates_waiting", condition=models.Q(state="waiting")
            ),
            models.Index(
                fields=["stamped_until"], name="certificates_to_stamp", condition=models.Q(stamped_until__isnull=False)
            ),
            models.Index(fields=["code"], name="certificates_by_code"),
        ]


class Code(models.Model):
    """What anybody may know of a certificate by the code on it: no name, no number, no address.

    The row comes with the seal: a code without a row was never issued.
    """

    code = models.CharField(max_length=20, primary_key=True)
    """Twelve characters of `codes.ALPHABET`, at random."""
    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    issued_on = models.DateField()
    valid_until = models.DateField(null=True)
    digests = ArrayField(models.BinaryField(max_length=32), default=list)
    """SHA-256 of the sealed PDF, and of each version of it with a newer time stamp."""
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=40, blank=True, default="", db_default="")

    class Meta:
        db_table = "certificates_code"
        indexes: ClassVar = [GinIndex(fields=["digests"], name="certificates_by_digest")]
