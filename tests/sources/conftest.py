"""A simulated MAGDA over real HTTP, in this process, whose behaviour the tests set."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from granian.constants import Interfaces
from granian.server.embed import Server
from starlette.applications import Starlette
from starlette.routing import Route

from burgerprofiel.simulators.magda import landscape
from burgerprofiel.simulators.magda.faults import Behaviour, Board, Mode
from burgerprofiel.simulators.magda.server import Magda
from burgerprofiel.sources.connectors.magda.connector import Connector
from burgerprofiel.sources.connectors.magda.envelope import Sender


@dataclass
class RunningMagda:
    """The address of the simulated MAGDA, and its board of behaviours."""

    url: str
    state: Magda

    @property
    def board(self) -> Board:
        """How each service behaves."""
        return self.state.board

    def behave(self, service: str, mode: Mode, milliseconds: int = 0) -> None:
        """Let a service behave in a certain way from now on."""
        self.board[service] = Behaviour(mode=mode, fastest=milliseconds, slowest=milliseconds)

    def connector(self, deadline: float = 2.0) -> Connector:
        """A connector to this MAGDA."""
        return Connector(self.url, Sender("test.example/portaal", "1300"), deadline)


def _serve(app: Starlette, port: int) -> None:
    asyncio.run(Server(app, "127.0.0.1", port, interface=Interfaces.ASGI).serve())


@pytest.fixture(scope="session")
def _magda_server(tmp_path_factory: pytest.TempPathFactory) -> RunningMagda:
    folder: Path = tmp_path_factory.mktemp("magda")
    landscape.write(folder)
    state = Magda(folder)
    app = Starlette(routes=[Route("/soap", state.answer, methods=["POST"])])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    threading.Thread(target=_serve, args=(app, port), daemon=True).start()
    _wait_for(f"http://127.0.0.1:{port}/soap")
    return RunningMagda(f"http://magda.localhost:{port}/soap", state)


def _wait_for(url: str) -> None:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            httpx.get(url)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the simulated MAGDA did not start")


@pytest.fixture
def magda(_magda_server: RunningMagda) -> Iterator[RunningMagda]:
    """The simulated MAGDA, everything fine and fast at the start of each test."""
    _magda_server.board.clear()
    _magda_server.behave("*", Mode.FINE)
    yield _magda_server
    _magda_server.board.clear()
