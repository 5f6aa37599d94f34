"""A small load generator: keeps connections open, checks every answer, times each request.

It speaks just enough HTTP/1.1 (content length and chunks). An answer that is not 200, or lacks the words it must hold,
stops the measurement: a page that redirects to sign-in is quick and worthless.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


class WrongAnswerError(Exception):
    """The server did not answer what is being measured."""


@dataclass(frozen=True)
class Target:
    """What is asked: host header, path, cookies (one per client in turn), and bytes that every answer must hold.

    With a `form` it is posted.
    """

    host: str
    port: int
    path: str
    cookies: Sequence[str] = ("",)
    holds: bytes = b""
    form: str = ""
    authorization: str = ""
    status: int = 200
    fresh: bool = False
    """Whether every request is made anew, for the next cookie; else each client has one."""

    def request(self, cookie: str) -> bytes:
        """The request with one of the cookies."""
        method = "POST" if self.form else "GET"
        lines = [f"{method} {self.path} HTTP/1.1", f"Host: {self.host}:{self.port}", "Accept-Language: nl"]
        lines += [f"Cookie: {cookie}"] if cookie else []
        lines += [f"Authorization: {self.authorization}"] if self.authorization else []
        if self.form:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(self.form)}"]
        return "\r\n".join([*lines, "", self.form]).encode()


@dataclass(frozen=True)
class Timing:
    """What came out: seconds per request, and how long the whole took."""

    seconds: Sequence[float]
    duration: float

    @property
    def per_second(self) -> float:
        """Requests per second."""
        return len(self.seconds) / self.duration

    def percentile(self, share: float) -> float:
        """Milliseconds that `share` of the requests stayed within."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


async def _body(reader: asyncio.StreamReader, head: bytes) -> bytes:
    lowered = head.lower()
    if b"transfer-encoding: chunked" in lowered:
        parts = []
        while size := int((await reader.readline()).split(b";")[0], 16):
            parts.append((await reader.readexactly(size + 2))[:-2])
        await reader.readline()
        return b"".join(parts)
    length = lowered.partition(b"content-length:")[2].partition(b"\r")[0]
    return await reader.readexactly(int(length)) if length else b""


async def _client(target: Target, cookies: Iterator[str], end: float, seconds: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", target.port, limit=2**20)
    request, right = target.request(next(cookies)), f"HTTP/1.1 {target.status}".encode()
    while time.perf_counter() < end:
        request = target.request(next(cookies)) if target.fresh else request
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        body = await _body(reader, head)
        seconds.append(time.perf_counter() - began)
        if not head.startswith(right) or target.holds not in body:
            raise WrongAnswerError(
                f"{target.path} answered {head.splitlines()[0].decode()} without the expected words."
            )
    writer.close()


async def _run(target: Target, clients: int, duration: float) -> Timing:
    seconds: list[float] = []
    cookies = itertools.cycle(target.cookies)
    began = time.perf_counter()
    await asyncio.gather(*(_client(target, cookies, began + duration, seconds) for _each in range(clients)))
    return Timing(seconds, time.perf_counter() - began)


def load(target: Target, clients: int, duration: float) -> Timing:
    """Let `clients` ask as fast as they can for `duration` seconds."""
    return asyncio.run(_run(target, clients, duration))


@dataclass(frozen=True)
class Arrival:
    """When a marker of a streamed page came in, in seconds after the request; `first` is the first body byte."""

    first: float
    marks: dict[str, float]
    total: float


async def _watch(target: Target, cookie: str, marks: Sequence[str]) -> Arrival:
    reader, writer = await asyncio.open_connection("127.0.0.1", target.port, limit=2**20)
    began = time.perf_counter()
    writer.write(target.request(cookie))
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise WrongAnswerError(f"{target.path} answered {head.splitlines()[0].decode()}.")
    first, seen, tail = 0.0, {}, b""
    wanted = {mark: mark.encode() for mark in marks}
    while size := int((await reader.readline()).split(b";")[0], 16):
        part = tail + (await reader.readexactly(size + 2))[:-2]
        now = time.perf_counter() - began
        first = first or now
        for mark in [mark for mark, text in wanted.items() if text in part]:
            seen[mark] = now
            del wanted[mark]
        tail = part[-100:]
    writer.close()
    return Arrival(first, seen, time.perf_counter() - began)


def watch(target: Target, marks: Sequence[str]) -> list[Arrival]:
    """Let every cookie open the page once, all at the same moment; tell when each marker came in."""

    async def run() -> list[Arrival]:
        return list(await asyncio.gather(*(_watch(target, cookie, marks) for cookie in target.cookies)))

    return asyncio.run(run())
