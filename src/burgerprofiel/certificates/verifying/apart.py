"""Handing a stranger's PDF to the reader, and waiting for what it says: at most so long, so many at once.

One reader a process of ours, started when somebody opens the page, so that it is ready when a file comes.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec
import structlog

from burgerprofiel.certificates.verifying import reader
from burgerprofiel.certificates.verifying.question import Question
from burgerprofiel.certificates.verifying.verdict import Examined, Refusal
from burgerprofiel.kit import clock, packing

MEMORY = 120 * 1024 * 1024
"""Bytes that looking at one file may take; with what the reader has at rest (60 MB) less than 200 MB."""
SECONDS = 1.6
"""How long looking at one file may keep a processor."""
PATIENCE = 6.0
"""Seconds until we do not wait any longer, on a busy machine."""
MOST = 4
"""Files at once in a process."""
MOST_WAITING = 16
"""Who waits for a turn holds a thread of ours: no more than these do (a process has 64)."""
WAIT = 5.0
"""Seconds that somebody waits for a turn."""
MOST_TOLD = 500_000
"""Bytes of an answer: who took over a child must not fill our memory with what it says."""
_STARTING = 30.0
"""Seconds in which the reader loads what it needs, on a busy machine."""

_turns = threading.BoundedSemaphore(MOST)
_waiting = threading.BoundedSemaphore(MOST_WAITING)
_starting = threading.Lock()
_running: list[_Reader] = []
log = structlog.get_logger(__name__)


class BusyError(Exception):
    """Too many files at this moment; or the reader does not start. Try again in some seconds."""


class _Reader:
    """The process, and the line to it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 - Python itself, and nothing of what anybody sent
                [sys.executable, "-c", _START.format(module=reader.__name__, inherited=theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=_environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self._control, self._sending, self._ready = ours, threading.Lock(), False

    def give(self, file: IO[bytes], line: socket.socket) -> None:
        """Send a file and the far end of a line. Raises OSError."""
        with self._sending:
            if not self._ready:
                self._wait()
            socket.send_fds(self._control, [b"f"], [file.fileno(), line.fileno()])

    def _wait(self) -> None:
        self._control.settimeout(_STARTING)
        if self._control.recv(16) != b"ready":
            raise ConnectionError("the reader did not start")
        self._ready = True

    def end(self) -> None:
        """Stop it, and everything that it looks at."""
        self._control.close()
        self.process.kill()
        self.process.wait()


_START = """
import os
if {inherited} != 3:
    os.dup2({inherited}, 3, inheritable=True)
    os.close({inherited})
from {module} import main
main()
"""


def _environment() -> dict[str, str]:
    """Where Python finds what it loads, and nothing else that we know."""
    return {"PYTHONPATH": str(Path(reader.__file__).parents[3]), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"}


def prepare() -> None:
    """Start the reader, unless it runs; does not wait for it."""
    with _starting:
        if _running and _running[-1].process.poll() is None:
            return
        while _running:
            _running.pop().end()
        _running.append(_Reader())


def stop() -> None:
    """End the readers of this process, and whatever they look at."""
    with _starting:
        while _running:
            _running.pop().end()


def _reader() -> _Reader:
    prepare()
    return _running[-1]


@contextmanager
def turn() -> Iterator[None]:
    """Have one of the turns. Raises BusyError when all are taken for long, or many wait already."""
    with _queue():
        if not _turns.acquire(timeout=WAIT):
            raise BusyError
    try:
        yield
    finally:
        _turns.release()


@contextmanager
def _queue() -> Iterator[None]:
    if not _waiting.acquire(blocking=False):
        raise BusyError
    try:
        yield
    finally:
        _waiting.release()


def examine(file: IO[bytes], anchors: tuple[bytes, ...]) -> Examined:
    """Have a file looked at. Raises BusyError when the reader cannot be reached; holds no database connection."""
    question = Question(clock.now(), anchors, MEMORY, SECONDS, PATIENCE)
    line = _asked(file)
    with line:
        line.sendall(msgspec.msgpack.encode(question))
        line.shutdown(socket.SHUT_WR)
        told = _answer(line)
    if not told:
        return Examined(refused=Refusal.TOO_MUCH)
    return packing.from_msgpack(told, Examined)


def _asked(file: IO[bytes]) -> socket.socket:
    """Give the file away and return the line on which the answer comes; a reader that is gone is started anew, once."""
    for again in (True, False):
        ours, theirs = socket.socketpair()
        reading = _reader()
        try:
            with theirs:
                os.lseek(file.fileno(), 0, os.SEEK_SET)
                reading.give(file, theirs)
        except OSError as error:
            ours.close()
            log.warning("the reader of PDFs is started anew", error=type(error).__name__)
            _forget(reading)
            if not again:
                raise BusyError from error
        else:
            return ours
    raise BusyError


def _forget(gone: _Reader) -> None:
    with _starting:
        if gone in _running:
            _running.remove(gone)
            gone.end()


def _answer(line: socket.socket) -> bytes:
    """Everything that comes before the time is over; empty when the child broke or was stopped."""
    until, told = time.monotonic() + PATIENCE, bytearray()
    while (left := until - time.monotonic()) > 0:
        line.settimeout(left)
        try:
            piece = line.recv(65536)
        except TimeoutError:
            return b""
        if not piece:
            return bytes(told)
        told += piece
        if len(told) > MOST_TOLD:
            return b""
    return b""
