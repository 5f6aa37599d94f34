"""A proposal that nobody touched for three months is thrown away, with its list of people (I1). Safe to run twice."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.announcements.events import ProposalDecided
from burgerprofiel.notices.models import Proposal
from burgerprofiel.notices.models.proposals import Standing

KEPT = timedelta(days=90)
SYSTEM = Trace(actor="system")


@transaction.atomic
def forget() -> int:
    """Throw such proposals away; return how many there were."""
    old = Proposal.objects.exclude(state=Standing.RELEASED).filter(written_at__lt=clock.now() - KEPT).order_by("id")
    rows = list(old.select_for_update(skip_locked=True).defer("whom"))
    for row in sorted(rows, key=lambda row: row.written_by):
        event = ProposalDecided(proposal=str(row.id), decision="forgotten", version=row.version)
        record(CitizenId(row.written_by), SYSTEM, event)
        row.delete()
    return len(rows)
