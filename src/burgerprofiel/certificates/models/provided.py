"""Certificates that a local authority made itself and put here, for every portal that its citizen reads (D3)."""

from typing import ClassVar

from django.db import models


class Provided(models.Model):
    """One certificate in one language."""

    pk = models.CompositePrimaryKey("citizen_id", "id")
    citizen_id = models.UUIDField()
    id = models.UUIDField()
    """UUIDv7 of when it was first put here."""
    organisation = models.CharField(max_length=10)
    """The authority's enterprise number."""
    reference = models.CharField(max_length=60)
    """How the authority calls it (`KIND-2024-00917`)."""
    language = models.CharField(max_length=2)
    product = models.CharField(max_length=20)
    """IPDC number."""
    kind = models.CharField(max_length=20)
    issued_on = models.DateField()
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    """The last day on which it counts; null: for ever."""
    title = models.BinaryField()
    """Sealed for the citizen (place `certificates.provided:<id>`)."""
    object_name = models.CharField(max_length=64)
    """Where its PDF lies (`kit.storage`)."""
    key = models.BinaryField()
    """The PDF's own key, sealed for the citizen (place `certificates.provided.key:<id>`)."""
    octets = models.IntegerField()
    digest = models.BinaryField(max_length=32)
    """SHA-256 of the PDF."""
    provided_at = models.DateTimeField()

    class Meta:
        db_table = "certificates_provided"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["citizen_id", "organisation", "reference", "language"], name="certificates_provided_once"
            ),
        ]
