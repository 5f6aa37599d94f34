"""Asking many sources at once: one event loop per process, entered from the request's thread.

A request thread waits on a queue while one task per service runs in the loop. A service that needs another's answer
starts when that is there. Closing the harvest cancels what still runs.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Any, Self

import structlog
from anyio.from_thread import BlockingPortal
from django.conf import settings

from burgerprofiel.kit import loop
from burgerprofiel.kit.answers import Answer
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.connector import Connector, Fetched
from burgerprofiel.sources.connectors.magda.envelope import Sender
from burgerprofiel.sources.service import Answers, Service

log = structlog.get_logger(__name__)

_lock = threading.Lock()
_connector: Connector | None = None


def _loop() -> tuple[BlockingPortal, Connector]:
    """Return this process's event loop and its connector, made at the first use."""
    global _connector  # noqa: PLW0603 - one per process
    with _lock:
        if _connector is None:
            config = settings.CONFIG
            _connector = Connector(
                config.magda_url,
                Sender(config.magda_identification, config.magda_capacity),
                config.source_deadline,
            )
            loop.close_at_exit(_connector.close)
        return loop.entrance(), _connector


def start() -> None:
    """Start this process's loop now rather than at the first question."""
    _loop()


class Harvest:
    """Answers as they ripen: asked from the start, in batches of what came in meanwhile; leaving cancels the rest."""

    def __init__(
        self,
        services: Sequence[Service[Any]],
        ssin: Ssin,
        known: dict[Service[Any], Answer[Any]],
        insist: frozenset[str] = frozenset(),
    ) -> None:
        """Start asking `services` about `ssin`; `known` answers serve those that need them."""
        self._services, self._ssin, self._known, self._insist = services, ssin, dict(known), insist
        self._ripe: queue.SimpleQueue[Fetched | None] = queue.SimpleQueue()
        portal, self._connector = _loop()
        self._began = time.monotonic()
        self._future = portal.start_task_soon(self._run)

    def __enter__(self) -> Self:
        """Stay with it until the last answer is in."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Cancel what still runs."""
        self._future.cancel()

    def __iter__(self) -> Iterator[list[Fetched]]:
        """Yield everything that came in since the last time, waiting for at least one."""
        ended = False
        while not ended:
            batch, ended = self._drain()
            if batch:
                yield batch

    def _drain(self) -> tuple[list[Fetched], bool]:
        batch: list[Fetched] = []
        item = self._ripe.get()
        while item is not None:
            batch.append(item)
            try:
                item = self._ripe.get_nowait()
            except queue.Empty:
                return batch, False
        return batch, True

    async def _run(self) -> None:
        """Ask every service in a task of its own; the end is marked whatever happens."""
        try:
            async with asyncio.TaskGroup() as group:
                tasks: dict[Service[Any], asyncio.Task[Answer[Any]]] = {}
                for service in self._services:
                    tasks[service] = group.create_task(self._one(service, tasks))
        finally:
            self._ripe.put(None)

    async def _one(self, service: Service[Any], tasks: dict[Service[Any], asyncio.Task[Answer[Any]]]) -> Answer[Any]:
        given = {
            need.key: self._known[need] if need in self._known else await tasks[need]
            for need in service.needs
            if need in self._known or need in tasks
        }
        fetched = await self._connector.fetch(
            service,
            self._ssin,
            Answers(given),
            insist=service.key in self._insist,
            waiting_since=None if given else self._began,
        )
        self._ripe.put(fetched)
        return fetched.answer
