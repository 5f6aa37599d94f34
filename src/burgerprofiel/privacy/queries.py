"""Questions to the data protection officer: the citizen's own, and for the officer those of everybody."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people import vault
from burgerprofiel.people.vault import Vault
from burgerprofiel.privacy import content
from burgerprofiel.privacy.models import Case, State
from burgerprofiel.privacy.office import Officer

__all__ = ["Cases", "Question", "State", "asked_about", "case", "mine", "of_citizen", "queue", "waiting"]
PAGE = 20


class Question(NamedTuple):
    """A case, opened for who may read it."""

    id: UUID
    citizen_id: CitizenId
    name: str
    """Of who asks."""
    state: State
    asked_at: datetime
    due_on: date
    question: str
    answer: str
    answered_at: datetime | None
    taken_by: UUID | None
    look: int
    events: tuple[int, ...]

    @property
    def number(self) -> str:
        """By which colleagues tell questions apart: nothing of whose it is."""
        return self.id.hex[-8:].upper()

    @property
    def late(self) -> bool:
        """Whether its day has gone by."""
        return self.state is not State.ANSWERED and clock.today() > self.due_on


class Cases(NamedTuple):
    """A page of them, and how many there are in all."""

    rows: tuple[Question, ...]
    total: int
    next: UUID | None
    """Behind which the next page begins; None: this is the last."""


def of_citizen(citizen_id: CitizenId, after: UUID | None = None, size: int = PAGE) -> Cases:
    """Return a page of the citizen's own questions, newest first. Three SQL statements."""
    rows = Case.objects.filter(citizen_id=citizen_id)
    found = list((rows.filter(id__lt=after) if after else rows).order_by("-id")[: size + 1])
    return Cases(_opened(found[:size]), rows.count(), found[size - 1].id if len(found) > size else None)


def mine(citizen_id: CitizenId, case_id: UUID) -> Question | None:
    """Return one of the citizen's own questions. Two SQL statements."""
    return next(iter(_opened(list(Case.objects.filter(citizen_id=citizen_id, id=case_id)))), None)


def asked_about(citizen_id: CitizenId, looks: list[int]) -> dict[int, UUID]:
    """Return which of these looks the citizen asked about, with the question's id. One SQL statement."""
    rows = Case.objects.filter(citizen_id=citizen_id, look__in=looks)
    return dict(rows.values_list("look", "id"))


def waiting(_officer: Officer) -> dict[State, int]:
    """Return how many questions there are in each state. One SQL statement a state."""
    return {state: Case.objects.filter(state=state).count() for state in State}


def queue(_officer: Officer, state: State, after: UUID | None = None) -> Cases:
    """Return a page of everybody's questions in this state: what is due first comes first, answered ones newest first.

    Four SQL statements at most.
    """
    rows = Case.objects.filter(state=state)
    total, last = rows.count(), Case.objects.filter(id=after).first() if after else None
    if state is State.ANSWERED:
        rows = (rows.filter(id__lt=after) if after else rows).order_by("-id")
    else:
        rows = rows.order_by("due_on", "id")
        if last:
            rows = rows.filter(due_on__gte=last.due_on).exclude(due_on=last.due_on, id__lte=last.id)
    found = list(rows[: PAGE + 1])
    return Cases(_opened(found[:PAGE]), total, found[PAGE - 1].id if len(found) > PAGE else None)


def case(_officer: Officer, case_id: UUID) -> Question | None:
    """Return somebody's question. Two SQL statements."""
    return next(iter(_opened(list(Case.objects.filter(id=case_id)))), None)


def _opened(rows: list[Case]) -> tuple[Question, ...]:
    """Open them; of who was erased nothing can be read any more."""
    vaults = vault.opened_all([CitizenId(row.citizen_id) for row in rows]) if rows else {}
    owned = [(row, vaults.get(CitizenId(row.citizen_id))) for row in rows]
    return tuple(_question(row, opener) for row, opener in owned if opener)


def _question(row: Case, opener: Vault) -> Question:
    name, _line, question = content.opened(opener, bytes(row.question), content.question_place(row.id)).partition("\n")
    return Question(
        row.id,
        opener.citizen_id,
        name,
        State(row.state),
        row.asked_at,
        row.due_on,
        question,
        content.opened(opener, bytes(row.answer), content.answer_place(row.id)),
        row.answered_at,
        row.taken_by,
        row.look,
        tuple(row.events),
    )
