"""A glance at all other registries at the same moment: who does not answer within its budget is named."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future

import msgspec

from burgerprofiel.kit import loop
from burgerprofiel.kit.connections import let_go
from burgerprofiel.mailbox.federation.contract import Cause, Reader, SilentError, Status
from burgerprofiel.mailbox.federation.glance import Glance
from burgerprofiel.mailbox.federation.http import GRACE, Http
from burgerprofiel.mailbox.federation.side_by_side import SLOW

LONGEST = 30.0
"""Seconds; each registry has a budget of its own, which is shorter."""


class Told(msgspec.Struct, frozen=True):
    """What one registry told."""

    registry: str
    status: Status
    milliseconds: int
    glance: Glance | None = None
    """None: it gave no answer."""


def ask(registries: Sequence[Http], reader: Reader, insist: frozenset[str]) -> Future[tuple[Told, ...]]:
    """Begin to ask them all."""
    asked = [(each, reader.token(each.peer.audience), each.peer.id in insist) for each in registries]

    async def work() -> tuple[Told, ...]:
        return tuple(await asyncio.gather(*(_one(each, token, insist=hard) for each, token, hard in asked)))

    return loop.entrance().start_task_soon(work)


def waited(answer: Future[tuple[Told, ...]]) -> tuple[Told, ...]:
    """Return what they told. Nobody holds a database connection meanwhile."""
    let_go()
    try:
        return answer.result(timeout=LONGEST + GRACE)
    except (TimeoutError, CancelledError):
        answer.cancel()
        return ()


def one_less(told: Told) -> Told:
    """Return it with one unread message less."""
    if told.glance is None:
        return told
    left = msgspec.structs.replace(told.glance, unread=max(0, told.glance.unread - 1))
    return msgspec.structs.replace(told, glance=left)


async def _one(registry: Http, token: str, *, insist: bool) -> Told:
    now = asyncio.get_running_loop().time
    began = now()
    try:
        found = await registry.glance(token, insist=insist)
    except SilentError as silent:
        status = Status.MAINTENANCE if silent.cause is Cause.MAINTENANCE else Status.DOWN
        return Told(registry.peer.id, status, int((now() - began) * 1000))
    took = now() - began
    return Told(registry.peer.id, Status.SLOW if took > SLOW else Status.OK, int(took * 1000), found)
