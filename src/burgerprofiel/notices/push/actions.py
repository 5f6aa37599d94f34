"""A browser is let in or sent away by its owner; one that is gone at its service is forgotten.

It is of one citizen: whoever lets it in after somebody else has it alone, for it shows what comes to both of them.
"""

from __future__ import annotations

import hmac
from functools import lru_cache, partial
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import connection, transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.notices import holding
from burgerprofiel.notices.events import PushStarted, PushStopped
from burgerprofiel.notices.models.push import Subscription as Row
from burgerprofiel.notices.push.subscription import Subscription, place
from burgerprofiel.people import vault

SYSTEM = Trace(actor="system")
"""Of what the next one in a browser brings about for the one before: nothing says who that was."""
MOST = 10
"""Browsers of one citizen; the oldest makes room."""


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "notices push addresses")


def key_of(endpoint: str) -> bytes:
    """Return by which a browser is known again: 16 bytes."""
    return hmac.digest(_key(), endpoint.encode(), "sha256")[:16]


def start(citizen_id: CitizenId, wanted: Subscription, trace: Trace) -> UUID:
    """Let a browser in; the same one again gets its new keys. Return our id of it. Raises UnknownCitizenError."""
    with holding.changing(citizen_id):
        return _start(citizen_id, wanted, trace)


def _start(citizen_id: CitizenId, wanted: Subscription, trace: Trace) -> UUID:
    key = key_of(wanted.endpoint)
    _lock(key.hex())
    _lock(str(citizen_id))
    before = list(Row.objects.filter(key=key).exclude(citizen_id=citizen_id).values_list("citizen_id", "id"))
    Row.objects.filter(key=key).delete()
    known = uuid7()
    sealed = vault.opened(citizen_id).seal(msgspec.msgpack.encode(wanted), place(known))
    Row.objects.create(citizen_id=citizen_id, id=known, key=key, sealed=sealed, created_at=clock.now())
    many = list(Row.objects.filter(citizen_id=citizen_id).order_by("-id").values_list("id", flat=True)[MOST:])
    Row.objects.filter(citizen_id=citizen_id, id__in=many).delete()
    gone = [PushStopped(browser=str(each), why="room") for each in many]
    written: list[tuple[CitizenId, Trace, tuple[Event, ...]]] = [
        (citizen_id, trace, (PushStarted(browser=str(known)), *gone)),
        *((CitizenId(who), SYSTEM, (PushStopped(browser=str(each), why="another"),)) for who, each in before),
    ]
    for who, by, events in sorted(written, key=lambda each: each[0]):
        record(who, by, *events)
    for other, _each in before:  # not now: two who take over each other's would wait for each other
        transaction.on_commit(partial(holding.settle, CitizenId(other)))
    return known


def stop(citizen_id: CitizenId, known: UUID, trace: Trace, why: str = "owner") -> bool:
    """Push there no more; return whether it was there.

    `why`: `owner`, `gone`, `profile` (all of it was removed) or `death`.
    """
    with holding.changing(citizen_id):
        gone, _each = Row.objects.filter(citizen_id=citizen_id, id=known).delete()
        if gone:
            record(citizen_id, trace, PushStopped(browser=str(known), why=why))
    return bool(gone)


def _lock(what: str) -> None:
    """Let two tabs of one citizen, and two citizens in one browser, come after each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('burgerprofiel.push' || %s, 0))", [what])
