"""An answer is one transaction with its event, so that the sender's feed tells of it. It goes with its message."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.mailbox import actions, counts, queries, sealed
from burgerprofiel.mailbox.events import ReplySent
from burgerprofiel.mailbox.models import Reply
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.models.events import EventKind
from burgerprofiel.mailbox.replies.queries import Answered, place, seen

LONGEST = 4000
"""Letters of an answer."""
MOST = 20
"""Answers to one message from one box."""
SOME = 1000


class RefusedError(Exception):
    """It cannot be answered so; the text is `closed` or `many`."""


@transaction.atomic
def send(
    box_id: UUID, message_id: UUID, text: str, trace: Trace, *, key: str = "", kind: Kind = Kind.CITIZEN
) -> Answered:
    """Answer a message from a box of this kind; the same `key` makes one answer.

    Raises actions.NoSuchMessageError, RefusedError.
    """
    counts.lock(box_id)
    row = queries.message(box_id, message_id)
    if row is None:
        raise actions.NoSuchMessageError
    hashed = sha256(f"{message_id}\n{key}".encode()).digest() if key else None
    before = Reply.objects.filter(box_id=box_id, key_hash=hashed).first() if hashed else None
    if before:
        return seen(before, kind)
    if not row.reply_allowed or row.withdrawn_at:
        raise RefusedError("closed")
    if Reply.objects.filter(box_id=box_id, message_id=message_id).count() >= MOST:
        raise RefusedError("many")
    reply_id = uuid7()
    made = Reply.objects.create(
        box_id=box_id,
        id=reply_id,
        message_id=message_id,
        organisation=row.organisation,
        text=sealed.seal(kind, box_id, text.encode(), place(reply_id)),
        at=clock.now(),
        expires_at=row.expires_at,
        key_hash=hashed,
    )
    actions.tell(box_id, message_id, EventKind.REPLIED)
    record(CitizenId(box_id), trace, ReplySent(message=str(message_id), reply=str(reply_id)))
    return seen(made, kind)


def forget() -> int:
    """Remove answers whose message has gone, some at a time; returns how many. Safe to run twice."""
    gone = list(Reply.objects.filter(expires_at__lte=clock.now()).values_list("box_id", "id")[:SOME])
    for box_id, reply_id in gone:
        Reply.objects.filter(box_id=box_id, id=reply_id).delete()
    return len(gone)
