"""Going out over HTTP hundreds of times at once, from one event loop.

httpx looks through its whole pool at every request, which made 50 citizens wait for seconds; aiohttp does not, and
costs a quarter of the CPU (docs/decisions/0005). For a single call now and then there is `kit.http`.
"""

from __future__ import annotations

import socket

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from burgerprofiel.kit.http import TooLargeError


class _Resolver(AbstractResolver):
    """Names below `.localhost` are this machine (RFC 6761 §6.3); everything else is the system's to find."""

    def __init__(self) -> None:
        self._system = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if not host.endswith(".localhost"):
            return await self._system.resolve(host, port, family)
        return [ResolveResult(hostname=host, host="127.0.0.1", port=port, family=socket.AF_INET, proto=0, flags=0)]

    async def close(self) -> None:
        await self._system.close()


def pool(connections: int = 2000) -> aiohttp.ClientSession:
    """Return a session with at most `connections` at once: no cookies, no redirects of its own, no proxy from outside.

    Its calls have no deadline of their own: put them in `asyncio.timeout`. Make it inside the event loop.
    """
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=connections, resolver=_Resolver(), keepalive_timeout=60),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None),
        trust_env=False,
    )


async def read_at_most(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """Return the body of a response. Raises TooLargeError beyond `limit` bytes, without reading on."""
    parts: list[bytes] = []
    size = 0
    async for part in response.content.iter_any():
        size += len(part)
        if size > limit:
            raise TooLargeError
        parts.append(part)
    return b"".join(parts)
