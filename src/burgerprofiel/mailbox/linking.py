"""One message for more recipients: it is kept once, and each box has its own row of it (`linkEboxMessage`, C17).

The first recipient's message becomes what all of them share: its files keep their place and change their seal. It keeps
its `messageId` in every box. Personal things are not linked: registered mail, and what somebody must pay.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.cbe import CbeNumber
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox import actions, counts, models, queries, reading, sealed
from burgerprofiel.mailbox.activation.queries import Code, reachability
from burgerprofiel.mailbox.events import MessageReceived
from burgerprofiel.mailbox.filters import LINKABLE
from burgerprofiel.mailbox.models import Box, Message, Publication, SharedAttachment, SharedMessage
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.models.events import EventKind
from burgerprofiel.mailbox.publishing import recipients
from burgerprofiel.mailbox.publishing.refusals import RefusedError
from burgerprofiel.mailbox.queries import File
from burgerprofiel.mailbox.senders.queries import may_send

_SAME = (
    "message_type_id",
    "organisation",
    "application",
    "partition",
    "language",
    "subject",
    "attention_label",
    "business",
    "body_is_main",
    "reply_allowed",
    "original_message_id",
    "expires_at",
)


class NotLinkableError(Exception):
    """This message cannot be linked (any more); the text is a sentence for its sender."""


class Linkable(NamedTuple):
    """A message that may go to more boxes."""

    first: Message
    """As its first recipient has it."""
    files: Sequence[File]


def prepare(message_id: UUID, organisations: Sequence[str]) -> Linkable | None:
    """Make a message one that many share; None: these organisations published no such message.

    Raises NotLinkableError.
    """
    with transaction.atomic():
        published = Publication.objects.select_for_update().filter(
            message_id=message_id, organisation__in=organisations, expires_at__gt=clock.now()
        )
        found = published.first()
        if found is None:
            return None
        if found.box_id is None:
            raise NotLinkableError("This message is a broadcast: add recipients there.")
        if clock.now() - found.published_at > LINKABLE:
            told = f"A message can be linked until {LINKABLE.days} days after its publication: publish it anew."
            raise NotLinkableError(told)
        counts.lock(found.box_id)
        row = queries.message(found.box_id, message_id)
        if row is None:
            return None
        _require(row)
        if not row.shared:
            _share(row)
        return Linkable(row, queries.files(row))


def link(message: Linkable, to: Ssin | CbeNumber, trace: Trace) -> bool:
    """Put it in somebody's box, once however often it is asked. False: they cannot be reached so."""
    kind = Kind.CITIZEN if isinstance(to, Ssin) else Kind.ENTERPRISE
    first = message.first
    if may_send(first.organisation, first.application, first.message_type_id, kind) is None:
        return False
    try:
        recipient = recipients.find(to)
    except RefusedError:
        return False
    with transaction.atomic():
        box = recipients.locked(recipient)
        if reachability(box, recipient.ssin) is Code.NOT_REACHABLE:
            return False
        if box is None:
            recipients.make(recipient)
            counts.lock(recipient.box_id)
        shared = SharedMessage.objects.select_for_update().filter(id=first.id, withdrawn_at=None).first()
        if shared is None:
            return False
        if not Message.objects.filter(box_id=recipient.box_id, id=first.id).exists():
            _put(recipient.box_id, message, shared.sought, trace)
    return True


def _require(row: Message) -> None:
    if row.withdrawn_at:
        raise NotLinkableError("This message was withdrawn.")
    if row.registered or row.payment or row.attention_citizen:
        raise NotLinkableError("Registered mail, and what somebody personally must pay or read, is published to each.")


def _share(row: Message) -> None:
    """Change the seal of what it holds from the box's to the one of everybody's; within the running transaction."""
    kind = Kind(Box.objects.values_list("kind", flat=True).get(box_id=row.box_id))
    text = reading.body(row, kind)
    files = queries.files(row)
    SharedMessage.objects.create(
        id=row.id,
        published_at=row.published_at,
        expires_at=row.expires_at,
        organisation=row.organisation,
        application=row.application,
        message_type_id=row.message_type_id,
        body=sealed.seal_shared(text.encode(), f"mailbox.shared_message.body:{row.id}") if text else None,
        sought=row.sought or "",
    )
    for position, file in enumerate(files):
        plain = reading.key(row, kind, file)
        SharedAttachment.objects.create(
            id=file.id,
            message_id=row.id,
            position=position,
            title=file.title,
            file_name=file.file_name,
            media_type=file.media_type,
            octets=file.octets,
            digest=file.digest,
            is_main=file.is_main,
            signed=file.signed,
            object_name=file.object_name,
            key=sealed.seal_shared(plain, f"mailbox.shared_attachment.key:{file.id}"),
        )
    models.Attachment.objects.filter(box_id=row.box_id, message_id=row.id).delete()
    row.shared, row.body, row.sought = True, None, row.sought if row.indexed else None
    Message.objects.filter(box_id=row.box_id, id=row.id).update(shared=True, body=None, sought=row.sought)


def _put(box_id: UUID, message: Linkable, sought: str, trace: Trace) -> None:
    now, octets = clock.now(), sum(file.octets for file in message.files)
    same = {name: getattr(message.first, name) for name in _SAME}
    if Box.objects.filter(box_id=box_id).exclude(indexing="").exists():
        same |= {"indexed": True, "sought": sought}
    Message.objects.create(box_id=box_id, id=message.first.id, published_at=now, shared=True, **same)
    counts.change(box_id, messages=1, unread=1, octets=octets)
    Box.objects.filter(box_id=box_id).update(received_at=now)
    actions.tell(box_id, message.first.id, EventKind.NEW)
    event = MessageReceived(
        message=str(message.first.id),
        organisation=message.first.organisation,
        files=len(message.files),
        octets=octets,
        digests=tuple(file.digest.hex() for file in message.files),
    )
    record(CitizenId(box_id), trace, event)
