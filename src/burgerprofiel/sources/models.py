"""Borrowed data: answers of other bodies, sealed with a key that only the citizen's browser holds (B8).

The table is UNLOGGED: it is never in the write-ahead log nor on a replica, and is empty after a crash.
"""

from django.db import models


class SealedAnswer(models.Model):
    """One answer of one service in one session. Unreadable without the session's cookie."""

    pk = models.CompositePrimaryKey("citizen_id", "session_id", "service")
    citizen_id = models.UUIDField()
    session_id = models.UUIDField()
    service = models.CharField(max_length=80)
    sealed = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "sources_sealed_answer"


class EpcAverage(models.Model):
    """The average energy score of the dwellings of an area, from open data that the operator imports (B3)."""

    area = models.CharField(max_length=40, primary_key=True)
    """`municipality:<NIS code>`, `province:<NIS code>` or `region:vlaanderen`."""
    name = models.CharField(max_length=120)
    kwh = models.DecimalField(max_digits=7, decimal_places=1)
    """kWh per square metre and year."""
    dwellings = models.PositiveIntegerField()
    """How many dwellings the average is over."""
    as_of = models.DateField()
    source = models.CharField(max_length=200)
    invented = models.BooleanField(default=False)
    """Demo figures, which say so on screen."""

    class Meta:
        db_table = "sources_epc_average"
