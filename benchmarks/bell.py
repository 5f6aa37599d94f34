"""The list of notices while every stream of open pages is held that may be: nobody else waits for them.

Needs Django set up for the demo. Two hundred open pages ask for their stream, more than there are places.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks import load
from benchmarks.load import Target, Timing
from benchmarks.sessions import new_sessions

PAGES = 200
PEOPLE = 16
LONGEST = 8.0
"""Seconds: a held stream ends by itself after 25."""


@dataclass(frozen=True)
class Found:
    """What came out."""

    timing: Timing
    """Of the list, with every place held."""
    alone: Timing
    """The same with none held."""
    held: int
    at_once: int
    """Pages that found no place and were answered at once."""

    @property
    def ratio(self) -> float:
        """How many times longer it takes."""
        return self.timing.percentile(0.5) / self.alone.percentile(0.5)


def measure(port: int, seconds: float, clients: int) -> Found:
    """Measure."""
    cookies = new_sessions(PEOPLE)
    target = Target("mijn.localhost", port, "/meldingen", cookies, b"/afmelden")
    lasts = min(seconds, LONGEST)
    alone = load.load(target, clients, lasts)
    pages = [_open(port, cookies[number % PEOPLE]) for number in range(PAGES)]
    time.sleep(2)
    held = sum(_is_open(page) for page in pages)
    timing = load.load(target, clients, lasts)
    for page in pages:
        page.close()
    return Found(timing, alone, held, PAGES - held)


def _open(port: int, cookie: str) -> socket.socket:
    page = socket.create_connection(("127.0.0.1", port))
    lines = ["GET /meldingen/stroom?sinds=x HTTP/1.1", f"Host: mijn.localhost:{port}", f"Cookie: {cookie}"]
    page.sendall("\r\n".join([*lines, "Connection: close", "", ""]).encode())
    return page


def _is_open(page: socket.socket) -> bool:
    page.settimeout(0.01)
    try:
        while page.recv(65536):
            pass
    except TimeoutError:
        return True
    return False


def words(found: Found) -> Sequence[str]:
    """Return what the table says beside the figures."""
    return [
        f"{PAGES} open pages: {found.held} streams held, {found.at_once} answered at once",
        f"× {found.ratio:.2f} of the same with none held",
    ]
