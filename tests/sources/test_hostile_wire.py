"""A source that is hostile on the wire itself: its own tile at its deadline, a bounded memory, a loop that goes on."""

from __future__ import annotations

import asyncio
import time
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Callable

import pytest

from burgerprofiel.kit.answers import Cause, Unavailable
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.simulators.magda.cast import BY_SLUG
from burgerprofiel.sources.connectors.magda.connector import Connector
from burgerprofiel.sources.connectors.magda.envelope import Sender
from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.service import Answers

Wire = Callable[[], AsyncIterator[bytes]]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\n"
DEADLINE, MEGABYTE = 1.0, 1024 * 1024


async def _slowly(piece: bytes) -> AsyncIterator[bytes]:
    for _each in range(100):
        yield piece
        await asyncio.sleep(0.05)


async def dripping_body() -> AsyncIterator[bytes]:
    yield HEAD + b"Content-Length: 1000\r\n\r\n"
    async for piece in _slowly(b"<"):
        yield piece


async def dripping_head() -> AsyncIterator[bytes]:
    yield HEAD
    async for piece in _slowly(b"X-A: b\r\n"):
        yield piece


async def endless_patience() -> AsyncIterator[bytes]:
    async for piece in _slowly(b"HTTP/1.1 102 Processing\r\n\r\n"):
        yield piece


async def endless_body() -> AsyncIterator[bytes]:
    yield HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    for _each in range(3000):
        yield b"10000\r\n" + b"a" * 65536 + b"\r\n"


def _bomb(window: int) -> bytes:
    """A hundred megabytes of blanks, in a hundred kilobytes; `window` as zlib names the format."""
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    return b"".join(packer.compress(b" " * MEGABYTE) for _each in range(100)) + packer.flush()


def _coded(coding: bytes, make: Callable[[], bytes]) -> Wire:
    async def wire() -> AsyncIterator[bytes]:
        body = make()
        yield HEAD + b"Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n" % (coding, len(body)) + body

    return wire


def _at_once(answer: bytes) -> Wire:
    async def wire() -> AsyncIterator[bytes]:
        yield answer

    return wire


WIRES: dict[str, tuple[Wire, Cause]] = {
    "dripping body": (dripping_body, Cause.TIMEOUT),
    "dripping head": (dripping_head, Cause.TIMEOUT),
    "endless patience": (endless_patience, Cause.TIMEOUT),
    "endless body": (endless_body, Cause.BROKEN),
    "gzip bomb": (_coded(b"gzip", lambda: _bomb(31)), Cause.BROKEN),
    "deflate bomb": (_coded(b"deflate", lambda: _bomb(15)), Cause.BROKEN),
    "no gzip": (_coded(b"gzip", lambda: b"<a/>"), Cause.UNREACHABLE),
    "endless header": (_at_once(HEAD + b"X: " + b"a" * MEGABYTE + b"\r\n\r\n"), Cause.UNREACHABLE),
    "many headers": (_at_once(HEAD + b"X: a\r\n" * 200_000 + b"\r\n"), Cause.UNREACHABLE),
    "led elsewhere": (
        _at_once(b"HTTP/1.1 307 X\r\nLocation: http://evil.example/\r\nContent-Length: 0\r\n\r\n"),
        Cause.BROKEN,
    ),
    "two lengths": (_at_once(HEAD + b"Content-Length: 4\r\nContent-Length: 9\r\n\r\n<a/>"), Cause.UNREACHABLE),
    "cut off": (_at_once(HEAD + b"Content-Length: 400\r\n\r\n<a/>"), Cause.UNREACHABLE),
    "no http": (_at_once(b"SSH-2.0-OpenSSH_9\r\n"), Cause.UNREACHABLE),
    "deep": (_at_once(HEAD + b"Connection: close\r\n\r\n" + b"<a>" * 100_000), Cause.BROKEN),
    "a bomb in attributes": (
        _at_once(HEAD + b"Connection: close\r\n\r\n<a" + b"".join(b" a%d=''" % n for n in range(200_000)) + b"/>"),
        Cause.BROKEN,
    ),
}


async def _met(wire: Wire) -> tuple[Unavailable, float, float]:
    """Ask a server that talks like this. Returns the answer, how long it took, and the longest the loop stood still."""

    async def talk(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async for piece in wire():
                writer.write(piece)
                await writer.drain()
            writer.close()
        except ConnectionError:
            pass

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    stood_still = 0.0

    async def watch() -> None:
        nonlocal stood_still
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.005)
            stood_still = max(stood_still, time.monotonic() - before)

    watching = asyncio.create_task(watch())
    port = server.sockets[0].getsockname()[1]
    connector = Connector(f"http://127.0.0.1:{port}/soap", Sender("test.example/portaal", "1300"), DEADLINE)
    began = time.monotonic()
    answer = (await connector.fetch(PERSON, Ssin(BY_SLUG["noor"].ssin), Answers())).answer
    took = time.monotonic() - began
    await connector.close()
    watching.cancel()
    server.close()
    assert isinstance(answer, Unavailable)
    return answer, took, stood_still


@pytest.mark.parametrize("what", WIRES)
def test_a_hostile_source_costs_its_own_answer_only(what: str) -> None:
    wire, cause = WIRES[what]
    answer, took, stood_still = asyncio.run(_met(wire))
    assert answer.cause is cause
    assert took < DEADLINE + 3
    assert stood_still < 2


@pytest.mark.parametrize("what", ["gzip bomb", "deflate bomb", "endless body"])
def test_what_a_bomb_holds_is_never_in_memory(what: str) -> None:
    tracemalloc.start()
    try:
        asyncio.run(_met(WIRES[what][0]))
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 40 * MEGABYTE
