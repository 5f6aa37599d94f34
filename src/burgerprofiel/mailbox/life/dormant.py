"""A box is dormant when nobody looked for long while unread mail lies there (C16).

Then senders hear DORMANT, so that they can write on paper; its owner is told on every channel that they have, whatever
they chose, for what they chose was not heard. Looking ends it (`activation.actions.looked`).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.events import BoxDormant
from burgerprofiel.mailbox.mails import keys
from burgerprofiel.mailbox.models import Box, Message
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.notices import actions as notices
from burgerprofiel.notices.notice import Notice


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
    now = clock.now()
    Box.objects.filter(box_id=citizen_id).update(dormant_since=now)
    record(citizen_id, Trace(actor="system"), BoxDormant(told=""))
    tell(citizen_id, now)
    return True


def tell(citizen_id: CitizenId, since: datetime) -> None:
    """Tell its owner, once. Within a transaction."""
    key = keys.since(keys.DORMANT, since)
    notices.tell(Notice(citizen_id=citizen_id, kind=keys.DORMANT, key=key, path="/berichten", at=since))
