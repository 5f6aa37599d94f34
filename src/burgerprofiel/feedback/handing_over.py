"""A report goes to the system of its source, once: whoever is not sure that it came there asks before sending again.

Who sends takes a lease, so no two do. What the system cannot take now is tried again, later each time, and never given
up. Until the moment it is sent the citizen may take it back.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import F

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.feedback import content, dataset, queries, rows
from burgerprofiel.feedback.connectors.gtmf import calls, client
from burgerprofiel.feedback.connectors.gtmf.wire import Melding, Submitted, Target, Value, WrongShapeError
from burgerprofiel.feedback.content import Content
from burgerprofiel.feedback.datasets import told
from burgerprofiel.feedback.events import ReportHandedOver
from burgerprofiel.feedback.life import Status
from burgerprofiel.feedback.models import Report, Way
from burgerprofiel.feedback.rows import Said, Step
from burgerprofiel.feedback.sources import queries as sources
from burgerprofiel.feedback.sources.queries import Source
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people import queries as people
from burgerprofiel.people import vault
from burgerprofiel.people.queries import UnknownCitizenError
from burgerprofiel.people.vault import Vault

LEASE = timedelta(minutes=3)
"""Longer than all calls for one report together."""
FIRST, LONGEST = timedelta(seconds=15), timedelta(hours=1)
"""How long to wait after the first failure, twice as long after each next one, and at most."""
LANGUAGE = "nl"
"""In which sources read what stood there, whatever language the citizen read."""
SYSTEM = Trace(actor="system")

log = structlog.get_logger(__name__)


class _TakenBackError(Exception):
    """The citizen took it back meanwhile, or another worker took it when the lease was over."""


def hand_over(citizen_id: CitizenId, report: UUID) -> bool:
    """Give a report to its source's system, if it is time. Returns whether the system has it now."""
    row = _taken(citizen_id, report)
    source = sources.source(row.source) if row else None
    if row is None or source is None:
        return False
    try:
        opened = vault.opened(citizen_id)
    except UnknownCitizenError:
        rows.of(citizen_id, report).update(due_at=None)  # erased: nobody can read it any more
        return False
    try:
        melding = _given(opened, row, source)
        _arrived(opened, report, source, melding)
    except _TakenBackError:
        return False
    except (calls.CallError, WrongShapeError, OSError, queries.NotThereError) as error:
        _later(row, error)
        return False
    return True


def _taken(citizen_id: CitizenId, report: UUID) -> Report | None:
    """Return the report, for us alone until the lease ends; None: somebody has it, or it is there already."""
    now = clock.now()
    waiting = rows.of(citizen_id, report).filter(way=Way.GTMF, remote="", status=Status.SUBMITTED.value)
    took = waiting.filter(due_at__lte=now).update(due_at=now + LEASE, tries=F("tries") + 1)
    return waiting.first() if took else None


def _given(opened: Vault, row: Report, source: Source) -> Melding:
    """Send it, unless an earlier try came there."""
    said = rows.opened(opened, row)
    if row.handed_at is not None:
        found = client.with_reference(source, str(row.id))
        if found is not None:
            return found
    body = _body(row, source, said, people.ssin_of(opened.citizen_id).digits)
    if row.object_name and not said.uploaded:
        said = _uploaded(opened, row, source, said)
    _going(row)
    let_go()
    try:
        return client.submit(source, _with(body, said))
    except calls.RefusedError:
        rows.of(opened.citizen_id, row.id).update(handed_at=None)  # so it is not there
        raise


def _body(row: Report, source: Source, said: Content, number: str) -> Submitted:
    """Return what is sent. Raises PermanentError when the dataset wants what nobody fills in."""
    properties = told(source)
    filled = dataset.filled(source.fill, said.fact.reading_in(LANGUAGE), number)
    lacking = dataset.not_filled(properties, filled)
    if lacking:
        raise calls.PermanentError(f"It must be sent {', '.join(lacking)}, and nobody says what that is.")
    known = {each.id for each in properties}
    values = [Value(id=name, now=value) for name, value in filled.items() if name in known]
    values += [Value(id=each.property, proposed=each.value) for each in said.proposed if each.property in known]
    return Submitted(
        application=source.client_id,
        organisation=source.reporter,
        kind=row.kind,
        targets=(Target(dataset=source.dataset, values=tuple(values)),),
        reference=str(row.id),
        summary=said.explanation,
    )


def _with(body: Submitted, said: Content) -> Submitted:
    return Submitted(
        application=body.application,
        organisation=body.organisation,
        kind=body.kind,
        targets=body.targets,
        reference=body.reference,
        summary=body.summary,
        attachment=said.uploaded,
    )


def _uploaded(opened: Vault, row: Report, source: Source, said: Content) -> Content:
    """Bring what was attached, and remember where it lies: a next try does not bring it again."""
    file = queries.file_of(opened, row)
    let_go()
    url = client.upload(source, file.name, b"".join(file.pieces), file.media_type)
    now = content.with_uploaded(said, url)
    rows.of(opened.citizen_id, row.id).update(sealed=rows.sealed(opened, row.id, now))
    return now


def _going(row: Report) -> None:
    """From now on it cannot be taken back. Raises _TakenBackError."""
    waiting = rows.of(CitizenId(row.citizen_id), row.id).filter(status=Status.SUBMITTED.value, tries=row.tries)
    if not waiting.update(handed_at=row.handed_at or clock.now()):
        raise _TakenBackError


@transaction.atomic
def _arrived(opened: Vault, report: UUID, source: Source, melding: Melding) -> None:
    """Note that the system has it, and as what."""
    status = melding.status
    row = rows.locked(opened.citizen_id, report)
    if row is None or row.remote:
        return
    there = {"remote": melding.id, "tries": 0, "trouble": "", "due_at": clock.now() + FIRST}
    there |= {"handed_at": row.handed_at or clock.now()}
    rows.of(opened.citizen_id, report).update(**there)
    record(opened.citizen_id, SYSTEM, ReportHandedOver(report=str(report), source=source.key, dataset=source.dataset))
    if status is not Status.SUBMITTED:
        rows.change(opened, row, Step(status, "source", Said(melding.told)), SYSTEM)


def _later(row: Report, error: Exception) -> None:
    permanent = isinstance(error, calls.PermanentError | WrongShapeError)
    wait = LONGEST if permanent else min(LONGEST, FIRST * 2 ** min(row.tries - 1, 20))
    why = str(error)[:200] or type(error).__name__
    waiting = rows.of(CitizenId(row.citizen_id), row.id).filter(remote="", status=Status.SUBMITTED.value)
    waiting.update(due_at=clock.now() + wait, trouble=why)
    tell = log.error if permanent else log.warning
    tell("a report could not be handed over", report=str(row.id), source=row.source, why=why, tries=row.tries)
