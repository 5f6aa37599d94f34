"""What a citizen did with a dossier that is only read at MAGDA, which we do not keep (decision 0034)."""

from typing import ClassVar

from django.db import models


class Mark(models.Model):
    """By an opaque name, how new its newest state was, and what its owner did: nothing of what it says."""

    pk = models.CompositePrimaryKey("owner_id", "id")
    owner_id = models.UUIDField()
    id = models.UUIDField()
    """As `Known.id`."""
    changed_at = models.DateTimeField()
    """Of the newest state that MAGDA told."""
    seen_at = models.DateTimeField()
    """Up to which change its owner looked at it; at first that of its first day here, so that only a change rings."""
    archived_at = models.DateTimeField(null=True)
    """When its owner put it away; a new state brings it back."""

    class Meta:
        db_table = "dossiers_mark"
        indexes: ClassVar = [
            models.Index(
                fields=["owner_id"],
                name="dossiers_mark_rings",
                condition=models.Q(archived_at__isnull=True) & models.Q(seen_at__lt=models.F("changed_at")),
            ),
        ]
