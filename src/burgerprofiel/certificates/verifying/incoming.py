"""A stranger's file on its way in: never more than so much, on disk and in no table, gone when the answer is made."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from django.http import HttpRequest

from burgerprofiel.kit.draining import PIECE, Readable, drain

MOST = 20_000_000
"""Bytes of a file that is looked at; a certificate of ours has a tenth of a million."""


class TooLargeError(Exception):
    """The file has more than `MOST` bytes."""


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
        while piece := source.read(PIECE):
            octets += len(piece)
            if octets > MOST:
                drain(source)
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
    if octets > MOST + PIECE:
        drain(request)
        raise TooLargeError
