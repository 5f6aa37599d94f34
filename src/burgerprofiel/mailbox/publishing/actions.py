"""Publishing: a message is in the box, with its files, its count, its event and its line in the trail, or nothing is.

Whoever publishes comes through here: senders, a reply, the test message, the demo's mail. What is answered is durable:
the files were kept before (`objects.keep`), and the transaction ends before this returns.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from django.db import IntegrityError, transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.scanning.refused import ScannerDownError
from burgerprofiel.kit.storage import objects
from burgerprofiel.mailbox.activation.queries import Code, reachability
from burgerprofiel.mailbox.events import MessageReceived
from burgerprofiel.mailbox.feed import waking
from burgerprofiel.mailbox.models import Publication, Repeat
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.publishing import recipients, rows
from burgerprofiel.mailbox.publishing.message import FileToPublish, Published, Sender, ToPublish
from burgerprofiel.mailbox.publishing.recipients import Recipient
from burgerprofiel.mailbox.publishing.refusals import Flaw, RefusedError, RepeatedError
from burgerprofiel.mailbox.publishing.rules import require
from burgerprofiel.mailbox.senders.policy import Policy
from burgerprofiel.mailbox.senders.queries import may_send
from burgerprofiel.mailbox.work.placing import placed
from burgerprofiel.mailbox.work.routing import Facts

_NOT_REACHABLE = Flaw(
    "recipient", "This recipient cannot be reached digitally. Nothing was stored: write on paper.", code="NOT_REACHABLE"
)
_NOT_YOURS = Flaw(
    "messageTypeId",
    "This organisation may not send messages of this type with this application to this kind of box.",
    code="INVALID_SENDER",
)


def publish(
    sender: Sender,
    message: ToPublish,
    files: Sequence[FileToPublish],
    trace: Trace,
    *,
    policy: Policy | None = None,
) -> Published:
    """Put a message into its recipient's box. Raises RefusedError, RepeatedError; then its files are removed again.

    `policy` is what the message may be, for what the product itself sends; else it is what senders agreed on.
    """
    try:
        policy = policy or policy_for(sender, message)
        require(policy, message, files)
        to = recipients.find(message.to)
        admit(files, policy)
        return _into(to, sender, message, files, trace, policy)
    except RefusedError:
        _forget(files)
        refuse_repeated(sender)
        raise
    except (RepeatedError, ScannerDownError):
        _forget(files)
        raise


def admit(files: Sequence[FileToPublish], policy: Policy) -> None:
    """See every file looked at and on disk; nobody's database connection waits for that. Raises RefusedError."""
    if any(file.admit for file in files):
        let_go()
    for file in files:
        if file.admit:
            file.admit(policy)


def _forget(files: Sequence[FileToPublish]) -> None:
    """Remove what no message will speak of: it is certain that none does."""
    for file in files:
        with suppress(OSError):  # then the sweep of orphans removes it
            objects.remove(file.stored.object_name)


def policy_for(sender: Sender, message: ToPublish) -> Policy:
    """Return what such a message may be. Raises RefusedError when this sender may not send it."""
    kind = recipients.kind_of(message.to)
    found = may_send(sender.organisation, sender.application, message.message_type, kind)
    if found is None:
        raise RefusedError(_NOT_YOURS)
    return found


def refuse_repeated(sender: Sender) -> None:
    """Raise RepeatedError when the sender's key was used before."""
    if sender.key:
        used = Repeat.objects.filter(key_hash=rows.key_hash(sender)).first()
        if used:
            first = Publication.objects.filter(message_id=used.message_id).first()
            raise RepeatedError(used.message_id, first.expires_at if first else None)


def _into(
    to: Recipient, sender: Sender, message: ToPublish, files: Sequence[FileToPublish], trace: Trace, policy: Policy
) -> Published:
    try:
        with transaction.atomic():
            code = _reached(to)
            now = clock.now()
            done = Published(uuid7(), policy.expires_at(now), code)
            rows.insert(to, sender, message, files, done, now)
            if to.kind is Kind.ENTERPRISE:
                facts = Facts(message.message_type, sender.application, sender.organisation)
                placed(to.box_id, done.message_id, facts, now)
            record(CitizenId(to.box_id), trace, _received(done, sender, files))
            waking.after_this()
    except IntegrityError:
        refuse_repeated(sender)
        raise
    return done


def _reached(to: Recipient) -> Code:
    """Return how the recipient is reached, while nobody else changes the box. Raises RefusedError."""
    box = recipients.locked(to)
    code = reachability(box, to.ssin)
    if code is Code.NOT_REACHABLE:
        raise RefusedError(_NOT_REACHABLE)
    if box is None:
        recipients.make(to)
        return _reached(to)
    return code


def _received(done: Published, sender: Sender, files: Sequence[FileToPublish]) -> MessageReceived:
    return MessageReceived(
        message=str(done.message_id),
        organisation=sender.organisation,
        files=len(files),
        octets=sum(file.stored.octets for file in files),
        digests=tuple(file.stored.digest.hex() for file in files),
    )
