"""One call to a source: with our token, of its own origin alone, of a size we can bear.

The contract puts the national number in the path, so no address of a source is ever logged or told.
No redirect is followed, no cookie kept.
"""

from __future__ import annotations

import asyncio
import time
from base64 import b64encode
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit
from uuid import uuid4

import aiohttp
import msgspec

from burgerprofiel.certificates.fetched.configuration import Source, secret
from burgerprofiel.kit import loop
from burgerprofiel.kit.answers import Cause
from burgerprofiel.kit.http import TooLargeError
from burgerprofiel.kit.http_pool import pool, read_at_most
from burgerprofiel.kit.packing import from_json

LARGEST_ANSWER = 2_000_000
LARGEST_DOCUMENT = 20 * 1024 * 1024
"""Bytes of a PDF."""
_EARLIER = 30.0
"""Seconds before its end a token is used no more."""


class SilentError(Exception):
    """The source gave nothing that can be used; it says nothing about the citizen."""

    def __init__(self, cause: Cause) -> None:
        """Give the cause."""
        super().__init__(cause.value)
        self.cause = cause


class RefusedError(Exception):
    """The source does not let us in (401, 403)."""


class _Token(msgspec.Struct, frozen=True):
    access_token: str
    expires_in: float = 300.0


@dataclass
class Line:
    """The way to one source. Its calls run in the process's event loop."""

    source: Source
    _session: aiohttp.ClientSession | None = field(default=None, init=False)
    _token: tuple[float, str] = field(default=(0.0, ""), init=False)

    async def get(self, url: str, accept: str, limit: int, *, token: bool = True) -> tuple[bytes, str]:
        """Return a body and its media type; a token that is no longer known is taken anew, once.

        `token` False: come as a stranger, to see whether the door is shut.

        Raises SilentError, RefusedError.
        """
        self._own(url)
        if not token:
            return await self._call("GET", url, {"Accept": accept}, None, limit)
        known = self._token[1]
        try:
            return await self._get(url, accept, limit)
        except RefusedError:
            if not known or not self._token[1]:
                raise
            self._token = (0.0, "")
            return await self._get(url, accept, limit)

    async def _get(self, url: str, accept: str, limit: int) -> tuple[bytes, str]:
        headers = {
            "Authorization": f"Bearer {await self.bearer()}",
            "Accept": accept,
            "x-correlation-id": str(uuid4()),
        }
        return await self._call("GET", url, headers, None, limit)

    async def bearer(self) -> str:
        """Return a token of ours, the known one as long as it lasts. Raises SilentError, RefusedError."""
        ends, token = self._token
        if token and time.monotonic() < ends - _EARLIER:
            return token
        name = b64encode(f"{quote(self.source.client_id, safe='')}:{quote(secret(self.source), safe='')}".encode())
        asked = {"grant_type": "client_credentials"} | ({"scope": self.source.scope} if self.source.scope else {})
        headers = {"Authorization": f"Basic {name.decode()}", "Accept": "application/json"}
        content, _kind = await self._call("POST", self.source.token_url, headers, asked, 100_000)
        try:
            told = from_json(content, _Token)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise SilentError(Cause.BROKEN) from error
        self._token = (time.monotonic() + told.expires_in, told.access_token)
        return told.access_token

    async def _call(
        self, method: str, url: str, headers: dict[str, str], form: dict[str, str] | None, limit: int
    ) -> tuple[bytes, str]:
        try:
            async with self._http().request(method, url, headers=headers, data=form, allow_redirects=False) as reply:
                _check(reply.status, 400 if form else 401)
                return await read_at_most(reply, limit), reply.content_type
        except asyncio.TimeoutError as error:  # noqa: UP041 - aiohttp's own are of this kind too
            raise SilentError(Cause.TIMEOUT) from error
        except (TooLargeError, aiohttp.ClientPayloadError, aiohttp.InvalidURL, ValueError) as error:
            raise SilentError(Cause.BROKEN) from error
        except (aiohttp.ClientError, OSError) as error:
            raise SilentError(Cause.UNREACHABLE) from error

    def _http(self) -> aiohttp.ClientSession:
        """Return the pool, made in the loop at the first use."""
        if self._session is None:
            self._session = pool(connections=100)
            loop.close_at_exit(self.close)
        return self._session

    async def close(self) -> None:
        """Hang up; the next call opens connections anew."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _own(self, url: str) -> None:
        """Raise SilentError for an address of another origin: a source must not send us, and our token, elsewhere."""
        if _origin(url) != _origin(self.source.url):
            raise SilentError(Cause.BROKEN)


def _check(status: int, refused: int) -> None:
    """Raise unless it is a success. By the contract a list is never 404: that is an address that is no more."""
    if status in (refused, 401, 403):
        raise RefusedError
    if status in (429, 503):
        raise SilentError(Cause.OVERLOADED)
    if status != 200:
        raise SilentError(Cause.UNREACHABLE if status >= 500 else Cause.BROKEN)


def _origin(url: str) -> tuple[str, str, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise SilentError(Cause.BROKEN) from error
    if parts.username is not None:
        raise SilentError(Cause.BROKEN)
    return parts.scheme, parts.hostname or "", port or {"https": 443, "http": 80}.get(parts.scheme)
