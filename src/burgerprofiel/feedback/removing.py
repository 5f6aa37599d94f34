"""A report that is over is kept for two years, so that somebody can point at the answer; then it goes with its file."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.feedback import rows
from burgerprofiel.feedback.events import ReportRemoved
from burgerprofiel.feedback.life import LAST
from burgerprofiel.feedback.models import Change, Report
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.storage import objects

KEPT_FOR = timedelta(days=730)
"""After it was closed or taken back."""
MOST = 5_000
"""In one night."""


def sweep() -> int:
    """Remove what is long over; return how many. Safe to run twice."""
    over = [each.value for each in LAST]
    old = Report.objects.filter(status__in=over, status_at__lt=clock.now() - KEPT_FOR).order_by("status_at")
    wanted = list(old[:MOST])
    for row in wanted:
        _remove(row)
    return len(wanted)


def _remove(row: Report) -> None:
    citizen_id = CitizenId(row.citizen_id)
    with transaction.atomic():
        if not rows.of(citizen_id, row.id).delete()[0]:
            return
        Change.objects.filter(citizen_id=citizen_id, report_id=row.id).delete()
        record(citizen_id, Trace(actor="system"), ReportRemoved(report=str(row.id)))
    if row.object_name:
        with suppress(OSError):  # what cannot be removed now, the sweep of orphans removes
            objects.remove(row.object_name)
