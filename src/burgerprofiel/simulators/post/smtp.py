"""A mail server for the demo (RFC 5321, what a submitting client needs of it): takes every letter, delivers none.

It listens on this machine only, on the port that `MBP_SMTP_URL` names.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

_LONGEST = 1_000_000
_TAKEN = b"250 OK\r\n"
Deliver = Callable[[bytes], None]
IsClosed = Callable[[str], bool]


@asynccontextmanager
async def listening(deliver: Deliver, is_closed: IsClosed = lambda _to: False) -> AsyncIterator[None]:
    """Take letters while the simulators run; nothing listens when another mail server is named."""
    where = urlsplit(os.environ.get("MBP_SMTP_URL", ""))
    port = where.port
    if port is None or where.hostname != "post.localhost":
        yield
        return
    server = await asyncio.start_server(
        lambda come, go: _talk(come, go, deliver, is_closed), "127.0.0.1", port, limit=_LONGEST
    )
    async with server:
        yield


async def _talk(come: asyncio.StreamReader, go: asyncio.StreamWriter, deliver: Deliver, is_closed: IsClosed) -> None:
    try:
        go.write(b"220 post.localhost the demo's post\r\n")
        while line := await come.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                go.write(b"354 end with a dot\r\n")
                deliver(_undotted(await come.readuntil(b"\r\n.\r\n")))
                go.write(_TAKEN)
            elif verb == b"RCPT" and is_closed(line.partition(b":")[2].decode(errors="replace").strip().strip("<>")):
                go.write(b"550 5.1.1 nobody is here any more\r\n")
            elif verb == b"QUIT":
                go.write(b"221 goodbye\r\n")
                break
            elif verb in (b"EHLO", b"HELO"):
                go.write(b"250-post.localhost\r\n250 8BITMIME\r\n" if verb == b"EHLO" else b"250 post.localhost\r\n")
            else:
                go.write(_TAKEN if verb in (b"MAIL", b"RCPT", b"RSET", b"NOOP") else b"502 not here\r\n")
            await go.drain()
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError):
        pass  # whoever hangs up or never ends a line is no concern of the others
    finally:
        go.close()


def _undotted(text: bytes) -> bytes:
    """Take off the last dot, and the dots that protect lines (RFC 5321 §4.5.2)."""
    lines = text.removesuffix(b".\r\n").split(b"\r\n")
    return b"\r\n".join(line.removeprefix(b".") for line in lines)
