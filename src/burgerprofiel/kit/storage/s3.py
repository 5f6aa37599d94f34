"""Objects in S3, or what speaks its protocol: one object each, under its name.

An object is uploaded whole with the SHA-256 that is its name, so the server itself refuses what arrived otherwise, and
its answer means that it is durable. What comes in waits encrypted in memory, and on disk when it is large.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cached_property
from typing import IO
from urllib.parse import parse_qs, urlsplit

import httpx
from lxml import etree

from burgerprofiel.kit import clock, http
from burgerprofiel.kit.storage.contract import GoneError, Listed
from burgerprofiel.kit.storage.signature import Keys, signed

SECONDS = 30.0
IN_MEMORY = 1_000_000
"""Bytes of an object that comes in; what is larger waits on disk, encrypted as it is."""
PIECE = 256 * 1024
_TRIES = 3
_EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""SHA-256 of nothing."""


class S3Error(OSError):
    """The store did not do it; the sender tries again."""


class S3Incoming:
    """An object on its way in."""

    def __init__(self, store: S3Store) -> None:
        """Begin it."""
        self._store, self._file = store, tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by settle or discard

    def write(self, piece: bytes) -> None:
        """Add to it."""
        self._file.write(piece)

    def read(self) -> Iterator[bytes]:
        """Give back what was written so far."""
        self._file.seek(0)
        yield from iter(lambda: self._file.read(PIECE), b"")

    def settle(self, name: str) -> None:
        """Upload it. Raises S3Error."""
        size = self._file.seek(0, 2)
        self._store.put(name, self._file, size)
        self._file.close()

    def discard(self) -> None:
        """Forget it."""
        self._file.close()


class S3Store:
    """Objects in a bucket: `https://host/bucket?region=eu-central-1`, addressed by path."""

    def __init__(self, url: str, access_key: str, secret_key: str) -> None:
        """Take the address and the keys."""
        parts = urlsplit(url)
        region = parse_qs(parts.query).get("region", ["us-east-1"])[0]
        self._base = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
        self._keys = Keys(access_key, secret_key, region)

    @cached_property
    def _client(self) -> httpx.Client:
        return http.client(SECONDS)

    def incoming(self) -> S3Incoming:
        """Begin a new object."""
        return S3Incoming(self)

    def put(self, name: str, file: IO[bytes], size: int) -> None:
        """Upload an object whose SHA-256 is its name. Raises S3Error."""
        headers = {"Content-Length": str(size), "Content-Type": "application/octet-stream"}
        for left in reversed(range(_TRIES)):
            file.seek(0)
            content = iter(lambda: file.read(PIECE), b"")
            try:
                answer = self._asked("PUT", f"/{name}", content=content, digest=name, headers=headers)
            except S3Error:
                if not left:
                    raise
                continue
            if answer.status_code == httpx.codes.OK:
                return
            if answer.status_code < httpx.codes.INTERNAL_SERVER_ERROR or not left:
                raise S3Error(f"S3 did not take an object: {answer.status_code}.")

    def read(self, name: str) -> Iterator[bytes]:
        """Return an object's bytes. Raises GoneError, S3Error."""
        answer = self._asked("GET", f"/{name}", stream=True)
        if answer.status_code != httpx.codes.OK:
            answer.close()
            raise GoneError(name) if answer.status_code == httpx.codes.NOT_FOUND else S3Error(str(answer.status_code))

        def pieces() -> Iterator[bytes]:
            try:
                yield from answer.iter_raw(PIECE)
            except httpx.HTTPError as error:
                raise S3Error(type(error).__name__) from error
            finally:
                answer.close()

        return pieces()

    def remove(self, name: str) -> None:
        """Remove it. Raises S3Error."""
        answer = self._asked("DELETE", f"/{name}")
        if answer.status_code not in (httpx.codes.NO_CONTENT, httpx.codes.OK, httpx.codes.NOT_FOUND):
            raise S3Error(f"S3 did not remove an object: {answer.status_code}.")

    def listed(self, part: str = "") -> Iterator[Listed]:
        """Return what is there, sorted by name, a thousand a question. Raises S3Error."""
        query = {"list-type": "2", "prefix": part}
        while True:
            answer = self._asked("GET", "/", query=query)
            if answer.status_code != httpx.codes.OK:
                raise S3Error(f"S3 did not list the objects: {answer.status_code}.")
            page = etree.fromstring(answer.content, etree.XMLParser(resolve_entities=False, no_network=True))
            for entry in page.findall("{*}Contents"):
                since = datetime.fromisoformat(entry.findtext("{*}LastModified", ""))
                yield Listed(entry.findtext("{*}Key", ""), since.astimezone(UTC))
            further = page.findtext("{*}NextContinuationToken")
            if not further:
                return
            query["continuation-token"] = further

    def sweep(self, before: datetime) -> int:  # noqa: ARG002 - the contract's
        """Nothing is left behind: what never settled was never there."""
        return 0

    def _asked(
        self,
        method: str,
        path: str,
        *,
        query: dict[str, str] | None = None,
        content: Iterator[bytes] | None = None,
        digest: str = _EMPTY,
        headers: dict[str, str] | None = None,
        stream: bool = False,
    ) -> httpx.Response:
        url = httpx.URL(self._base + ("" if path == "/" else path), params=query or {})
        told = {"Host": url.netloc.decode(), **(headers or {}), **signed(self._keys, method, url, digest, clock.now())}
        request = self._client.build_request(method, url, headers=told, content=content)
        try:
            return self._client.send(request, stream=stream)
        except httpx.HTTPError as error:
            raise S3Error(f"S3 did not answer: {type(error).__name__}.") from error
