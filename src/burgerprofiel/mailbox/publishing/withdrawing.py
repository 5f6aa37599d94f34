"""A sender withdraws a message: its contents are gone at once, and the box says by whom, when and why (C8).

What stays is a row that explains the notice that somebody got. A message that many share is gone for all of them in the
moment of withdrawal; their own rows follow box by box (`tasks.note_withdrawal`).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, jobs
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.storage import objects
from burgerprofiel.mailbox import counts, search
from burgerprofiel.mailbox.actions import NoSuchMessageError, tell
from burgerprofiel.mailbox.broadcast import actions as broadcasts
from burgerprofiel.mailbox.events import MessageWithdrawn
from burgerprofiel.mailbox.models import Attachment, Broadcast, Message, Publication, SharedAttachment, SharedMessage
from burgerprofiel.mailbox.models.broadcasts import Stage
from burgerprofiel.mailbox.models.events import EventKind


class Reason(StrEnum):
    """Why a message is withdrawn; what the citizen reads."""

    WRONG_RECIPIENT = "wrong_recipient"
    WRONG_CONTENT = "wrong_content"
    REPLACED = "replaced"
    DUPLICATE = "duplicate"


@dataclass(frozen=True)
class Withdrawn:
    """What the sender hears, the first time and every other."""

    at: datetime
    why: str


def withdraw(organisation: str, message_id: UUID, why: Reason, trace: Trace) -> Withdrawn:
    """Withdraw a message of this sender (an enterprise number). Done twice, the first time counts.

    Raises NoSuchMessageError: there is none (any more), or it is another sender's.
    """
    running = Broadcast.objects.filter(
        message_id=message_id, organisation=organisation, stage__in=[Stage.RUNNING, Stage.PAUSED]
    )
    for broadcast_id in list(running.values_list("id", flat=True)):
        broadcasts.halt(broadcast_id, trace, for_good=True)
    with transaction.atomic():
        published = Publication.objects.select_for_update().filter(
            message_id=message_id, organisation=organisation, expires_at__gt=clock.now()
        )
        found = published.first()
        if found is None:
            raise NoSuchMessageError
        shared = SharedMessage.objects.select_for_update().filter(id=message_id).first()
        if shared:
            return _from_all(shared, why, trace)
        if found.box_id is None:
            raise NoSuchMessageError
        return _from_one(found.box_id, message_id, why, trace)


def _from_one(box_id: UUID, message_id: UUID, why: Reason, trace: Trace) -> Withdrawn:
    counts.lock(box_id)
    row = Message.objects.filter(box_id=box_id, id=message_id).first()
    if row is None:
        raise NoSuchMessageError
    if row.withdrawn_at:
        return Withdrawn(row.withdrawn_at, row.withdrawn_why)
    now, files = clock.now(), Attachment.objects.filter(box_id=box_id, message_id=message_id)
    gone = list(files.values_list("object_name", "octets"))
    files.delete()
    Message.objects.filter(box_id=box_id, id=message_id).update(
        withdrawn_at=now, withdrawn_why=why, sought=search.sought(row.subject, [], ""), **_EMPTIED
    )
    counts.change(box_id, unread=-int(row.unread and row.visible), octets=-sum(octets for _name, octets in gone))
    tell(box_id, message_id, EventKind.WITHDRAWN)
    record(CitizenId(box_id), trace, MessageWithdrawn(message=str(message_id), why=why))
    _remove_after([name for name, _octets in gone])
    return Withdrawn(now, why)


_EMPTIED: dict[str, object] = {
    "body": None,
    "business": [],
    "payment": None,
    "amount": None,
    "due_at": None,
    "paid": "",
}


def _from_all(shared: SharedMessage, why: Reason, trace: Trace) -> Withdrawn:
    """Take it from everybody at once; the job that follows writes it in each box."""
    if shared.withdrawn_at:
        return Withdrawn(shared.withdrawn_at, shared.withdrawn_why)
    now, files = clock.now(), SharedAttachment.objects.filter(message_id=shared.id)
    gone = list(files.values_list("object_name", "octets"))
    files.delete()
    gone_too = {"body": None, "payment": None, "sought": shared.sought.partition("\n")[0]}
    SharedMessage.objects.filter(id=shared.id).update(withdrawn_at=now, withdrawn_why=why, **gone_too)
    record(CitizenId(shared.id), trace, MessageWithdrawn(message=str(shared.id), why=why))
    jobs.ask("mailbox.note_withdrawal", message=str(shared.id), octets=sum(octets for _name, octets in gone))
    _remove_after([name for name, _octets in gone])
    return Withdrawn(now, why)


def _remove_after(names: Sequence[str]) -> None:
    """Remove the objects once nothing speaks of them any more; what fails, the sweep of orphans removes."""

    def remove() -> None:
        for name in names:
            with suppress(OSError):
                objects.remove(name)

    transaction.on_commit(remove)
