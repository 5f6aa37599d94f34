"""Reports on facts of a source without a system: an organisation here handles them, step by step as anywhere (B9).

Who handles sees the reports for their organisation and no others. Each step has two explanations: one the citizen
reads, one that stays among handlers. Who rejects or solves a report says to the citizen why, or what was done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.feedback import queries, rows
from burgerprofiel.feedback.events import AttachmentRead, ReportChanged, ReportRead
from burgerprofiel.feedback.life import NEXT, OPEN, SETTABLE, Status, may_become
from burgerprofiel.feedback.models import Report
from burgerprofiel.feedback.queries import File, NotThereError, Reported
from burgerprofiel.feedback.rows import Said, Step
from burgerprofiel.kit.connections import small_write
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people import queries as people
from burgerprofiel.people import vault

ROLE = "Terugmeldingsbehandelaar"
"""The role in the desk's application, as `burgerprofiel_balie_rol_3d` writes it."""
MOST = 200
LONGEST = 2_000
"""Letters of an explanation."""


class WrongStepError(Exception):
    """This does not come after that: somebody else was here meanwhile, perhaps."""


class NothingSaidError(Exception):
    """Who rejects or solves a report says why, or what was done."""


class Handler(NamedTuple):
    """Who handles, and for which organisation."""

    organisation: UUID
    by: str
    """A colleague by their id, or a program."""
    trace: Trace
    person: UUID | None = None
    """The colleague; None: a program."""


@dataclass(frozen=True)
class Handled:
    """A report, as its handler sees it."""

    it: Reported
    number: str = field(repr=False)
    """The citizen's national number, as it is written."""
    assignee: UUID | None
    steps: Sequence[Status]
    """What may come next."""


def waiting(who: Handler, *, done: bool = False) -> list[Reported]:
    """Return the reports for the handler's organisation: those that wait, the oldest first; or what was answered."""
    states = [each.value for each in Status if (each in OPEN) is not done and each is not Status.WITHDRAWN]
    found = _theirs(who).filter(status__in=states).order_by("-status_at" if done else "submitted_at", "id")[:MOST]
    wanted = list(found)
    opened = vault.opened_all(list({CitizenId(row.citizen_id) for row in wanted}))
    return [queries.seen(opened[whose], row) for row in wanted if (whose := CitizenId(row.citizen_id)) in opened]


def many_wait(organisation: UUID) -> int:
    """Return how many reports this organisation has to answer. One SQL statement."""
    return Report.objects.filter(handler_id=organisation, status__in=[each.value for each in OPEN]).count()


def one(who: Handler, report: UUID) -> Handled:
    """Return one, and write to the citizen's trail who read it. Raises NotThereError."""
    row = _row(who, report)
    citizen_id = CitizenId(row.citizen_id)
    opened = vault.opened(citizen_id)
    found = queries.seen(opened, row, queries.course(opened, row, internal=True))
    number = people.ssin_of(citizen_id).formatted
    with small_write():
        record(citizen_id, who.trace, ReportRead(report=str(report), organisation=str(who.organisation)))
    return Handled(found, number, row.assignee, _steps(Status(row.status)))


def attachment(who: Handler, report: UUID) -> File:
    """Return what was attached, and write so to the citizen's trail. Raises NotThereError, OSError."""
    row = _row(who, report)
    citizen_id = CitizenId(row.citizen_id)
    found = queries.file_of(vault.opened(citizen_id), row)
    with small_write():
        record(citizen_id, who.trace, AttachmentRead(report=str(report), organisation=str(who.organisation)))
    return found


def take(who: Handler, report: UUID) -> None:
    """Take a report on: from now on it cannot be taken back. Raises NotThereError, WrongStepError."""
    _set(who, report, Status.ASSIGNED, Said())


def set_status(who: Handler, report: UUID, status: Status, said: Said) -> None:
    """Let a report stand there from now on. Raises NotThereError, WrongStepError, NothingSaidError."""
    if status not in SETTABLE:
        raise WrongStepError
    if status in (Status.REJECTED, Status.SOLVED) and not said.told:
        raise NothingSaidError
    _set(who, report, status, said)


@transaction.atomic
def _set(who: Handler, report: UUID, status: Status, said: Said) -> None:
    citizen_id = CitizenId(_row(who, report).citizen_id)
    row = rows.locked(citizen_id, report)
    if row is None or not may_become(Status(row.status), status):
        raise WrongStepError
    cut = Said(said.told[:LONGEST], said.internal[:LONGEST])
    told = ReportChanged(report=str(report), status=status.value, by=who.by, organisation=str(who.organisation))
    step = Step(status, who.by, cut, event=told)
    rows.change(vault.opened(citizen_id), row, step, who.trace, assignee=row.assignee or who.person)


def _steps(now: Status) -> list[Status]:
    return sorted(each for each in NEXT[now] if each in SETTABLE)


def _theirs(who: Handler) -> QuerySet[Report]:
    return Report.objects.filter(handler_id=who.organisation)


def _row(who: Handler, report: UUID) -> Report:
    row = _theirs(who).filter(id=report).first()
    if row is None:
        raise NotThereError
    return row
