"""What citizens do with messages in their own list: one or fifty at once, and they can take it back for some minutes.

Every act is one transaction with the box's counts and a line in the trail per message; doing it twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

import msgspec
from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_plain
from burgerprofiel.mailbox import counts
from burgerprofiel.mailbox.events import MessageChanged
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.own import arranging

LASTS = timedelta(minutes=15)
"""How long an act can be taken back."""
MOST = 200
"""Messages that one act takes."""


class What(StrEnum):
    """What can be done with messages."""

    ARCHIVED = "archived"
    RESTORED = "restored"
    UNREAD = "unread"
    SEEN = "seen"
    LABELLED = "labelled"
    UNLABELLED = "unlabelled"
    PAID = "paid"
    TO_PAY = "to_pay"
    NOT_PAID = "not_paid"


_BACK = {
    What.ARCHIVED: What.RESTORED,
    What.RESTORED: What.ARCHIVED,
    What.UNREAD: What.SEEN,
    What.SEEN: What.UNREAD,
    What.LABELLED: What.UNLABELLED,
    What.UNLABELLED: What.LABELLED,
}
_SAYS = {What.PAID: "paid", What.TO_PAY: "to_pay", What.NOT_PAID: ""}


class Undo(msgspec.Struct, frozen=True):
    """What was done last, and what was so before."""

    id: str
    at: datetime
    what: What
    messages: list[UUID]
    """Those that it changed."""
    label: str = ""
    """The id of a label."""
    before: list[str] = []
    """What each message said of its bill; for acts on bills only."""
    unread: int = 0
    """How many of those that went to the archive had not been read."""

    @property
    def still(self) -> bool:
        """Whether it can still be taken back."""
        return clock.now() - self.at < LASTS


class TooLateError(LookupError):
    """Something else was done since, or the minutes are over."""


def last(undo: object, act: str) -> Undo | None:
    """Return the act with this id, when it is the last one of the box and can still be taken back."""
    found = from_plain(undo, Undo, strict=False) if undo else None
    return found if found and found.id == act and found.still else None


@transaction.atomic
def handle(
    box_id: UUID,
    messages: Collection[UUID],
    what: What,
    trace: Trace,
    *,
    label: str = "",
    kind: Kind = Kind.CITIZEN,
) -> Undo:
    """Do it to those that are in this box; the answer says which it changed. `label` is a name, `kind` the box's.

    Raises arranging.RefusedError.
    """
    counts.lock(box_id)
    own = arranging.locked(box_id)
    name = arranging.with_label(own, kind, label) if what in (What.LABELLED, What.UNLABELLED) else ""
    rows = _rows(box_id, list(messages)[:MOST])
    changed = [row for row in rows if _changes(row, what, name)]
    done = Undo(
        uuid4().hex,
        clock.now(),
        what,
        [row.id for row in changed],
        name,
        [row.paid for row in changed] if what in _SAYS else [],
        sum(row.unread and row.withdrawn_at is None for row in changed) if what is What.ARCHIVED else 0,
    )
    _apply(box_id, changed, what, name)
    if changed:
        own.undo = msgspec.to_builtins(done)
    own.save(update_fields=["kept", "undo"])
    _tell(box_id, changed, what, trace)
    return done


@transaction.atomic
def undo(box_id: UUID, act: str, trace: Trace) -> Undo:
    """Take the last act back, for the messages that are still as it left them. Raises TooLateError."""
    counts.lock(box_id)
    own = arranging.locked(box_id)
    done = last(own.undo, act)
    if done is None:
        raise TooLateError
    rows = _rows(box_id, done.messages)
    if done.what in _SAYS:
        before = dict(zip(done.messages, done.before, strict=True))
        for said in What.PAID, What.TO_PAY, What.NOT_PAID:
            mine = [row for row in rows if before[row.id] == _SAYS[said] and row.paid == _SAYS[done.what]]
            _apply(box_id, mine, said, "")
            _tell(box_id, mine, said, trace)
    else:
        back = _BACK[done.what]
        mine = [row for row in rows if _changes(row, back, done.label)]
        _apply(box_id, mine, back, done.label)
        _tell(box_id, mine, back, trace)
    own.undo = None
    own.save(update_fields=["undo"])
    return done


def _rows(box_id: UUID, messages: Sequence[UUID]) -> list[Message]:
    found = Message.objects.filter(box_id=box_id, id__in=messages, expires_at__gt=clock.now()).order_by("-id")
    return list(found)


def _changes(row: Message, what: What, label: str) -> bool:
    """Whether the act makes a difference to the message."""
    match what:
        case What.ARCHIVED | What.RESTORED:
            return row.visible is (what is What.ARCHIVED)
        case What.UNREAD | What.SEEN:
            return row.withdrawn_at is None and row.unread is (what is What.SEEN)
        case What.LABELLED | What.UNLABELLED:
            return (label in row.labels) is (what is What.UNLABELLED)
        case _bill:
            return row.amount is not None and row.withdrawn_at is None and row.paid != _SAYS[what]


def _apply(box_id: UUID, rows: Sequence[Message], what: What, label: str) -> None:
    """Change these rows, all of which change, and the counts of their box."""
    if not rows:
        return
    found = Message.objects.filter(box_id=box_id, id__in=[row.id for row in rows])
    shown = sum(row.unread and row.withdrawn_at is None for row in rows)
    match what:
        case What.ARCHIVED:
            found.update(visible=False)
            counts.change(box_id, hidden=len(rows), unread=-shown)
        case What.RESTORED:
            found.update(visible=True)
            counts.change(box_id, hidden=-len(rows), unread=shown)
        case What.UNREAD | What.SEEN:
            found.update(unread=what is What.UNREAD)
            counts.change(box_id, unread=(1 if what is What.UNREAD else -1) * sum(row.visible for row in rows))
        case What.LABELLED | What.UNLABELLED:
            for row in rows:
                kept = [each for each in row.labels if each != label]
                row.labels = [*kept, label] if what is What.LABELLED else kept
            Message.objects.bulk_update(rows, ["labels"])
        case _bill:
            found.update(paid=_SAYS[what])


def _tell(box_id: UUID, rows: Sequence[Message], what: What, trace: Trace) -> None:
    record(CitizenId(box_id), trace, *(MessageChanged(message=str(row.id), what=what.value) for row in rows))
