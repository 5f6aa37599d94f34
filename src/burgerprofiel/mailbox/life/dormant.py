"""A box is dormant when nobody looked for long while unread mail lies there (C16).

Then senders hear DORMANT, so that they can write on paper; its owner is told by SMS, or at another proved address, for
the e-mails to the usual one were not heard. Looking ends it (`activation.actions.looked`).
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from burgerprofiel.access import warnings
from burgerprofiel.access.keys import kept
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.post import mail, sms
from burgerprofiel.mailbox.activation.queries import email_of
from burgerprofiel.mailbox.events import BoxDormant
from burgerprofiel.mailbox.life import tasks
from burgerprofiel.mailbox.models import Box, Message
from burgerprofiel.mailbox.models.boxes import Kind, State


def asleep(after: timedelta) -> QuerySet[Box]:
    """Return the boxes that are dormant without anybody having noticed."""
    edge = clock.now() - after
    unread = Message.objects.filter(
        box_id=OuterRef("box_id"),
        unread=True,
        visible=True,
        withdrawn_at=None,
        published_at__lt=edge,
        expires_at__gt=clock.now(),
    )
    nobody_looked = Q(consulted_at__lt=edge) | Q(consulted_at=None, activated_at__lt=edge)
    rows = Box.objects.filter(nobody_looked, kind=Kind.CITIZEN, state=State.ACTIVE, dormant_since=None, unread__gt=0)
    return rows.filter(Exists(unread)).order_by("box_id")


def find(after: timedelta) -> int:
    """Mark them, tell their owners, and return how many. Safe to run twice."""
    ids = list(asleep(after).values_list("box_id", flat=True))
    return sum(_mark(CitizenId(box_id), after) for box_id in ids)


@transaction.atomic
def _mark(citizen_id: CitizenId, after: timedelta) -> bool:
    box = Box.objects.select_for_update().filter(box_id=citizen_id).first()
    if box is None or not asleep(after).filter(box_id=citizen_id).exists():
        return False
    Box.objects.filter(box_id=citizen_id).update(dormant_since=clock.now())
    way, _to = channel(box)
    if way:  # a worker's job is there at once, also before this transaction ends: it begins when that is over
        tasks.tell_dormant.configure(schedule_in={"minutes": 1}).defer(box=str(citizen_id))
    record(citizen_id, Trace(actor="system"), BoxDormant(told=way))
    return True


def channel(box: Box) -> tuple[str, str]:
    """Return the other way to reach its owner, and the number or address: `sms`, `email`, or nothing."""
    citizen_id = CitizenId(box.box_id)
    phones = kept.mine(citizen_id, Key.csamsms) if sms.offered() else []
    if phones:
        return "sms", kept.secret_of(phones[-1]).decode()
    usual = email_of(citizen_id).casefold()
    others = [address for address in warnings.addresses(citizen_id) if address.casefold() != usual]
    return ("email", others[0]) if others and mail.offered() else ("", "")


def of(box_id: UUID) -> Box | None:
    """Return the box when it is (still) dormant."""
    return Box.objects.filter(box_id=box_id, state=State.ACTIVE, dormant_since__isnull=False).first()
