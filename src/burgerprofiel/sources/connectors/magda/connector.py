"""One question to one MAGDA service within its deadline: registration when MAGDA asks for it, one try more when busy.

Whatever goes wrong ends as one of the four answers; the kind of trouble is in `Fetched`, for the audit trail.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import structlog
from lxml import etree

from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, Cause, Nothing, Unavailable
from burgerprofiel.kit.breaker import Breaker
from burgerprofiel.kit.http import TooLargeError
from burgerprofiel.kit.http_pool import pool, read_at_most
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda import envelope, outcome, registration
from burgerprofiel.sources.node import UnreadableError
from burgerprofiel.sources.service import Answers, Children, Service
from burgerprofiel.sources.turns import Turns

log = structlog.get_logger(__name__)

LARGEST_ANSWER = 8 * 1024 * 1024
_PAUSE_WHEN_BUSY = 0.2


@dataclass(frozen=True)
class Fetched:
    """What became of one question: the answer, our reference in the message, how long it took (milliseconds)."""

    service: Service[Any]
    answer: Answer[Any]
    reference: str
    milliseconds: int


class SourceFailedError(Exception):
    """The source gave no usable answer; `cause` says why."""

    def __init__(self, cause: Cause) -> None:
        """Keep the cause."""
        super().__init__(cause.value)
        self.cause = cause


@dataclass
class Connector:
    """The way to MAGDA. Belongs to one event loop."""

    url: str
    sender: envelope.Sender
    deadline: float
    """Seconds for one service, registration and second try included."""
    breakers: defaultdict[str, Breaker] = field(default_factory=lambda: defaultdict(Breaker))
    turns: Turns = field(default_factory=Turns)
    _session: aiohttp.ClientSession | None = None

    async def fetch(
        self,
        service: Service[Any],
        ssin: Ssin,
        given: Answers,
        *,
        insist: bool = False,
        waiting_since: float | None = None,
    ) -> Fetched:
        """Ask `service` about `ssin`. Never raises for what a source does; `insist` passes a resting breaker.

        `waiting_since` (seconds of the loop's clock): when the citizen began to wait. The deadline runs from then, but
        leaves the source half of its time: that we were busy is no fault of its own.
        """
        reference = str(uuid7())
        await self.turns.mine(service.name)
        began = asyncio.get_running_loop().time()
        since = max(began - self.deadline / 2, began if waiting_since is None else waiting_since)
        answer = await self._guarded(service, ssin, given, reference, since + self.deadline, insist=insist)
        milliseconds = int((asyncio.get_running_loop().time() - began) * 1000)
        self.turns.took(service.name, milliseconds)
        return Fetched(service, answer, reference, milliseconds)

    async def _guarded(
        self, service: Service[Any], ssin: Ssin, given: Answers, reference: str, until: float, *, insist: bool
    ) -> Answer[Any]:
        body = service.question(ssin, given)
        if body is None:
            return Nothing(clock.now())
        breaker = self.breakers[service.name]
        if not (breaker.allows() or insist):
            return Unavailable(clock.now(), Cause.RESTING, reference)
        try:
            async with asyncio.timeout_at(until):
                answer = await self._ask(service, ssin, body, reference)
        except SourceFailedError as failure:
            breaker.failed()
            return Unavailable(clock.now(), failure.cause, reference)
        except TimeoutError:
            breaker.failed()
            return Unavailable(clock.now(), Cause.TIMEOUT, reference)
        breaker.succeeded()
        return answer

    async def _ask(self, service: Service[Any], ssin: Ssin, body: Children, reference: str) -> Answer[Any]:
        reply = await self._send(service.name, service.version, service.namespace, body, reference)
        if outcome.must_register(reply):
            await self._register(ssin)
            reply = await self._send(service.name, service.version, service.namespace, body, reference)
        if outcome.is_overloaded(reply):
            await asyncio.sleep(_PAUSE_WHEN_BUSY)
            reply = await self._send(service.name, service.version, service.namespace, body, reference)
        try:
            return outcome.conclude(service, ssin, reply, clock.now(), reference)
        except outcome.ForeignAnswerError:
            log.error("answer about somebody else refused", service=service.name, reference=reference)
            return Unavailable(clock.now(), Cause.FOREIGN, reference)
        except UnreadableError as error:
            log.error("answer not understood", service=service.name, reference=reference, why=str(error))
            return Unavailable(clock.now(), Cause.BROKEN, reference)
        except Exception:  # a fault in one parser costs its own tile, never the page
            log.exception("parser failed", service=service.name, reference=reference)
            return Unavailable(clock.now(), Cause.BROKEN, reference)

    async def _register(self, ssin: Ssin) -> None:
        body = registration.body(ssin, self.sender.identification, self.sender.capacity)
        await self._send(registration.NAME, registration.VERSION, registration.NAMESPACE, body, str(uuid7()))

    async def _send(self, name: str, version: str, namespace: str, body: Children, reference: str) -> envelope.Reply:
        message = envelope.question(
            name, version, namespace, body, sender=self.sender, reference=reference, moment=clock.now()
        )
        headers = {
            "Content-Type": "text/xml; charset=utf-8",
            "SOAPAction": f'"{namespace}/{name}"',
            "x-correlation-id": reference,
        }
        try:
            async with self._http().post(self.url, data=message, headers=headers, allow_redirects=False) as response:
                if response.status >= 500 and "xml" not in response.content_type:
                    raise SourceFailedError(Cause.UNREACHABLE)
                return envelope.answer(await read_at_most(response, LARGEST_ANSWER))
        except (aiohttp.ClientError, OSError) as error:
            raise SourceFailedError(Cause.UNREACHABLE) from error
        except (TooLargeError, envelope.NotUnderstoodError, etree.LxmlError) as error:
            log.warning("answer not understood", service=name, reference=reference, why=str(error) or "too large")
            raise SourceFailedError(Cause.BROKEN) from error

    def _http(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = pool()
        return self._session

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None
