"""An announcement is written by one member of staff and released by another (C17): four eyes, the database too.

It is kept as typed, right or not, so that nothing is lost. Proposed, its words stay as they are until a colleague
releases or refuses it; released, it never changes again. Whoever changes or decides says which version was on screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import connection, transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, jobs
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.announcements import actions, recipients, writing
from burgerprofiel.notices.announcements.events import ProposalDecided, ProposalSaved
from burgerprofiel.notices.announcements.recipients import Listed
from burgerprofiel.notices.models import Proposal
from burgerprofiel.notices.models.proposals import Standing
from burgerprofiel.people import queries as people

LONGEST_REASON = 400
OPEN = (Standing.DRAFT, Standing.REFUSED)
"""What can be changed."""


class ChangedMeanwhileError(Exception):
    """It is not what was on screen any more, or not there."""


class NotRightError(Exception):
    """Something in it is not right yet."""


class OwnProposalError(Exception):
    """Who wrote or proposed it does not release it."""


class NobodyError(Exception):
    """It would go to nobody."""


@transaction.atomic
def save(known: UUID, version: int, told: writing.Typed, given: Listed | None, by: CitizenId, trace: Trace) -> Proposal:
    """Keep what was typed; `version`: what was on screen, 0: nothing yet. The same twice is once.

    `given`: a new list; None: the one it has. Raises ChangedMeanwhileError.
    """
    _one_after_another(known)
    row = Proposal.objects.select_for_update().filter(id=known).first()
    if row is None:
        if version:
            raise ChangedMeanwhileError
        row = Proposal(id=known, version=0)
    elif row.state in OPEN and row.typed == told and row.written_by == by and _has(row, given):
        return row
    elif row.version != version or row.state not in OPEN:
        raise ChangedMeanwhileError
    row.typed, row.written_by, row.written_at = dict(told), by, clock.now()
    row.state, row.version = Standing.DRAFT, row.version + 1
    _give(row, given)
    row.save()
    listed = len(given.whom) if given else None
    record(by, trace, ProposalSaved(proposal=str(known), version=row.version, listed=listed))
    return row


def _one_after_another(known: UUID) -> None:
    """Whoever saves one that is not there yet finds no row to wait for."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('burgerprofiel.proposal' || %s, 0))", [str(known)]
        )


def _has(row: Proposal, given: Listed | None) -> bool:
    """Whether that is its list already."""
    return given is None or recipients.unsealed(row.id, bytes(row.whom)) == list(given.whom)


def _give(row: Proposal, given: Listed | None) -> None:
    if row.typed["audience"] != writing.LIST:
        row.listed, row.strangers, row.whom = None, 0, b""
    elif given is not None:
        row.listed, row.strangers = len(given.whom), given.strangers
        row.whom = recipients.sealed(row.id, given.whom)


@transaction.atomic
def throw_away(known: UUID, version: int, by: CitizenId, trace: Trace) -> None:
    """Forget it, with its list. Raises ChangedMeanwhileError."""
    row = _held(known, version, *OPEN)
    _tell(row, by, trace, ProposalDecided(proposal=str(known), decision="thrown away", version=version))
    row.delete()


@transaction.atomic
def propose(known: UUID, version: int, by: CitizenId, trace: Trace) -> None:
    """Ask a colleague to release it. Raises ChangedMeanwhileError and NotRightError."""
    row = _held(known, version, *OPEN)
    if not is_right(row):
        raise NotRightError
    row.proposed_by, row.proposed_at, row.reason = by, clock.now(), ""
    row.decided_by = row.decided_at = None
    _become(row, Standing.WAITING, "proposed", by, trace)


def is_right(row: Proposal) -> bool:
    """Whether it could be announced as it is."""
    return not writing.mistakes(row.typed) and (row.typed["audience"] != writing.LIST or row.listed is not None)


@transaction.atomic
def take_back(known: UUID, version: int, by: CitizenId, trace: Trace) -> None:
    """Let it be changed again by who wrote or proposed it. Raises ChangedMeanwhileError."""
    row = _held(known, version, Standing.WAITING)
    if by not in (row.proposed_by, row.written_by):
        raise ChangedMeanwhileError
    _become(row, Standing.DRAFT, "taken back", by, trace)


@transaction.atomic
def refuse(known: UUID, version: int, reason: str, by: CitizenId, trace: Trace) -> None:
    """Say why it is not released. Raises ChangedMeanwhileError."""
    row = _held(known, version, Standing.WAITING)
    row.decided_by, row.decided_at, row.reason = by, clock.now(), reason[:LONGEST_REASON]
    _become(row, Standing.REFUSED, "refused", by, trace)


@transaction.atomic
def release(known: UUID, version: int, by: CitizenId, trace: Trace) -> UUID:
    """Let it be announced; return the announcement's id. Telling begins when this is committed.

    Raises ChangedMeanwhileError, OwnProposalError, NotRightError, NobodyError; actions.MadeBeforeError. Nothing was
    changed then.
    """
    row = _held(known, version, Standing.WAITING)
    if by in (row.proposed_by, row.written_by):
        raise OwnProposalError
    if not is_right(row):
        raise NotRightError
    whom = _Counted(_whom(row))
    row.announcement = actions.make(writing.draft_of(row.typed), whom, trace)
    if not whom.many:
        raise NobodyError
    row.recipients, row.whom = whom.many, b""
    row.decided_by, row.decided_at = by, clock.now()
    _become(row, Standing.RELEASED, "released", by, trace)
    transaction.on_commit(_begin, robust=True)
    return row.announcement


def _whom(row: Proposal) -> Iterable[CitizenId]:
    if row.typed["audience"] == writing.EVERYBODY:
        return people.everybody()
    return recipients.unsealed(row.id, bytes(row.whom))


class _Counted:
    """Recipients, counted on their way."""

    def __init__(self, whom: Iterable[CitizenId]) -> None:
        self._whom, self.many = whom, 0

    def __iter__(self) -> Iterator[CitizenId]:
        for each in self._whom:
            self.many += 1
            yield each


def _begin() -> None:
    """Tell at once; what is missed here, the worker does within a minute."""
    jobs.ask_once("notices.announce", timestamp=0)


def _held(known: UUID, version: int, *states: Standing) -> Proposal:
    row = Proposal.objects.select_for_update().filter(id=known, version=version, state__in=states).first()
    if row is None:
        raise ChangedMeanwhileError
    return row


def _become(row: Proposal, state: Standing, decision: str, by: CitizenId, trace: Trace) -> None:
    was = row.version
    row.state, row.version = state, was + 1
    row.save()
    event = ProposalDecided(
        proposal=str(row.id),
        decision=decision,
        version=was,
        reason=row.reason if state is Standing.REFUSED else "",
        announcement=str(row.announcement or ""),
        recipients=row.recipients,
    )
    _tell(row, by, trace, event)


def _tell(row: Proposal, by: CitizenId, trace: Trace, event: ProposalDecided) -> None:
    """Write it to the trail of who did it and of who wrote it, in one order so that nobody waits in a circle."""
    for somebody in sorted({by, CitizenId(row.written_by)}):
        record(somebody, trace, event)
