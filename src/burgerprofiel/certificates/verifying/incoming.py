"""A stranger's file on its way in: never more than so much, on disk and in no table, gone when the answer is made."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Protocol

from django.http import HttpRequest

MOST = 20_000_000
"""Bytes of a file that is looked at; a certificate of ours has a tenth of a million."""
_PIECE = 256 * 1024
_DRAINED = 400_000_000
"""Bytes that are read and forgotten, so that who sends too much reads our answer and not that the line broke."""
_DRAINING = 1.5
"""Seconds for that."""


class TooLargeError(Exception):
    """The file has more than `MOST` bytes."""


class Readable(Protocol):
    """What can be read in pieces."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; none at the end."""


@dataclass(frozen=True)
class Shown:
    """A file that somebody showed."""

    file: IO[bytes]
    digest: str
    """SHA-256, in hex."""


@contextmanager
def shown(source: Readable) -> Iterator[Shown]:
    """Take a file in, and forget it at the end. Raises TooLargeError, OSError."""
    with tempfile.TemporaryFile() as file:
        digest, octets = hashlib.sha256(), 0
        while piece := source.read(_PIECE):
            octets += len(piece)
            if octets > MOST:
                _drain(source)
                raise TooLargeError
            digest.update(piece)
            file.write(piece)
        file.flush()
        yield Shown(file, digest.hexdigest())


def refuse_if_long(request: HttpRequest) -> None:
    """Refuse by what the request says of its length, before anything is read as a form. Raises TooLargeError."""
    try:
        octets = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        octets = 0
    if octets > MOST + _PIECE:
        _drain(request)
        raise TooLargeError


def _drain(source: Readable) -> None:
    until, left = time.monotonic() + _DRAINING, _DRAINED
    while left > 0 and time.monotonic() < until and (piece := source.read(_PIECE)):
        left -= len(piece)
