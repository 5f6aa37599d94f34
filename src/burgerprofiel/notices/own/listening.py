"""One thread per process hears from PostgreSQL whose bell changed, and wakes only who waits for these.

It holds the one connection for all open pages. While it cannot hear, nobody waits: pages ask now and then instead.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
import structlog
from django.db import connection

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.own.ringing import CHANNEL

LINGERS = 60.0
"""Seconds without anybody waiting, after which the thread and its connection go."""
_REST = 1.0
"""Seconds after the database failed."""
_NOT_OURS = ("context", "cursor_factory", "prepare_threshold", "pool")

log = structlog.get_logger(__name__)


class Listener:
    """Hears, and wakes."""

    def __init__(self) -> None:
        """Hear nothing yet: the thread begins with the first who waits."""
        self._lock = threading.Lock()
        self._waiting = defaultdict[CitizenId, set[threading.Event]](set)
        self._thread: threading.Thread | None = None
        self._last = 0.0
        self.hears = threading.Event()

    @contextmanager
    def waiting(self, citizen_id: CitizenId) -> Iterator[threading.Event]:
        """Give an event that is set whenever this citizen's bell may have changed."""
        rung = threading.Event()
        with self._lock:
            self._waiting[citizen_id].add(rung)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="bell", daemon=True)
                self._thread.start()
        try:
            yield rung
        finally:
            with self._lock:
                self._waiting[citizen_id].discard(rung)
                if not self._waiting[citizen_id]:
                    del self._waiting[citizen_id]
                self._last = time.monotonic()

    def count(self, citizen_id: CitizenId) -> int:
        """Return how many wait for this citizen."""
        with self._lock:
            return len(self._waiting.get(citizen_id, ()))

    def _run(self) -> None:
        while self._wanted():
            try:
                self._hear()
            except psycopg.Error as error:
                log.warning("bells are not heard", kind=type(error).__name__)
                time.sleep(_REST)
            finally:
                self.hears.clear()

    def _wanted(self) -> bool:
        """Whether somebody waits, or did a moment ago; if not, the thread is over."""
        with self._lock:
            if self._waiting or time.monotonic() - self._last < LINGERS:
                return True
            self._thread = None
            return False

    def _hear(self) -> None:
        told = {name: value for name, value in connection.get_connection_params().items() if name not in _NOT_OURS}
        with psycopg.connect(**told | {"connect_timeout": 2}, autocommit=True) as heard:
            heard.execute(f"LISTEN {CHANNEL}")
            self.hears.set()
            self._wake(None)
            while self._wanted():
                for message in heard.notifies(timeout=LINGERS / 4):
                    self._wake(message.payload)

    def _wake(self, payload: str | None) -> None:
        """Wake who waits for these; None: everybody, for something may have been missed."""
        with self._lock:
            named = list(self._waiting) if payload is None else [CitizenId(UUID(each)) for each in payload.split(",")]
            for each in named:
                for rung in self._waiting.get(each, ()):
                    rung.set()


LISTENER = Listener()
