"""Whoever sends hears within a moment that something waits: once, for all that was raised in that moment.

Should a process end before it said so, or should nobody hear it (behind PgBouncer), the post looks by itself every
second.
"""

from __future__ import annotations

import threading
from contextlib import suppress

import psycopg
import structlog
from django.db import DatabaseError, connection, transaction
from psycopg_pool import PoolTimeout

from burgerprofiel.kit.connections import let_go

MOMENT = 0.05
"""Seconds that are one moment."""
NAME = "notices_waiting"
_saying = threading.Lock()

log = structlog.get_logger(__name__)


def after_this() -> None:
    """Say so when the running transaction is done."""
    transaction.on_commit(soon, robust=True)


def soon() -> None:
    """Say that something waits."""
    if _saying.acquire(blocking=False):
        timer = threading.Timer(MOMENT, _say)
        timer.daemon = True
        timer.start()


def _say() -> None:
    _saying.release()
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {NAME}")
    except (DatabaseError, PoolTimeout) as error:
        log.warning("the post was not woken", kind=type(error).__name__)
    finally:
        let_go()


class Ear:
    """Hears it, on a connection of its own, and sets an event."""

    def __init__(self, heard: threading.Event) -> None:
        """Say what to set."""
        self._heard, self._closing = heard, threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def close(self) -> None:
        """Listen no more; it ends within a second."""
        self._closing.set()
        self._thread.join(2)

    def _listen(self) -> None:
        while not self._closing.is_set():
            with suppress(psycopg.Error, OSError):
                self._hear()
            self._closing.wait(1.0)

    def _hear(self) -> None:
        given = {name: value for name, value in connection.get_connection_params().items() if name in _CONNECTING}
        with psycopg.connect(**given, autocommit=True) as line:
            line.execute(f"LISTEN {NAME}")
            while not self._closing.is_set():
                for _told in line.notifies(timeout=1.0, stop_after=1):
                    self._heard.set()


_CONNECTING = frozenset({"dbname", "user", "password", "host", "port", "sslmode", "sslrootcert", "options"})
