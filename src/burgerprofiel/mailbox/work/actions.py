"""Handling a message of an organisation: each act one transaction, with its line in the organisation's trail.

The trail names the colleague; notes are between colleagues, the sender never sees them.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.ssin import stands_in
from burgerprofiel.mailbox import actions as mail
from burgerprofiel.mailbox import sealed
from burgerprofiel.mailbox.models import Work, WorkNote
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.models.events import EventKind
from burgerprofiel.mailbox.work import parts
from burgerprofiel.mailbox.work.events import WorkChanged
from burgerprofiel.mailbox.work.rights import GENERAL, Rights, may_have

LONGEST_NOTE = 2000
LONGEST_CASE = 200


class NotYoursError(LookupError):
    """There is no such work, or not for them."""


class NotTheirsError(LookupError):
    """This colleague does not handle mail of that partition."""


@transaction.atomic
def assign(rights: Rights, message_id: UUID, to: UUID | None, trace: Trace) -> None:
    """Give it to a colleague; None: to nobody. Raises NotYoursError, NotTheirsError.

    Who may not see its partition cannot have it: that is asked while nobody moves it.
    """
    work = _held(rights, message_id)
    if to and to != rights.person and not may_have(work.box_id, to, work.partition_id):
        raise NotTheirsError
    if work.assignee != to:
        _change(work, "assigned" if to else "left", str(to or ""), trace, assignee=to)


@transaction.atomic
def due(rights: Rights, message_id: UUID, day: date | None, trace: Trace) -> None:
    """Say until when it is handled; None: no day. Raises NotYoursError."""
    work = _held(rights, message_id)
    if work.due_on != day:
        _change(work, "due", day.isoformat() if day else "", trace, due_on=day)


@transaction.atomic
def move(rights: Rights, message_id: UUID, code: str, trace: Trace) -> None:
    """Bring it to another partition, where nobody has it yet. Raises NotYoursError, also for an unknown partition."""
    where = _partition(rights.box_id, code)
    work = _held(rights, message_id)
    if work.partition_id != where:
        _change(work, "moved", code, trace, partition_id=where, assignee=None)


@transaction.atomic
def note(rights: Rights, message_id: UUID, text: str, trace: Trace, *, by_program: bool = False) -> None:
    """Write something for colleagues. Raises NotYoursError; ValueError for nothing or too much."""
    text = text.strip()
    if not text or len(text) > LONGEST_NOTE or "\x00" in text:
        raise ValueError("A note has 1 to 2000 characters.")
    work, note_id = _held(rights, message_id), uuid7()
    kept = sealed.seal(Kind.ENTERPRISE, work.box_id, text.encode(), f"mailbox.work_note.text:{note_id}")
    by = None if by_program else rights.person
    WorkNote.objects.create(box_id=work.box_id, id=note_id, message_id=message_id, text=kept, by=by, at=clock.now())
    _record(work, "noted", "", trace)


@transaction.atomic
def finish(rights: Rights, message_id: UUID, trace: Trace) -> None:
    """It is done. Raises NotYoursError."""
    work = _held(rights, message_id)
    if work.state != "done":
        _change(work, "done", "", trace, state="done", handed_to="")


@transaction.atomic
def reopen(rights: Rights, message_id: UUID, trace: Trace) -> None:
    """It is to be done after all. Raises NotYoursError."""
    work = _held(rights, message_id)
    if work.state != "open":
        _change(work, "reopened", "", trace, state="open", handed_to="")


@transaction.atomic
def hand_over(rights: Rights, message_id: UUID, case: str, trace: Trace) -> None:
    """Another system has it from now on, as this case. Raises NotYoursError, ValueError.

    Programs hear it (`handedOverDocument`).
    """
    case = case.strip()
    if not case or len(case) > LONGEST_CASE or not case.isprintable():
        raise ValueError("A case has 1 to 200 characters.")
    if stands_in(case):
        raise ValueError("A case holds no national number: call it by its own number.")
    work = _held(rights, message_id)
    if (work.state, work.handed_to) != ("handed", case):
        mail.tell(work.box_id, message_id, EventKind.HANDED)
        _change(work, "handed", case, trace, state="handed", handed_to=case)


@transaction.atomic
def leave(box_id: UUID, person: UUID, trace: Trace) -> int:
    """Somebody does not handle mail here any more: what they had is nobody's, so that somebody looks.

    Returns how many messages that were.
    """
    count = Work.objects.filter(box_id=box_id, assignee=person, state="open").update(
        assignee=None, changed_at=clock.now()
    )
    if count:
        record(CitizenId(box_id), trace, WorkChanged(message="", what="left", to=f"{count}"))
    return count


def _held(rights: Rights, message_id: UUID) -> Work:
    """Return the row while nobody else changes it. Raises NotYoursError."""
    rows = Work.objects.select_for_update().filter(box_id=rights.box_id, message_id=message_id)
    work = rows.first()
    if work is None or not rights.covers(work.partition_id):
        raise NotYoursError
    return work


def _partition(box_id: UUID, code: str) -> UUID | None:
    if code == GENERAL:
        return None
    found = parts.named(box_id, code)
    if found is None:
        raise NotYoursError
    return found


def _change(work: Work, what: str, to: str, trace: Trace, **fields: object) -> None:
    rows = Work.objects.filter(box_id=work.box_id, message_id=work.message_id)
    rows.update(changed_at=clock.now(), **fields)
    _record(work, what, to, trace)


def _record(work: Work, what: str, to: str, trace: Trace) -> None:
    record(CitizenId(work.box_id), trace, WorkChanged(message=str(work.message_id), what=what, to=to))
