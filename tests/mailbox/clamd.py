"""A scanner to test with: speaks clamd's protocol over TCP or a Unix socket, and can be slow, mute or wrong."""

from __future__ import annotations

import socketserver
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from burgerprofiel.mailbox.management.commands.mailbox_scanner import EICAR

LIMIT = 30_000_000
"""`StreamMaxLength`, in bytes."""


class Clamd:
    """What the scanner does now, and what it saw."""

    def __init__(self) -> None:
        """An honest one."""
        self.says = ""
        """Instead of its judgement; `mute` closes the line, `slow` never ends."""
        self.seen: list[bytes] = []
        self.address = ""


class _Line(socketserver.StreamRequestHandler):
    clamd: Clamd

    def handle(self) -> None:
        asked = b""
        while not asked.endswith(b"\0"):
            piece = self.rfile.read(1)
            if not piece:
                return
            asked += piece
        if self.clamd.says == "mute":
            return
        if self.clamd.says == "slow":
            time.sleep(1.5)
        said = {b"zPING\0": "PONG", b"zVERSION\0": "ClamAV 1.4.3/27700/Sun Nov 22 2026"}.get(asked) or self._judged()
        self.wfile.write((self.clamd.says or said).encode() + b"\0")

    def _judged(self) -> str:
        content = bytearray()
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
            if len(content) > LIMIT:
                return "INSTREAM size limit exceeded. ERROR"
        self.clamd.seen.append(bytes(content))
        return "stream: Eicar-Test-Signature FOUND" if EICAR in content else "stream: OK"


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads, allow_reuse_address = True, True


class _Unix(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


@contextmanager
def running(socket: Path | None = None) -> Iterator[Clamd]:
    """Run one; on a Unix socket when that is given."""
    clamd = Clamd()
    line = type("Line", (_Line,), {"clamd": clamd})
    server = _Unix(str(socket), line) if socket else _Tcp(("127.0.0.1", 0), line)
    clamd.address = f"unix:{socket}" if socket else f"tcp://127.0.0.1:{server.server_address[1]}"  # type: ignore[str-bytes-safe]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield clamd
    server.shutdown()
    server.server_close()
