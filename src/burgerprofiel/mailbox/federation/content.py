"""A file of another registry, passed on in pieces: never kept, never larger than agreed, and what was promised.

Of its headers nothing is passed on. The last piece is held back until the digest agrees: no browser takes for whole a
file that is not.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator

import httpx

from burgerprofiel.kit import http
from burgerprofiel.mailbox.federation.calls import check, headers
from burgerprofiel.mailbox.federation.configuration import Peer
from burgerprofiel.mailbox.federation.contract import Attached, Cause, SilentError

PIECE = 64 * 1024
LONGEST = 120.0
"""Seconds for a whole file."""


def stream(url: str, token: str, peer: Peer, attached: Attached) -> Iterator[bytes]:
    """Open a file at another registry and return its pieces.

    Raises SilentError or NotThereError: before the first piece when it cannot be had, later when it turns out wrong.
    """
    pieces = _pieces(url, token, peer, attached)
    first = next(pieces, b"")

    def rest() -> Iterator[bytes]:
        yield first
        yield from pieces

    return rest()


def _pieces(url: str, token: str, peer: Peer, attached: Attached) -> Iterator[bytes]:
    told = headers(token) | {"Accept": "application/octet-stream", "Accept-Encoding": "identity"}
    times = httpx.Timeout(peer.budget, connect=peer.connect)
    try:
        with (
            http.client(peer.budget) as client,
            client.stream("GET", url, headers=told, timeout=times) as reply,
        ):
            check(reply.status_code)
            yield from _checked(reply, peer, attached)
    except httpx.TimeoutException as error:
        raise SilentError(Cause.TIMEOUT) from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise SilentError(Cause.UNREACHABLE, type(error).__name__) from error


def _checked(reply: httpx.Response, peer: Peer, attached: Attached) -> Iterator[bytes]:
    """Yield the pieces of a file that is not too large and has the digest that the message tells."""
    most, until = peer.largest_mb * 1024 * 1024, time.monotonic() + LONGEST
    digest, octets, held = hashlib.sha256(), 0, b""
    for piece in reply.iter_bytes(PIECE):
        octets += len(piece)
        if octets > most:
            raise SilentError(Cause.BROKEN, "its file is larger than agreed")
        if time.monotonic() > until:
            raise SilentError(Cause.TIMEOUT)
        digest.update(piece)
        if held:
            yield held
        held = piece
    if attached.digest and digest.digest() != attached.digest:
        raise SilentError(Cause.BROKEN, "its file is not the one of the message")
    yield held
