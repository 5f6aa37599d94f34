"""Going out over HTTP: always with a deadline, a size limit, no redirects followed and no database connection held.

Names below `.localhost` are this machine (RFC 6761 §6.3); not every resolver knows that, so we do. When a proxy in
front ends TLS for them, we are behind it: what goes to this machine goes past it.
"""

from __future__ import annotations

import time

import httpx

from burgerprofiel.kit.connections import let_go


class TooLargeError(Exception):
    """The other side sent more than we accept."""


def _here(request: httpx.Request) -> httpx.Request:
    """Send names below `.localhost` to the loopback address; the Host header keeps the name."""
    if request.url.host.endswith(".localhost"):
        port = request.url.port
        if request.url.scheme == "https":
            port = port or 443
            request.headers["X-Forwarded-Proto"] = "https"
        request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=port)
    return request


class _Transport(httpx.HTTPTransport):
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        let_go()
        return super().handle_request(_here(request))


class _AsyncTransport(httpx.AsyncHTTPTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await super().handle_async_request(_here(request))


def client(seconds: float) -> httpx.Client:
    """Return a client whose every step ends within `seconds`."""
    return httpx.Client(transport=_Transport(), timeout=seconds, follow_redirects=False, trust_env=False)


def async_client(seconds: float, connections: int = 400) -> httpx.AsyncClient:
    """Return an async client with at most `connections` at once."""
    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=100)
    return httpx.AsyncClient(
        transport=_AsyncTransport(limits=limits), timeout=seconds, follow_redirects=False, trust_env=False
    )


async def read_at_most(response: httpx.Response, limit: int) -> bytes:
    """Return the body of a streamed response. Raises TooLargeError beyond `limit` bytes, without reading on."""
    parts: list[bytes] = []
    size = 0
    async for part in response.aiter_bytes():
        size += len(part)
        if size > limit:
            raise TooLargeError
        parts.append(part)
    return b"".join(parts)


def read_in_time(response: httpx.Response, limit: int, seconds: float) -> bytes:
    """Return a streamed response's body. Raises TooLargeError beyond `limit` bytes, TimeoutError after `seconds`."""
    body, until = bytearray(), time.monotonic() + seconds
    for part in response.iter_bytes():
        body += part
        if len(body) > limit:
            raise TooLargeError
        if time.monotonic() > until:
            raise TimeoutError
    return bytes(body)
