"""Another registry over real HTTP, in this process, whose behaviour the tests set."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import httpx
import pytest
from granian.constants import Interfaces
from granian.server.embed import Server
from starlette.applications import Starlette

from burgerprofiel.kit import loop
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.mailbox.federation import members, names
from burgerprofiel.mailbox.federation.configuration import Peer, Words
from burgerprofiel.mailbox.federation.contract import Reader
from burgerprofiel.mailbox.federation.http import Http
from burgerprofiel.simulators.magda.cast import BY_SLUG
from burgerprofiel.simulators.registry import mail, server
from burgerprofiel.simulators.registry.faults import Behaviour, Mode, Plan

NOOR = BY_SLUG["noor"].ssin
TOKEN = "of-noor"


async def _whose(token: str) -> str | None:
    return NOOR if token == TOKEN else None


@dataclass
class Other:
    """The other registry: its state and its address."""

    port: int
    state: server.Registry
    made: list[Http] = field(default_factory=list)
    reader: Reader = field(default_factory=lambda: Reader(uuid7(), lambda _audience: TOKEN))

    def behave(self, mode: Mode = Mode.FINE, milliseconds: int = 0) -> None:
        """Let it behave in a certain way from now on."""
        self.state.behaviour = Behaviour(mode=mode, milliseconds=milliseconds)

    def peer(self, version: str = "v3", **more: object) -> Peer:
        """How a file names it."""
        usual: dict[str, object] = {
            "id": "federaal",
            "name": Words("Federaal register", "Registre fédéral", "Föderales Register", "Federal registry"),
            "url": f"http://ebox2.localhost:{self.port}/ebox/messageRegistry/{version}",
            "audience": "federaal-register",
            "version": version,
            "connect": 1.0,
            "budget": 3.0,
            "can_hide": True,
        }
        return Peer(**usual | more)  # type: ignore[arg-type]  # a test's own fields

    def registry(self, version: str = "v3", **more: object) -> Http:
        """A way to it, with a breaker of its own."""
        self.made.append(Http(self.peer(version, **more)))
        return self.made[-1]

    def letters(self, ssin: str = NOOR) -> list[mail.Letter]:
        """What lies there, newest first."""
        return self.state.letters(ssin, self.state.began)


def _serve(app: Starlette, port: int) -> None:
    asyncio.run(Server(app, "127.0.0.1", port, interface=Interfaces.ASGI).serve())


@pytest.fixture(scope="session")
def _other() -> Other:
    state = server.Registry(_whose)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    app = Starlette(routes=list(server.routes(state)))
    threading.Thread(target=_serve, args=(app, port), daemon=True).start()
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            httpx.get(f"http://127.0.0.1:{port}/")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return Other(port, state)
    raise AssertionError("the other registry did not start")


@pytest.fixture
def other(_other: Other) -> Iterator[Other]:
    """The other registry, everything fine and fast at the start of each test."""
    _fine(_other)
    yield _other
    _fine(_other)


def _fine(other: Other) -> None:
    other.behave()
    other.state.plan = Plan()
    other.state.letters = mail.of
    other.state.whose = _whose
    other.state.read.clear()
    other.state.hidden.clear()
    other.state.asked.clear()
    names._kept.clear()
    for registry in (*other.made, *members._known.values()):
        loop.entrance().call(registry.line.close)
    other.made.clear()


def many(count: int, at: datetime) -> list[mail.Letter]:
    """So many letters, a minute apart."""
    made = mail.of(NOOR, at)[-1]
    return [
        mail.Letter(
            f"m-{number:05}",
            datetime.fromtimestamp(at.timestamp() - 60 * number, at.tzinfo),
            made.subject,
            made.organisation,
            made.kind,
            made.lines,
        )
        for number in range(count)
    ]
