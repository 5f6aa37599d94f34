"""E-mails go out: of each kind at most one a day for each box, which tells all that waits; registered mail at once.

First a worker takes what it will send, then it sends, then it notes that. While a mail server is waited for, no
connection to the database is held. If a worker stops in between, another sends it later under the same `Message-ID`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.post import NotSentError, mail
from burgerprofiel.mailbox.activation import first_message
from burgerprofiel.mailbox.activation.queries import email_of
from burgerprofiel.mailbox.events import OwnerTold
from burgerprofiel.mailbox.life.facts import Act, Facts
from burgerprofiel.mailbox.life.table import what_holds
from burgerprofiel.mailbox.mails import letter
from burgerprofiel.mailbox.models import Box, Message, OwnerMail
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.mailbox.models.mails import MailKind

log = structlog.get_logger(__name__)
BETWEEN = timedelta(days=1)
"""Between two e-mails of one kind."""
MEANWHILE = timedelta(minutes=10)
"""How long a worker may take before another tries."""
GIVE_UP = timedelta(days=3)
"""What waited so long for a mail server is not told any more."""
AT_ONCE = 200
"""Boxes that are looked for at a time."""
ROUND = 30.0
"""Seconds after which a round ends: other work of the worker waits for it; the next one goes on."""


class Parcel(NamedTuple):
    """What goes into one e-mail."""

    box: Box
    kind: MailKind
    ids: tuple[UUID, ...]
    """Of the `OwnerMail` rows."""
    messages: tuple[Message, ...]
    """Oldest first."""


def send_waiting() -> int:
    """Send what waits and may go now; return how many e-mails went. Safe to run twice, or at once."""
    if not mail.offered():
        return 0
    sent, until = 0, time.monotonic() + ROUND
    for box_id in _boxes():
        if time.monotonic() > until:
            break
        sent += sum(_send(parcel) for parcel in _take(box_id))
    return sent


def _boxes() -> Iterator[UUID]:
    """Look for boxes with something to send, some at a time, each once."""
    after = UUID(int=0)
    while some := _some_after(after):
        yield from some
        after = some[-1]


def _some_after(after: UUID) -> list[UUID]:
    rows = OwnerMail.objects.filter(sent_at=None, box_id__gt=after).exclude(taken_until__gt=clock.now())
    return list(rows.order_by("box_id").values_list("box_id", flat=True).distinct()[:AT_ONCE])


@transaction.atomic
def _take(box_id: UUID) -> list[Parcel]:
    """Take what may go to this owner now; what needs no telling any more is removed, what came too soon waits."""
    now = clock.now()
    waiting = OwnerMail.objects.select_for_update(skip_locked=True).filter(box_id=box_id, sent_at=None)
    rows = list(waiting.exclude(taken_until__gt=now).order_by("kind", "id"))
    box = Box.objects.get(box_id=box_id)
    if what_holds(Facts(Act.NOTIFY, State(box.state))) or not email_of(box_id):
        _forget(box_id, [row.id for row in rows])
        return []
    messages = _still_to_tell(box_id, rows, now)
    gone = [row.id for row in rows if row.message_id not in messages or row.at < now - GIVE_UP]
    _forget(box_id, gone)
    left = [row for row in rows if row.id not in set(gone)]
    return list(_parcels(box, left, messages, now))


def _still_to_tell(box_id: UUID, rows: list[OwnerMail], now: datetime) -> dict[UUID, Message]:
    """Those that are there, and that nobody read yet."""
    ids = {row.message_id for row in rows}
    found = Message.objects.filter(box_id=box_id, id__in=ids, expires_at__gt=now, read_at=None, withdrawn_at=None)
    return {message.id: message for message in found}


def _parcels(box: Box, rows: list[OwnerMail], messages: dict[UUID, Message], now: datetime) -> Iterator[Parcel]:
    for kind, some in groupby(rows, key=lambda row: MailKind(row.kind)):
        group = list(some)
        ids = [row.id for row in group]
        until = _not_before(box.box_id, kind)
        mine = OwnerMail.objects.filter(box_id=box.box_id, id__in=ids)
        if until > now:
            mine.update(taken_until=until)
            continue
        mine.update(taken_until=now + MEANWHILE)
        told = sorted((messages[row.message_id] for row in group), key=lambda message: message.id)
        yield Parcel(box, kind, tuple(ids), tuple(told))


def _not_before(box_id: UUID, kind: MailKind) -> datetime:
    """When the next of a kind may go. The test message does not count: the first letter after it is told at once."""
    test = Message.objects.filter(box_id=box_id, id=OuterRef("message_id"), message_type_id=first_message.KIND)
    sent = OwnerMail.objects.filter(box_id=box_id, kind=kind, sent_at__isnull=False)
    sent = sent.exclude(Exists(test)).order_by("-sent_at")
    last = None if kind is MailKind.REGISTERED else sent.values_list("sent_at", flat=True).first()
    return last + BETWEEN if last else datetime.min.replace(tzinfo=clock.now().tzinfo)


def _send(parcel: Parcel) -> int:
    try:
        mail.send(letter.written(parcel.box, parcel.kind, parcel.ids[0], parcel.messages))
    except NotSentError as error:
        log.warning("mail about messages not sent", kind=parcel.kind.value, reason=str(error), again=error.again)
        if error.again:
            return 0
        return _done(parcel, told=False)
    return _done(parcel, told=True)


@transaction.atomic
def _done(parcel: Parcel, *, told: bool) -> int:
    """Note that it went, or that it never will; return how many went."""
    mine = OwnerMail.objects.filter(box_id=parcel.box.box_id, id__in=parcel.ids)
    mine.update(sent_at=clock.now(), taken_until=None)
    if told:
        messages = tuple(str(message.id) for message in parcel.messages)
        event = OwnerTold(why=parcel.kind.value, messages=messages)
        record(CitizenId(parcel.box.box_id), Trace(actor="system"), event)
    return int(told)


def _forget(box_id: UUID, ids: list[UUID]) -> None:
    OwnerMail.objects.filter(box_id=box_id, id__in=ids).delete()
