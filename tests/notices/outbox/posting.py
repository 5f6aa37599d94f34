"""A mail server that is not ours: it keeps what it took, and refuses what a test wants."""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

Refuse = Callable[[str], str]


class Server:
    """Letters in the order in which they came, with what was said before each."""

    def __init__(self, port: int) -> None:
        """It listens when it is opened."""
        self.port = port
        self.letters = list[tuple[str, str, float]]()
        """To whom, the Message-ID, and when (monotonic)."""
        self.raw = list[bytes]()
        self.senders = list[str]()
        self.subjects = defaultdict[str, list[str]](list)
        self.refuse: Refuse = lambda _to: ""
        self.refuse_letter: Refuse = lambda _to: ""
        self.connections = 0
        self.keeps_raw = True
        self._lock = threading.Lock()
        self._controller: Controller | None = None

    def open(self) -> None:
        """Listen."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def close(self) -> None:
        """Be away: who is talking is cut off."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's
        self, server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        """A client said who it is."""
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802 - aiosmtpd's
        """Take or refuse a recipient."""
        if said := self.refuse(address):
            return said
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's
        """Take a letter."""
        to = envelope.rcpt_tos[0]
        if said := self.refuse_letter(to):
            return said
        head, _blank, _body = envelope.content.partition(b"\r\n\r\n")
        message_id = next(
            line.partition(b":")[2].strip().decode()
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"message-id:")
        )
        with self._lock:
            self.letters.append((to, message_id, time.monotonic()))
            self.senders.append(envelope.mail_from)
            if self.keeps_raw:
                self.raw.append(envelope.content)
        return "250 OK"

    def read(self) -> list[EmailMessage]:
        """Return the letters, opened."""
        return [message_from_bytes(raw, policy=policy.default) for raw in self.raw]  # type: ignore[misc]  # EmailMessage

    def twice(self) -> list[str]:
        """Return which ids came more than once."""
        return [
            each for each, times in Counter(message_id for _to, message_id, _at in self.letters).items() if times > 1
        ]


@contextmanager
def listening(port: int) -> Iterator[Server]:
    """A server that listens."""
    server = Server(port)
    server.open()
    try:
        yield server
    finally:
        server.close()
