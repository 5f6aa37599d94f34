"""Asking the data protection officer, and answering: each act once, audited in the trail of who asked."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.actions import record
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.notices.actions import tell
from burgerprofiel.notices.notice import Notice
from burgerprofiel.people import vault
from burgerprofiel.privacy import content, queries
from burgerprofiel.privacy.events import CaseAnswered, CaseAsked, CaseRead, CaseTaken
from burgerprofiel.privacy.models import Case, State
from burgerprofiel.privacy.office import Officer
from burgerprofiel.privacy.queries import Question
from burgerprofiel.privacy.term import due_on
from burgerprofiel.privacy.trail import reading
from burgerprofiel.privacy.trail.looks import Look

LONGEST, MOST_OPEN, MOST_EVENTS = 2_000, 20, 400
"""Letters of a question or an answer; questions of one citizen that wait at once; events that the officer reads."""


class RefusedError(Exception):
    """An act that cannot be: nothing was changed."""


class AskedBeforeError(RefusedError):
    """The citizen asked about this look already."""


class TooManyError(RefusedError):
    """Twenty questions of this citizen wait: answering those comes first."""


class OverError(RefusedError):
    """A colleague was first, or it was answered meanwhile."""


def ask(viewer: Viewer, look: Look, question: str) -> UUID:
    """Ask about a look in the viewer's own trail; return the question's id. Raises AskedBeforeError, TooManyError."""
    citizen_id, now = viewer.citizen_id, clock.now()
    case = uuid7()
    sealed = vault.seal(citizen_id, f"{viewer.name}\n{question}".encode(), content.question_place(case))
    try:
        with transaction.atomic():
            if Case.objects.filter(citizen_id=citizen_id).exclude(state=State.ANSWERED).count() >= MOST_OPEN:
                raise TooManyError
            Case.objects.create(
                citizen_id=citizen_id,
                id=case,
                look=look.number,
                events=[step.seq for step in reading.steps(citizen_id, look, most=MOST_EVENTS)],
                asked_at=now,
                due_on=due_on(clock.today()),
                question=sealed,
            )
            record(citizen_id, viewer.trace, CaseAsked(case=str(case), line=look.number))
    except IntegrityError as error:
        raise AskedBeforeError from error
    return case


@transaction.atomic
def read(officer: Officer, case_id: UUID) -> Question | None:
    """Open somebody's question, and say so in their trail; None: there is none."""
    found = queries.case(officer, case_id)
    if found:
        told = CaseRead(case=str(case_id), organisation=str(officer.organisation.id))
        record(found.citizen_id, officer.trace, told)
    return found


@transaction.atomic
def take(officer: Officer, case_id: UUID) -> None:
    """Take a question in hand. Raises OverError when it does not wait any more."""
    row = _held(case_id, State.OPEN)
    row.state, row.taken_at, row.taken_by = State.TAKEN, clock.now(), officer.id
    row.save(update_fields=["state", "taken_at", "taken_by"])
    told = CaseTaken(case=str(case_id), organisation=str(officer.organisation.id))
    record(CitizenId(row.citizen_id), officer.trace, told)


@transaction.atomic
def answer(officer: Officer, case_id: UUID, text: str) -> None:
    """Answer a question that is in hand; the citizen is told. Raises OverError when it was answered already."""
    row = _held(case_id, State.TAKEN)
    citizen_id = CitizenId(row.citizen_id)
    row.state, row.answered_at = State.ANSWERED, clock.now()
    row.answer = vault.seal(citizen_id, text.encode(), content.answer_place(case_id))
    row.save(update_fields=["state", "answered_at", "answer"])
    tell(
        Notice(
            citizen_id=citizen_id,
            kind="privacy.answer",
            key=f"privacy.answer:{case_id}",
            path=f"/inzage/vragen/{case_id}",
        )
    )
    told = CaseAnswered(case=str(case_id), organisation=str(officer.organisation.id))
    record(citizen_id, officer.trace, told)


def _held(case_id: UUID, state: State) -> Case:
    """Lock a case that is in this state. Raises OverError."""
    row = Case.objects.select_for_update().filter(id=case_id, state=state).first()
    if row is None:
        raise OverError
    return row
