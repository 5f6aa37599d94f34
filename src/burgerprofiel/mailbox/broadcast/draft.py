"""What a broadcast holds before it is sent: one message and its files, kept once, sealed with the root key.

A draft that nobody starts goes after a week, with its files.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.storage import objects
from burgerprofiel.mailbox import sealed, search
from burgerprofiel.mailbox.broadcast.events import BroadcastMade
from burgerprofiel.mailbox.models import Broadcast, Repeat, SharedAttachment, SharedMessage
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.models.broadcasts import Stage
from burgerprofiel.mailbox.publishing.actions import admit, policy_for
from burgerprofiel.mailbox.publishing.message import BoxOf, FileToPublish, Sender, ToPublish
from burgerprofiel.mailbox.publishing.refusals import Flaw, RefusedError
from burgerprofiel.mailbox.publishing.rows import key_hash
from burgerprofiel.mailbox.publishing.rules import require
from burgerprofiel.mailbox.reading import payment_place

LIFE = timedelta(days=7)
"""Of a draft."""


@dataclass(frozen=True)
class Audience:
    """For whom it is."""

    kind: Kind
    everybody: bool
    """All active boxes of that kind; else the list that the sender adds."""
    languages: Sequence[str] = ()
    """Of everybody: only whose who are written to in one of these; none: all."""

    @property
    def anybody(self) -> BoxOf:
        """One of them, whoever it is: what may be sent does not depend on whom."""
        return BoxOf(self.kind, UUID(int=0))


class MadeBeforeError(Exception):
    """This `Idempotency-Key` made a broadcast already."""

    def __init__(self, broadcast_id: UUID) -> None:
        """Take the first one's id."""
        super().__init__("This Idempotency-Key was used before.")
        self.broadcast_id = broadcast_id


def body_place(message_id: UUID) -> str:
    """Where the body of a shared message is sealed."""
    return f"mailbox.shared_message.body:{message_id}"


def make(
    sender: Sender, audience: Audience, message: ToPublish, files: Sequence[FileToPublish], trace: Trace
) -> Broadcast:
    """Keep a broadcast, to be started later. Raises RefusedError, MadeBeforeError; then its files are removed again."""
    key = key_hash(Sender(sender.organisation, sender.application, key=f"broadcast\n{sender.key}"))
    try:
        policy = policy_for(sender, message)
        require(policy, message, files)
        _require_for_many(message)
        admit(files, policy)
        with transaction.atomic():
            broadcast = _insert(sender, audience, message, files, trace.client_id)
            if sender.key:
                Repeat.objects.create(key_hash=key, message_id=broadcast.id, at=broadcast.created_at)
            record(CitizenId(broadcast.id), trace, _made(sender, files))
    except (RefusedError, IntegrityError):
        for file in files:
            with suppress(OSError):  # then the sweep of orphans removes it
                objects.remove(file.stored.object_name)
        used = Repeat.objects.filter(key_hash=key).first() if sender.key else None
        if used:
            raise MadeBeforeError(used.message_id) from None
        raise
    return broadcast


def _require_for_many(message: ToPublish) -> None:
    """What is about one recipient cannot go to many. Raises RefusedError."""
    about_one = (
        ("isRegisteredMail", message.registered, "Registered mail is sent to one recipient at a time."),
        ("originalMessageId", message.original_message_id, "A broadcast answers no message."),
        ("forTheAttentionOf.ssin", message.attention, "A broadcast is not for the attention of one person."),
    )
    flaws = [Flaw(part, sentence, "rejectedInput") for part, there, sentence in about_one if there]
    if flaws:
        raise RefusedError(*flaws)


def _insert(
    sender: Sender, audience: Audience, message: ToPublish, files: Sequence[FileToPublish], client_id: str
) -> Broadcast:
    now, message_id = clock.now(), uuid7()
    values = [value for several in message.business.values() for value in several]
    bill = msgspec.json.encode(message.payment) if message.payment else None
    shared = SharedMessage.objects.create(
        id=message_id,
        published_at=now,
        expires_at=now + LIFE,
        organisation=sender.organisation,
        application=sender.application,
        message_type_id=message.message_type,
        body=sealed.seal_shared(message.body.encode(), body_place(message_id)) if message.body else None,
        payment=sealed.seal_shared(bill, payment_place(message_id)) if bill else None,
        sought=search.sought(message.subject, values, message.attention_label),
    )
    SharedAttachment.objects.bulk_create(_attachment(shared, number, file) for number, file in enumerate(files))
    query = {"kind": audience.kind.value, "languages": list(audience.languages)}
    return Broadcast.objects.create(
        id=uuid7(),
        organisation=sender.organisation,
        application=sender.application,
        client_id=client_id,
        kind=audience.kind,
        stage=Stage.DRAFT,
        message={"columns": _columns(sender, message), "octets": sum(file.stored.octets for file in files)},
        query=query if audience.everybody else None,
        message_id=message_id,
        created_at=now,
    )


def _attachment(shared: SharedMessage, position: int, file: FileToPublish) -> SharedAttachment:
    file_id = uuid7()
    return SharedAttachment(
        id=file_id,
        message=shared,
        position=position,
        title=file.title,
        file_name=file.file_name,
        media_type=file.media_type,
        octets=file.stored.octets,
        digest=file.stored.digest,
        is_main=file.is_main,
        signed=file.signed,
        object_name=file.stored.object_name,
        key=sealed.seal_shared(file.stored.key, f"mailbox.shared_attachment.key:{file_id}"),
    )


def _columns(sender: Sender, message: ToPublish) -> dict[str, Any]:
    """Return the columns of `Message` that say what it is, as JSON holds them."""
    payment = message.payment
    return {
        "partition": sender.partition,
        "language": message.language,
        "subject": message.subject,
        "attention_label": message.attention_label,
        "business": [{"key": key, "values": list(several)} for key, several in message.business.items()],
        "body_is_main": message.body_is_main,
        "reply_allowed": message.reply_allowed,
        "amount": payment.total if payment else None,
        "due_at": payment.due.isoformat() if payment else None,
    }


def _made(sender: Sender, files: Sequence[FileToPublish]) -> BroadcastMade:
    return BroadcastMade(
        organisation=sender.organisation,
        files=len(files),
        octets=sum(file.stored.octets for file in files),
        digests=tuple(file.stored.digest.hex() for file in files),
    )
