"""Another registry, over the public contract: v3, or v2.1 whose names differ (contracts/ebox.md A.4)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NoReturn, TypeVar

import msgspec
import structlog

from burgerprofiel.kit import clock, loop
from burgerprofiel.kit.connections import let_go
from burgerprofiel.mailbox.federation import content, counted, glance, names, wire
from burgerprofiel.mailbox.federation.calls import Line
from burgerprofiel.mailbox.federation.configuration import Closed, Peer, closed_until
from burgerprofiel.mailbox.federation.contract import (
    About,
    Attached,
    Cause,
    Entry,
    NotThereError,
    Page,
    Place,
    Question,
    Reader,
    SilentError,
    Texts,
    Whole,
)

T = TypeVar("T")
GRACE = 0.25
"""Seconds that a thread waits longer for the event loop than the loop for the registry."""
_REFERENCE = {"v2": "referenceData", "v3": "refData"}

log = structlog.get_logger(__name__)


@dataclass
class Http:
    """A registry of somebody else. One per process, for its breaker and its connections."""

    peer: Peer
    closed: Callable[[], tuple[Closed, ...]] = tuple
    """When it is closed by plan, as the federation lists it, beside what the file says."""
    line: Line = field(init=False)
    _flying: glance.Flying = field(init=False, default_factory=glance.Flying)

    def __post_init__(self) -> None:
        """Open a line."""
        self.line = Line(self.peer)

    @property
    def about(self) -> About:
        """Who it is."""
        return self.peer.about

    def ask(
        self, reader: Reader, question: Question, after: Place | None, limit: int, *, insist: bool
    ) -> Callable[[], Page]:
        """Begin to ask; see `contract.Registry`."""

        try:
            self._open(insist=insist)
        except SilentError as silent:
            return _raising(silent)
        token = reader.token(self.peer.audience)

        async def work() -> Page:
            walk = counted.Walk(lambda number: self._listed(token, question, number), after)
            began = asyncio.get_running_loop().time()
            page = await walk.page(limit)
            took = int((asyncio.get_running_loop().time() - began) * 1000)
            await self._learn(token, list(page.entries))
            return replace(page, milliseconds=took)

        return self._begin(work)

    def message(self, reader: Reader, message_id: str) -> Whole:
        """Return one message with its files; see `contract.Registry`."""
        return self.begun(reader, message_id)()

    def begun(self, reader: Reader, message_id: str) -> Callable[[], Whole]:
        """Begin to ask for a message; what is returned waits for it, and raises as `message` does."""
        try:
            self._open()
        except SilentError as silent:
            return _raising(silent)
        token = reader.token(self.peer.audience)

        async def work() -> Whole:
            told, _headers = await self.line.get(self.line.url("ebox", "messages", message_id), token)
            whole = wire.whole(told, self.peer.id)
            if whole.entry.message_id != message_id:
                raise SilentError(Cause.BROKEN, "it answered with another message")
            if len(whole.files) < whole.entry.files:
                url = self.line.url("ebox", "messages", message_id, "attachments")
                whole = replace(whole, files=wire.files((await self.line.get(url, token))[0]))
            await self._learn(token, [whole.entry])
            return whole

        return self._begin(work)

    def body(self, reader: Reader, message_id: str) -> Texts:
        """Return the body; see `contract.Registry`."""
        self._open()
        token, url = reader.token(self.peer.audience), self.line.url("ebox", "messages", message_id, "body")

        async def work() -> Texts:
            return wire.texts((await self.line.get(url, token))[0], longest=500_000)

        return self._begin(work)()

    def content(self, reader: Reader, message_id: str, attached: Attached) -> Iterator[bytes]:
        """Return a file in pieces; see `contract.Registry`."""
        self._open()
        url = self.line.url("ebox", "messages", message_id, "attachments", attached.id, "content")
        return content.stream(url, reader.token(self.peer.audience), self.peer, attached)

    def show(self, reader: Reader, message_id: str, *, visible: bool) -> None:
        """Archive a message there, or bring it back; see `contract.Registry`."""
        self._open()
        token = reader.token(self.peer.audience)
        change = msgspec.json.encode({"items": [{"messageId": message_id, "visible": visible}], "totalItems": 1})

        async def work() -> None:
            await self.line.patch(self.line.url("ebox", "messages"), token, change)

        self._begin(work)()

    async def glance(self, token: str, *, insist: bool = False) -> glance.Glance:
        """Return what waits there; to be called in the event loop. Raises SilentError."""
        self._open(insist=insist)

        async def work() -> glance.Glance:
            found, owed = await glance.taken(lambda question, number: self._listed(token, question, number))
            await self._learn(token, list(owed))
            return glance.with_bills(found, owed)

        return await self._guarded(work)

    async def _listed(self, token: str, question: Question, number: int) -> tuple[Sequence[Entry], int]:
        asked = {"page": str(number), "pageSize": str(counted.SIZE)} | parameters(question)
        url = self.line.url("ebox", "messages", **asked)

        async def ask() -> tuple[Sequence[Entry], int]:
            try:
                async with asyncio.timeout(self.peer.budget):
                    told, _headers = await self.line.get(url, token)
            except NotThereError as error:
                raise SilentError(Cause.BROKEN, "it has no list of messages") from error
            return wire.listed(told, self.peer.id, (number - 1) * counted.SIZE)

        return await self._flying.once((token, url), ask)

    async def _learn(self, token: str, entries: list[Entry]) -> None:
        """Ask what senders and kinds are called that we do not know yet; without an answer their numbers stay."""

        async def one(key: names.Key) -> None:
            try:
                url = self.line.url(_REFERENCE[self.peer.version], key.kind, key.id)
                names.keep(key, *await self.line.get(url, token))
            except NotThereError:
                names.unknown(key)
            except SilentError as silent:
                log.info("a name did not come", registry=self.peer.id, kind=key.kind, why=silent.cause.value)

        missing = names.wanted(self.peer.id, entries)
        if missing:
            await asyncio.wait([asyncio.ensure_future(one(key)) for key in missing], timeout=self.peer.budget / 3)

    def _open(self, *, insist: bool = False) -> None:
        """Raise SilentError when the registry is closed by plan, or rests; who insists goes through, some a second."""
        if insist and self.line.breaker.insists():
            return
        if self.closed_until():
            raise SilentError(Cause.MAINTENANCE)
        if not self.line.breaker.allows():
            raise SilentError(Cause.RESTING)

    def wake(self) -> None:
        """Let the next call through although it rests: somebody pressed “try again”."""
        self.line.breaker.wake()

    def closed_until(self) -> datetime | None:
        """Return until when it is closed by plan; None: it is open."""
        return closed_until((*self.peer.maintenance, *self.closed()), clock.now())

    def _begin(self, work: Callable[[], Coroutine[Any, Any, T]]) -> Callable[[], T]:
        """Start work in the event loop; what is returned waits for it."""
        future = loop.entrance().start_task_soon(self._guarded, work)
        return lambda: self._waited(future)

    async def _guarded(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Do it within the budget, and tell the breaker. An answer that says no is an answer."""
        try:
            async with asyncio.timeout(self.peer.budget):
                done = await work()
        except TimeoutError as error:
            self.line.breaker.failed()
            raise SilentError(Cause.TIMEOUT) from error
        except SilentError as silent:
            if silent.cause is not Cause.REFUSED:
                self.line.breaker.failed()
            log.info("a registry gave no answer", registry=self.peer.id, why=silent.cause.value, detail=str(silent))
            raise
        except NotThereError:
            self.line.breaker.succeeded()
            raise
        self.line.breaker.succeeded()
        return done

    def _waited(self, future: Future[T]) -> T:
        let_go()
        try:
            return future.result(timeout=self.peer.budget + GRACE)
        except (TimeoutError, CancelledError) as error:
            future.cancel()
            raise SilentError(Cause.TIMEOUT) from error


