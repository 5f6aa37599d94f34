"""Who is told of events where: made, listed and ended by the program itself (own addition to the eBox)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.mailbox.feed import numbering, reading
from burgerprofiel.mailbox.models import Subscription, Undelivered
from burgerprofiel.mailbox.models.webhooks import Sight
from burgerprofiel.mailbox.webhooks import cloud_event, sending
from burgerprofiel.mailbox.webhooks.events import FailuresAskedAgain, SubscriptionEnded, SubscriptionMade
from burgerprofiel.mailbox.webhooks.sending import Outcome

MOST = 10
"""Subscriptions that one program may have at a time."""
SHOWN = 100
"""Failures in one answer."""


class TooManyError(Exception):
    """The program has as many as it may have."""


@transaction.atomic
def make(
    client_id: str, sight: Sight, address: str, kinds: Sequence[str], *, after: int | None, trace: Trace
) -> Subscription:
    """Begin to tell a program of events, from now on or behind a number of the feed. Raises TooManyError."""
    _alone(client_id)
    if Subscription.objects.filter(client_id=client_id, ended_at=None).count() >= MOST:
        raise TooManyError
    if after is None:
        numbering.number_all()
        after = reading.head()
    now = clock.now()
    row = Subscription.objects.create(
        client_id=client_id,
        sight=sight,
        address=address,
        kinds=list(kinds),
        made_at=now,
        made_with=trace.subject_token_hash,
        number=after,
        next_try_at=now,
    )
    told = SubscriptionMade(client=client_id, sight=sight.value, address=address, kinds=tuple(kinds), behind=after)
    record(CitizenId(row.id), trace, told)
    return row


def _alone(client_id: str) -> None:
    """Wait for who else subscribes this program: what is counted stays so until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"mailbox.subscription:{client_id}"])


def mine(client_id: str) -> QuerySet[Subscription]:
    """Return what a program subscribed and did not end, oldest first."""
    return Subscription.objects.filter(client_id=client_id, ended_at=None).order_by("id")


def one(client_id: str, subscription_id: UUID) -> Subscription | None:
    """Return one of a program's subscriptions; somebody else's is none. Ended ones are shown, with their failures."""
    return Subscription.objects.filter(client_id=client_id, id=subscription_id).first()


@transaction.atomic
def end(row: Subscription, why: str, trace: Trace, **more: object) -> None:
    """Tell it nothing any more. What is being sent at this moment may still arrive. `more` are columns of the row."""
    if Subscription.objects.filter(id=row.id, ended_at=None).update(ended_at=clock.now(), **more):
        record(CitizenId(row.id), trace, SubscriptionEnded(client=row.client_id, why=why))


def try_out(row: Subscription) -> Outcome:
    """Bring the address an event that says nothing, now. Holds no database connection meanwhile."""
    return sending.post(row.address, cloud_event.test(uuid7(), clock.now()))


def failures(row: Subscription, after: int = 0) -> list[Undelivered]:
    """Return what was put aside behind this number, in the order of the feed."""
    return list(Undelivered.objects.filter(subscription=row, number__gt=after).order_by("number")[:SHOWN])


@transaction.atomic
def ask_again(row: Subscription, trace: Trace, event_id: UUID | None = None) -> int:
    """Let what was put aside be sent once more: one event, or all. Returns how many."""
    rows = Undelivered.objects.filter(subscription=row)
    count = (rows.filter(event_id=event_id) if event_id else rows).update(asked_again_at=clock.now())
    if count:
        record(CitizenId(row.id), trace, FailuresAskedAgain(client=row.client_id, count=count))
    return count
