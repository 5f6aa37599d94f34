"""Whoever has a page open hears within a moment that their bell changed: once, for all that changed in that moment.

PostgreSQL lets transactions that notify wait for each other until they are on disk: so it is said after them, for many
citizens at once. Should a process end before it said so, the page asks again within half a minute.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

import structlog
from django.db import DatabaseError, connection, transaction

from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId

CHANNEL = "notices_bell"
MOMENT = 0.05
"""Seconds that are one moment."""
MOST = 200
"""Citizens in one message, of which PostgreSQL takes 8000 bytes."""
_changed: set[CitizenId] = set()
_lock = threading.Lock()

log = structlog.get_logger(__name__)


def after_this(citizen_ids: Iterable[CitizenId]) -> None:
    """Say so when the running transaction is done."""
    told = frozenset(citizen_ids)
    transaction.on_commit(lambda: _soon(told), robust=True)


def session_ended(citizen_id: CitizenId, **_more: object) -> None:
    """Let open pages hear at once that somebody signed out: what they still hold ends."""
    after_this([citizen_id])


def _soon(citizen_ids: frozenset[CitizenId]) -> None:
    with _lock:
        first = not _changed
        _changed.update(citizen_ids)
    if first and citizen_ids:
        threading.Timer(MOMENT, _say).start()


def _say() -> None:
    with _lock:
        changed = sorted(_changed)
        _changed.clear()
    try:
        with connection.cursor() as cursor:
            for begin in range(0, len(changed), MOST):
                told = ",".join(each.hex for each in changed[begin : begin + MOST])
                cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, told])
    except DatabaseError as error:
        log.warning("open pages did not hear of their bell", kind=type(error).__name__)
    finally:
        let_go()
