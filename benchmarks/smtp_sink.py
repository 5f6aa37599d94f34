"""A mail server in a process of its own (aiosmtpd): `python -m benchmarks.smtp_sink PORT FILE`.

FILE gets a line for every letter that was taken: when (seconds since 1970), its Message-ID, to whom. Recipients at
`later.example` are put off as long as FILE.defer exists. SIGTERM closes it as mail servers do, with a 421.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

LATER = "later.example"


class Sink:
    """Takes letters."""

    def __init__(self, file: Path) -> None:
        """`file` is added to."""
        self._log = file.open("a", buffering=1)
        self._defer = file.with_suffix(".defer")
        self.closing = False

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:  # noqa: N802 - aiosmtpd's
        """Take or put off a recipient."""
        if self.closing:
            return "421 4.3.2 closing"
        if address.endswith(LATER) and self._defer.exists():
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's
        """Take a letter."""
        head, _blank, _body = envelope.content.partition(b"\r\n\r\n")
        lines = head.split(b"\r\n")
        name = b"message-id:"
        message_id = next(line[len(name) :].strip().decode() for line in lines if line.lower().startswith(name))
        self._log.write(f"{time.time():.6f} {message_id} {envelope.rcpt_tos[0]}\n")
        return "250 OK"


async def main(port: int, file: Path) -> None:
    """Take letters until SIGTERM."""
    sink, over = Sink(file), asyncio.Event()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(sink, loop=loop), "127.0.0.1", port)
    loop.add_signal_handler(signal.SIGTERM, over.set)
    await over.wait()
    server.close()
    sink.closing = True
    await asyncio.sleep(0.5)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