def parameters(question: Question) -> dict[str, str]:
    """Return the filters in the contract's words; dates are days."""
    wanted = question.wanted
    read = wanted.read if wanted.unread is None else not wanted.unread
    told = {
        "receivedBefore": wanted.received_before and wanted.received_before.astimezone(clock.BRUSSELS).date(),
        "receivedAfter": wanted.received_after and wanted.received_after.astimezone(clock.BRUSSELS).date(),
        "expiredBefore": wanted.expired_before and wanted.expired_before.astimezone(clock.BRUSSELS).date(),
        "expiredAfter": wanted.expired_after and wanted.expired_after.astimezone(clock.BRUSSELS).date(),
        "readStatus": _flag(read),
        "visible": _flag(wanted.visible),
        "registeredMail": _flag(wanted.registered),
        "messageTypeId": wanted.message_type,
        "senderOrganizationId": wanted.organisation,
        "senderApplicationId": wanted.application,
        "q": question.words,
        "qlang": question.language if question.words else "",
    }
    return {name: str(value) for name, value in told.items() if value}


def _flag(value: bool | None) -> str:  # noqa: FBT001 - the value itself
    return "" if value is None else str(value).lower()


def _raising(error: SilentError) -> Callable[[], NoReturn]:
    def fail() -> NoReturn:
        raise error

    return fail
