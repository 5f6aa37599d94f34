"""Receipt of registered mail is confirmed once, by whose box it is in; who confirms again hears when that was."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox import counts
from burgerprofiel.mailbox.actions import NoSuchMessageError, tell
from burgerprofiel.mailbox.events import EvidenceGiven, ReceiptConfirmed
from burgerprofiel.mailbox.mails import keys
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.models.events import EventKind
from burgerprofiel.notices import passing


class NotRegisteredError(Exception):
    """The message is no registered mail, or its sender withdrew it before receipt was confirmed."""


@transaction.atomic
def confirm(box_id: UUID, message_id: UUID, trace: Trace) -> datetime:
    """Confirm receipt; returns when it was confirmed, which may be earlier.

    Raises NoSuchMessageError, NotRegisteredError.
    """
    counts.lock(box_id)
    now = clock.now()
    row = Message.objects.filter(box_id=box_id, id=message_id, expires_at__gt=now).first()
    if row is None:
        raise NoSuchMessageError
    if row.confirmed_at:
        return row.confirmed_at
    if not row.registered or row.withdrawn_at:
        raise NotRegisteredError
    Message.objects.filter(box_id=box_id, id=message_id).update(confirmed_at=now)
    tell(box_id, message_id, EventKind.CONFIRMED)
    passing.settled(keys.all_of(box_id, message_id))
    record(CitizenId(box_id), trace, ReceiptConfirmed(message=str(message_id)))
    return now


@transaction.atomic
def note_evidence(box_id: UUID, message_id: UUID, trace: Trace, *, sender: bool) -> None:
    """Write in the trail of whose box it is that somebody was given evidence."""
    to = "sender" if sender else "recipient"
    record(CitizenId(box_id), trace, EvidenceGiven(message=str(message_id), to=to))
