"""Events go to an address in their order, one at a time; what it does not take for a day is put aside and told.

The event itself, written in the transaction of its act, is what waits to be sent: a subscription only remembers behind
which number it is. So a worker that is killed loses nothing; an event whose answer nobody heard is sent again, with
the same id. Who delivers takes a lease of a minute (`next_try_at`), so no two do so for one address, and no address
waits for another.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import QuerySet

from burgerprofiel.access.clients import queries as clients
from burgerprofiel.access.provider.subject import subject
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.feed import reading, wire
from burgerprofiel.mailbox.feed.reading import Told, Wanted
from burgerprofiel.mailbox.models import Subscription, Undelivered
from burgerprofiel.mailbox.models.events import EventKind
from burgerprofiel.mailbox.webhooks import cloud_event, sending, subscriptions
from burgerprofiel.mailbox.webhooks.sending import Outcome
from burgerprofiel.mailbox.webhooks.sights import Listener, listener

AT_ONCE = 20
LEASE = timedelta(minutes=1)
GIVE_UP = timedelta(days=1)
"""After so long an event that is not taken is put aside."""
FIRST, LONGEST = timedelta(seconds=10), timedelta(hours=1)
"""How long to wait after the first failure, twice as long after each next one, and at most."""
REFUSALS = 5
"""So often an event is offered that the address says it cannot use (4xx)."""

_SYSTEM = Trace(actor="system")

log = structlog.get_logger(__name__)


def due() -> list[UUID]:
    """Return the subscriptions that may be tried now."""
    rows = Subscription.objects.filter(ended_at=None, next_try_at__lte=clock.now())
    return list(rows.order_by("next_try_at").values_list("id", flat=True))


def deliver(subscription_id: UUID, most: int = 500) -> bool:
    """Bring an address what waits for it. Returns whether it should be called again at once."""
    row = _take(subscription_id)
    if row is None:
        return False
    who = listener(row)
    if who is None:
        told = "The application may not see these events any more."
        subscriptions.end(row, "not_allowed", _SYSTEM, last_error=told)
        return False
    _again(row, who)
    for _event in range(0, most, AT_ONCE):
        going_on = _some(row, who)
        if not going_on:
            return False
    _rows(row).update(next_try_at=clock.now())
    return True


def _take(subscription_id: UUID) -> Subscription | None:
    """Return the subscription, for us alone until the lease ends; None: somebody else has it, or it is over."""
    now = clock.now()
    rows = Subscription.objects.filter(id=subscription_id, ended_at=None)
    taken = rows.filter(next_try_at__lte=now).update(next_try_at=now + LEASE)
    return rows.first() if taken else None


def _some(row: Subscription, who: Listener) -> bool:
    """Bring a page of events. Returns whether to go on at once."""
    page = reading.page(who.sight, Wanted(row.number, AT_ONCE, [EventKind(kind) for kind in row.kinds]))
    for event in page.events:
        if event.box_id in who.sight.allowed([event.box_id]):
            outcome = sending.post(row.address, _content(who, event))
            if not outcome.taken:
                return _failed(row, event, outcome, page.events)
        if not _on(row, event.number):
            return False
    if page.last > row.number and not _on(row, page.last):
        return False
    if not page.more:
        _rows(row).update(next_try_at=clock.now())
    return page.more


def _on(row: Subscription, number: int) -> bool:
    """Note that everything up to this number is done. False when it was ended, or somebody else went on."""
    row.number, row.tries, row.failing_since = number, 0, None
    fresh = {"number": number, "tries": 0, "failing_since": None, "last_error": ""}
    return bool(_rows(row).filter(ended_at=None, number__lte=number).update(**fresh, next_try_at=clock.now() + LEASE))


@transaction.atomic
def _failed(row: Subscription, event: Told, outcome: Outcome, waiting: list[Told]) -> bool:
    """Note that an event was not taken. Returns whether to go on with the next one at once: this one was put aside."""
    now = clock.now()
    row.tries, since = row.tries + 1, row.failing_since or now
    log.info("webhook not taken", subscription=str(row.id), tries=row.tries, error=outcome.error)
    if outcome.gone:
        subscriptions.end(row, "gone", _SYSTEM, last_error=outcome.error[:100], tries=row.tries)
        return False
    if outcome.refused and row.tries >= REFUSALS:
        _put_aside(row, [event], outcome.error, now)
        return _on(row, event.number)
    old = [each for each in _from(waiting, event) if each.at < now - GIVE_UP] if since < now - GIVE_UP else []
    if old:
        _put_aside(row, old, outcome.error, now)
        _rows(row).update(number=old[-1].number)
    row.failing_since = since
    later = now + min(LONGEST, FIRST * 2 ** min(row.tries - 1, 20))
    told = {"tries": row.tries, "failing_since": since, "last_error": outcome.error[:100]}
    _rows(row).update(**told, next_try_at=later)
    return False


def _from(waiting: list[Told], event: Told) -> Iterator[Told]:
    return (each for each in waiting if each.number >= event.number)


def _put_aside(row: Subscription, events: list[Told], error: str, now: datetime) -> None:
    rows = [
        Undelivered(
            subscription_id=row.id,
            event_id=each.id,
            number=each.number,
            kind=each.kind,
            message_id=each.message_id,
            tries=row.tries,
            error=error[:100],
            gave_up_at=now,
        )
        for each in events
    ]
    Undelivered.objects.bulk_create(rows, ignore_conflicts=True)


def _again(row: Subscription, who: Listener) -> None:
    """Offer once more what the program asked for again; what is not taken stays put aside."""
    for aside in Undelivered.objects.filter(subscription=row).exclude(asked_again_at=None).order_by("number")[:AT_ONCE]:
        found = reading.page(who.sight, Wanted(aside.number - 1, 1, [EventKind(aside.kind)])).events
        event = found[0] if found and found[0].number == aside.number else None
        outcome = sending.post(row.address, _content(who, event)) if event else Outcome(0, "It is not there any more.")
        mine = Undelivered.objects.filter(pk=aside.pk)
        if outcome.taken:
            mine.delete()
        else:
            mine.update(asked_again_at=None, error=outcome.error[:100], tries=aside.tries + 1)
        _rows(row).update(next_try_at=clock.now() + LEASE)


def _content(who: Listener, event: Told) -> bytes:
    client = clients.one(who.client_id) if who.citizens else None
    citizen = subject(client, CitizenId(event.box_id)) if client is not None else ""
    return cloud_event.told(event, wire.data(event, enterprise=who.enterprise, citizen=citizen))


def _rows(row: Subscription) -> QuerySet[Subscription]:
    return Subscription.objects.filter(id=row.id)
