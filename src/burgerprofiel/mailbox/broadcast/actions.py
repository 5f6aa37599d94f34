"""What is done with a broadcast: it is made, started, sent range by range, paused, cancelled.

A range is sent in one transaction, with its place in the broadcast's trail. Killed in the middle, it was not sent, and
is sent again; killed right after, it is known as sent. Two workers never send the same one.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.mailbox import models, sealed
from burgerprofiel.mailbox.broadcast import asking, fanout, queries, ranges
from burgerprofiel.mailbox.broadcast.draft import body_place
from burgerprofiel.mailbox.broadcast.events import BroadcastHalted, BroadcastStarted, RangeSent
from burgerprofiel.mailbox.models import Broadcast, BroadcastRange, SharedMessage
from burgerprofiel.mailbox.models.broadcasts import Stage
from burgerprofiel.mailbox.reading import payment_place
from burgerprofiel.mailbox.senders.queries import may_send


class NotNowError(Exception):
    """The broadcast is at another stage than this asks; the text is a sentence for the sender."""


class NotAllowedError(Exception):
    """The sender may not send this (any more); the text is a sentence for the sender."""


@transaction.atomic
def start(broadcast_id: UUID, trace: Trace) -> Broadcast:
    """Have it sent, or go on after a pause. What runs already stays as it is. Raises NotNowError, NotAllowedError."""
    broadcast = _locked(broadcast_id)
    match broadcast.stage:
        case Stage.RUNNING:
            return broadcast
        case Stage.DRAFT if broadcast.query is None and not _named(broadcast):
            raise NotNowError("Nobody is on the list of this broadcast yet: add recipients first.")
        case Stage.DRAFT:
            sizes = _begun(broadcast)
        case Stage.PAUSED:
            sizes = list(queries.waiting(broadcast.id).values_list("boxes", flat=True))
        case _ended:
            raise NotNowError("This broadcast has ended: make a new one.")
    broadcast.stage = Stage.RUNNING
    broadcast.save()
    asking.ask_for(broadcast.id)
    event = BroadcastStarted(message=str(broadcast.message_id), ranges=len(sizes), boxes=sum(sizes))
    record_in(broadcast, trace, event)
    end_when_done(broadcast.id)
    broadcast.refresh_from_db()
    return broadcast


def halt(broadcast_id: UUID, trace: Trace, *, for_good: bool) -> Broadcast:
    """Pause it, or with `for_good` cancel it: when this returns, no box gets it any more. Raises NotNowError.

    Who has it keeps it; `queries.progress` says how many.
    """
    target = Stage.CANCELLED if for_good else Stage.PAUSED
    with transaction.atomic():
        broadcast = _locked(broadcast_id)
        if broadcast.stage == target:
            return broadcast
        if broadcast.stage not in (Stage.RUNNING, *([Stage.PAUSED, Stage.DRAFT] if for_good else [])):
            raise NotNowError(f"This broadcast is {broadcast.stage}: it cannot be {target.value}.")
        broadcast.stage = target
        broadcast.ended_at = clock.now() if for_good else None
        broadcast.save()
        record_in(broadcast, trace, BroadcastHalted(what=target.value))
    _wait_for_those_being_sent(broadcast_id)
    return broadcast


def send_range(broadcast_id: UUID, number: int) -> None:
    """Send one range, unless it was, somebody else is doing so, or the broadcast does not run. Safe at any time."""
    with transaction.atomic():
        part = queries.waiting(broadcast_id).filter(number=number).select_for_update(skip_locked=True).first()
        broadcast = Broadcast.objects.filter(id=broadcast_id, stage=Stage.RUNNING).first() if part else None
        if part is None or broadcast is None:
            return
        outcome = fanout.deliver(broadcast, part)
        BroadcastRange.objects.filter(pk=part.pk).update(
            done_at=clock.now(),
            delivered=outcome.delivered,
            unopened=outcome.unopened,
            dormant=outcome.dormant,
            refused=outcome.refused,
        )
        event = RangeSent(
            message=str(broadcast.message_id), number=number, delivered=outcome.delivered, boxes=outcome.digest
        )
        record_in(broadcast, Trace(actor=broadcast.client_id, client_id=broadcast.client_id), event)
    end_when_done(broadcast_id)


def end_when_done(broadcast_id: UUID) -> None:
    """Note that it is done when every range is."""
    if not queries.waiting(broadcast_id).exists():
        Broadcast.objects.filter(id=broadcast_id, stage=Stage.RUNNING).update(stage=Stage.DONE, ended_at=clock.now())


def record_in(broadcast: Broadcast, trace: Trace, event: Event) -> None:
    """Write in the broadcast's own trail."""
    record(CitizenId(broadcast.id), trace, event)


def _named(broadcast: Broadcast) -> int:
    """How many lines of lists there are, usable or not."""
    return broadcast.listed + broadcast.unknown + broadcast.refused + broadcast.invalid


def _locked(broadcast_id: UUID) -> Broadcast:
    return Broadcast.objects.select_for_update().get(id=broadcast_id)


def _wait_for_those_being_sent(broadcast_id: UUID) -> None:
    """A range is locked from before its broadcast's stage is read until it is there."""
    with transaction.atomic():
        list(queries.waiting(broadcast_id).select_for_update().values_list("number"))


def _moved(content: bytes | memoryview[int], place: str, to: str) -> bytes:
    """Seal it for another place."""
    return sealed.seal_shared(sealed.unseal_shared(bytes(content), place), to)


def _begun(broadcast: Broadcast) -> list[int]:
    """Give the message the moment and the id of now, cut the ranges; returns their sizes."""
    shared = SharedMessage.objects.filter(id=broadcast.message_id).first()
    if shared is None:
        raise NotNowError("This draft has lapsed: make a new one.")
    policy = may_send(shared.organisation, shared.application, shared.message_type_id, broadcast.kind)
    if policy is None:
        raise NotAllowedError("This sender may not send this kind of message to this kind of box (any more).")
    now, before, message_id = clock.now(), shared.id, uuid7()
    if shared.body is not None:
        shared.body = _moved(shared.body, body_place(before), body_place(message_id))
    if shared.payment is not None:
        shared.payment = _moved(shared.payment, payment_place(before), payment_place(message_id))
    shared.id, shared.published_at, shared.expires_at = message_id, now, policy.expires_at(now)
    shared.save(force_insert=True)
    models.SharedAttachment.objects.filter(message_id=before).update(message_id=message_id)
    SharedMessage.objects.filter(id=before).delete()
    models.Publication.objects.create(
        message_id=message_id,
        organisation=shared.organisation,
        application=shared.application,
        message_type_id=shared.message_type_id,
        published_at=now,
        expires_at=shared.expires_at,
    )
    broadcast.message_id, broadcast.started_at = message_id, now
    return ranges.cut(broadcast)
