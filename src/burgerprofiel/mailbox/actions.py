"""What is done to messages in a box: each act one transaction, with the box's counts and its audit event.

Reading means: the main content was opened (product.md). It is never taken back; `unread` is how the own list shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.mailbox import counts
from burgerprofiel.mailbox.events import ContentOpened, MessageChanged
from burgerprofiel.mailbox.feed import waking
from burgerprofiel.mailbox.mails import keys
from burgerprofiel.mailbox.models import Attachment, DocumentEvent, Message
from burgerprofiel.mailbox.models.events import EventKind
from burgerprofiel.notices import passing


class NoSuchMessageError(LookupError):
    """There is no such message in this box (any more)."""


def opened(box_id: UUID, message_id: UUID, attachment_id: UUID | None, trace: Trace, *, main: bool) -> None:
    """Note that content was opened: a file, or with None the body; the main content makes the message read.

    Raises NoSuchMessageError.
    """
    opened_together(box_id, message_id, [(attachment_id, main)], trace)


@transaction.atomic
def opened_together(box_id: UUID, message_id: UUID, contents: Sequence[tuple[UUID | None, bool]], trace: Trace) -> None:
    """Note that all of this was opened at once: each as `opened` has it, and whether it is the main content.

    Raises NoSuchMessageError.
    """
    row = _locked(box_id, message_id)
    now, main = clock.now(), any(is_main for _each, is_main in contents)
    files = [each for each, _is_main in contents if each]
    if files and not row.shared:
        Attachment.objects.filter(box_id=box_id, id__in=files, opened_at=None).update(opened_at=now)
    if main and row.read_at is None:
        _rows(box_id, message_id).update(read_at=now)
        tell(box_id, message_id, EventKind.READ)
        passing.seen_by_many(keys.all_of(box_id, message_id))
    if main and row.unread:
        _rows(box_id, message_id).update(unread=False)
        counts.change(box_id, unread=-_counts_as_unread(row))
    each_of = (ContentOpened(message=str(message_id), attachment=str(each or ""), main=it) for each, it in contents)
    _record(box_id, trace, *each_of)


@transaction.atomic
def show(box_id: UUID, message_id: UUID, trace: Trace, *, visible: bool) -> None:
    """Archive a message (`visible` false), or bring it back. Raises NoSuchMessageError."""
    row = _locked(box_id, message_id)
    if row.visible is visible:
        return
    _rows(box_id, message_id).update(visible=visible)
    way = 1 if visible else -1
    counts.change(box_id, hidden=-way, unread=way * int(row.unread and row.withdrawn_at is None))
    _record(box_id, trace, MessageChanged(message=str(message_id), what="restored" if visible else "archived"))


@transaction.atomic
def mark(box_id: UUID, message_id: UUID, trace: Trace, *, unread: bool) -> None:
    """Show a message as unread again, or not any more. Raises NoSuchMessageError."""
    row = _locked(box_id, message_id)
    if row.unread is unread:
        return
    _rows(box_id, message_id).update(unread=unread)
    if not unread:
        passing.seen_by_many(keys.all_of(box_id, message_id))
    counts.change(box_id, unread=(1 if unread else -1) * int(row.visible and row.withdrawn_at is None))
    _record(box_id, trace, MessageChanged(message=str(message_id), what="unread" if unread else "seen"))


def tell(box_id: UUID, message_id: UUID, kind: EventKind) -> None:
    """Let portals and senders know, once this transaction is done (`feed`)."""
    DocumentEvent.objects.create(box_id=box_id, id=uuid7(), kind=kind, message_id=message_id, at=clock.now())
    waking.after_this()


def _locked(box_id: UUID, message_id: UUID) -> Message:
    """Return the message while nobody else changes its box. Raises NoSuchMessageError."""
    counts.lock(box_id)
    row = Message.objects.filter(box_id=box_id, id=message_id, expires_at__gt=clock.now()).first()
    if row is None:
        raise NoSuchMessageError
    return row


def _rows(box_id: UUID, message_id: UUID) -> QuerySet[Message]:
    return Message.objects.filter(box_id=box_id, id=message_id)


def _counts_as_unread(row: Message) -> int:
    return int(row.unread and row.visible and row.withdrawn_at is None)


def _record(box_id: UUID, trace: Trace, *events: Event) -> None:
    """Into the trail of whose box it is; an organisation has one too."""
    record(CitizenId(box_id), trace, *events)
