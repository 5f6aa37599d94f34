"""A report as its row keeps it, and every change of it: one place for citizens, sources and the desk.

A change is written, told in the trail and told to the citizen in one transaction (`notices`).
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.feedback import content, telling
from burgerprofiel.feedback.content import Content
from burgerprofiel.feedback.events import ReportChanged
from burgerprofiel.feedback.life import LAST, Status
from burgerprofiel.feedback.models import Change, Report
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.people.vault import Vault

encode = msgspec.msgpack.encode


class Said(NamedTuple):
    """What is said with a status."""

    told: str = ""
    """To the reporter."""
    internal: str = ""
    """Among handlers."""


def of(citizen_id: CitizenId, report: UUID) -> QuerySet[Report]:
    """Return the one report of this citizen, as a query."""
    return Report.objects.filter(citizen_id=citizen_id, id=report)


def locked(citizen_id: CitizenId, report: UUID) -> Report | None:
    """Return it while nobody else changes it; call it inside a transaction."""
    return of(citizen_id, report).select_for_update().first()


def opened(opened: Vault, row: Report) -> Content:
    """Return what it says."""
    return from_msgpack(opened.unseal(row.sealed, content.report_place(row.id)), Content)


def sealed(opened: Vault, report: UUID, said: Content) -> bytes:
    """Return what `opened` reads again."""
    return opened.seal(encode(said), content.report_place(report))


class Step(NamedTuple):
    """A status that a report gets."""

    status: Status
    by: str
    said: Said = Said()
    event: Event | None = None
    """What the trail says; else that it changed."""
    quietly: bool = False
    """The citizen did it, and needs not hear of it."""


def change(opened: Vault, row: Report, step: Step, trace: Trace, **columns: object) -> None:
    """Give a locked report another status, with what else changes; tell the trail and the citizen."""
    now = clock.now()
    if step.status in LAST:
        columns |= {"due_at": None}
    of(opened.citizen_id, row.id).update(status=step.status.value, status_at=now, **columns)
    known = _noted(opened, row.id, step, now)
    if not step.quietly:
        telling.tell(opened, row, step.status, known)
    event = step.event or ReportChanged(report=str(row.id), status=step.status.value, by=step.by)
    record(opened.citizen_id, trace, event)


def began(opened: Vault, report: UUID, by: str, at: datetime) -> None:
    """Begin the course of a report."""
    _noted(opened, report, Step(Status.SUBMITTED, by), at)


def _noted(opened: Vault, report: UUID, step: Step, at: datetime) -> UUID:
    known = uuid7()
    Change.objects.create(
        citizen_id=opened.citizen_id,
        id=known,
        report_id=report,
        status=step.status.value,
        at=at,
        by=step.by[:100],
        told=_sealed(opened, step.said.told, content.told_place(known)),
        internal=_sealed(opened, step.said.internal, content.internal_place(known)),
    )
    return known


def _sealed(opened: Vault, text: str, place: str) -> bytes | None:
    return opened.seal(text.encode(), place) if text else None
