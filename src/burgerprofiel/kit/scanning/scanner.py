"""The virus scanner: ClamAV's daemon, or what speaks its protocol (INSTREAM, clamd(8)), over TCP or a Unix socket.

Without an answer nothing comes in: a sender tries again, a citizen who opened something bad cannot.
"""

from __future__ import annotations

import re
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from django.conf import settings

from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.refused_file import RefusedFileError
from burgerprofiel.kit.scanning.refused import ScannerDownError

NONE = "none"
SECONDS = 30.0
"""For one file, from the connection to the answer."""
CONNECT = 2.0
_PIECE = 1 << 16
_LONGEST = 4096
_ANSWER = re.compile(r"stream: (?:(?P<ok>OK)|(?P<found>.+) FOUND|(?P<error>.+) ERROR)")

log = structlog.get_logger(__name__)


def scan(content: bytes) -> None:
    """Let the scanner look. Raises RefusedFileError for what it knows as bad, ScannerDownError without an answer."""
    address = settings.CONFIG.scanner
    if address in ("", NONE):
        return
    said = _answer(asked(address, _stream(content), SECONDS))
    if said:
        raise RefusedFileError("INFECTED", f"The virus scanner refuses this file ({said}).")


def asked(address: str, message: Iterator[bytes], seconds: float) -> str:
    """Send a command and return the answer, without the zero at its end. Raises ScannerDownError."""
    let_go()
    try:
        with _connected(address, seconds) as line:
            said = _spoken(line, message, time.monotonic() + seconds)
    except (OSError, ValueError) as error:
        log.warning("the scanner does not answer", why=type(error).__name__)
        raise ScannerDownError from error
    return said


def command(name: str) -> Iterator[bytes]:
    """A command without anything behind it: `PING`, `VERSION`."""
    yield f"z{name}\0".encode()


def _stream(content: bytes) -> Iterator[bytes]:
    yield b"zINSTREAM\0"
    for at in range(0, len(content), _PIECE):
        piece = content[at : at + _PIECE]
        yield struct.pack(">I", len(piece)) + piece
    yield struct.pack(">I", 0)


def _answer(said: str) -> str:
    """Return what was found, empty for nothing. Raises RefusedFileError and ScannerDownError."""
    if "size limit exceeded" in said:
        log.error("the scanner takes no files of this size: raise StreamMaxLength")
        raise RefusedFileError("TOO_LARGE", "This file is larger than the virus scanner takes.")
    heard = _ANSWER.fullmatch(said.strip())
    if heard is None or heard["error"]:
        log.warning("the scanner cannot tell", said=said[:200])
        raise ScannerDownError
    return heard["found"] or ""


@contextmanager
def _connected(address: str, seconds: float) -> Iterator[socket.socket]:
    kind, _slashes, place = address.partition(":")
    if kind == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(min(CONNECT, seconds))
        with line:
            line.connect(place)
            yield line
    else:
        host, _colon, port = place.removeprefix("//").rpartition(":")
        with socket.create_connection((host.strip("[]"), int(port)), min(CONNECT, seconds)) as line:
            yield line


def _spoken(line: socket.socket, message: Iterator[bytes], until: float) -> str:
    """Send, and read to the zero. A scanner that has heard enough may close before the end: its word counts."""
    try:
        for part in message:
            line.settimeout(_left(until))
            line.sendall(part)
    except (BrokenPipeError, ConnectionResetError):
        pass
    said = bytearray()
    while not said.endswith(b"\0"):
        line.settimeout(_left(until))
        piece = line.recv(_LONGEST)
        said += piece
        if not piece or len(said) > _LONGEST:
            break
    if not said:
        raise ConnectionError("no answer")
    return said.rstrip(b"\0").decode("utf-8", "replace")


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
