"""What became of a report at its source's system: asked again and again, less often the longer nothing happens."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction

from burgerprofiel.feedback import rows
from burgerprofiel.feedback.connectors.gtmf import calls, client
from burgerprofiel.feedback.connectors.gtmf.wire import Melding, WrongShapeError
from burgerprofiel.feedback.handing_over import LEASE, SYSTEM
from burgerprofiel.feedback.life import Status, follows
from burgerprofiel.feedback.models import Report
from burgerprofiel.feedback.rows import Said, Step
from burgerprofiel.feedback.sources import queries as sources
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people import vault
from burgerprofiel.people.queries import UnknownCitizenError

OFTEN = (
    (timedelta(minutes=15), timedelta(seconds=20)),
    (timedelta(hours=2), timedelta(minutes=2)),
    (timedelta(days=2), timedelta(minutes=15)),
    (timedelta(days=14), timedelta(hours=1)),
)
"""Nothing happened for so long: it is asked after again in so long."""
SELDOM = timedelta(hours=6)

log = structlog.get_logger(__name__)


def wait(since: datetime, now: datetime) -> timedelta:
    """Return in how long a report is asked after, of which nothing was heard since then."""
    return next((often for age, often in OFTEN if now - since < age), SELDOM)


def follow(citizen_id: CitizenId, report: UUID) -> bool:
    """Ask after a report, if it is time. Returns whether it changed."""
    now = clock.now()
    mine = rows.of(citizen_id, report).exclude(remote="")
    took = mine.filter(due_at__lte=now).update(due_at=now + LEASE)
    row = mine.first() if took else None
    source = sources.source(row.source) if row else None
    if row is None or source is None:
        return False
    let_go()
    try:
        melding = client.one(source, row.remote)
        changed = _heard(citizen_id, report, melding)
    except UnknownCitizenError:
        rows.of(citizen_id, report).update(due_at=None)  # erased: nobody can read it any more
        return False
    except (calls.CallError, WrongShapeError) as error:
        log.warning("a report could not be asked after", report=str(report), source=row.source, why=str(error))
        changed = False
    _again(citizen_id, report)
    return changed


@transaction.atomic
def _heard(citizen_id: CitizenId, report: UUID, melding: Melding) -> bool:
    row, status = rows.locked(citizen_id, report), melding.status
    if row is None or not follows(Status(row.status), status):
        return False
    rows.change(vault.opened(citizen_id), row, Step(status, "source", Said(melding.told)), SYSTEM)
    return True


def _again(citizen_id: CitizenId, report: UUID) -> None:
    row: Report | None = rows.of(citizen_id, report).exclude(due_at=None).first()
    if row is not None:
        now = clock.now()
        rows.of(citizen_id, report).exclude(due_at=None).update(due_at=now + wait(row.status_at, now))
