"""One call to another registry: with our token, within its time, of a size we can bear, and nothing else believed.

No redirect is followed, no cookie kept; an answer that is not what the contract says is no answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode
from uuid import uuid4

import aiohttp
import structlog

from burgerprofiel.kit import loop
from burgerprofiel.kit.breaker import Breaker
from burgerprofiel.kit.http import TooLargeError
from burgerprofiel.kit.http_pool import pool, read_at_most
from burgerprofiel.mailbox.federation.configuration import Peer
from burgerprofiel.mailbox.federation.contract import Cause, NotThereError, SilentError

LARGEST_ANSWER = 4 * 1024 * 1024
"""Bytes of a page of the list, a message or a name."""

log = structlog.get_logger(__name__)


@dataclass
class Line:
    """The way to one registry. Its calls run in the process's event loop."""

    peer: Peer
    breaker: Breaker = field(default_factory=lambda: Breaker(limit=4, rest=10.0))
    _session: aiohttp.ClientSession | None = None

    def http(self) -> aiohttp.ClientSession:
        """Return the pool, made in the loop at the first use."""
        if self._session is None:
            self._session = pool(connections=200)
            loop.close_at_exit(self.close)
        return self._session

    async def close(self) -> None:
        """Hang up; the next call opens connections anew."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def url(self, *path: str, **asked: str) -> str:
        """Return an address of this registry; every part of the path is escaped."""
        below = "/".join(quote(part, safe="") for part in path)
        return f"{self.peer.url.rstrip('/')}/{below}" + (f"?{urlencode(asked)}" if asked else "")

    async def get(self, url: str, token: str) -> tuple[bytes, Mapping[str, str]]:
        """Return an answer and its headers. Raises SilentError, NotThereError; and TimeoutError, of who set a time."""
        try:
            async with self.http().get(url, headers=headers(token), allow_redirects=False, timeout=self.times) as reply:
                check(reply.status)
                return await read_at_most(reply, LARGEST_ANSWER), {k.lower(): v for k, v in reply.headers.items()}
        except (aiohttp.ClientError, OSError, TooLargeError, ValueError) as error:
            raise why(error) from error

    async def patch(self, url: str, token: str, content: bytes) -> None:
        """Send a change. Raises as `get` does."""
        told = headers(token) | {"Content-Type": "application/merge-patch+json"}
        try:
            async with self.http().patch(
                url, data=content, headers=told, allow_redirects=False, timeout=self.times
            ) as reply:
                check(reply.status)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise why(error) from error

    @property
    def times(self) -> aiohttp.ClientTimeout:
        """Until it takes the call, and until it sends something."""
        return aiohttp.ClientTimeout(total=None, sock_connect=self.peer.connect, sock_read=self.peer.budget)


def headers(token: str) -> dict[str, str]:
    """What we say with every call; the trace lets two operators find the same call."""
    return {"Authorization": f"Bearer {token}", "Accept": "application/json", "BelGov-Trace-Id": str(uuid4())}


def check(status: int) -> None:
    """Raise SilentError or NotThereError unless it is a success."""
    if status in (404, 410):
        raise NotThereError
    if status in (401, 403):
        raise SilentError(Cause.REFUSED, f"status {status}")
    if not 200 <= status < 300:
        raise SilentError(Cause.UNREACHABLE if status >= 500 else Cause.BROKEN, f"status {status}")


def why(error: Exception) -> SilentError:
    """Return what a failing connection means."""
    if isinstance(error, TimeoutError | aiohttp.ServerTimeoutError | asyncio.TimeoutError):
        return SilentError(Cause.TIMEOUT)
    cause = Cause.BROKEN if isinstance(error, TooLargeError | ValueError | aiohttp.ClientPayloadError) else None
    return SilentError(cause or Cause.UNREACHABLE, type(error).__name__)
