"""Short messages to a citizen's phone or mailbox: one contract, two ways out (SMS gateway, SMTP).

A message is sent at most once per `id`, as far as the other side keeps its word. It holds no national number and no
link that signs anybody in.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import msgspec

DEADLINE = 10.0
"""Seconds that a gateway or a mail server may take."""


class Attachment(msgspec.Struct, frozen=True):
    """A PDF that goes with an e-mail. `repr` hides it."""

    file_name: str
    content: bytes

    def __repr__(self) -> str:
        """Hide it: this text may reach a log."""
        return f"Attachment({len(self.content)})"


class Message(msgspec.Struct, frozen=True):
    """A text for one number (E.164) or one address. `repr` hides both."""

    id: str
    to: str
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    """Of an e-mail; a text takes none."""
    html: str = ""
    """The same as `text` for who reads e-mail with a look; empty: text alone."""
    headers: Mapping[str, str] = {}
    """Of an e-mail, beside those that every one has: names out of `letter.HEADERS`."""
    language: str = ""

    return_path: str = ""
    """Of an e-mail: where a mail server tells that it did not arrive; empty: to the address that it comes from."""

    def __repr__(self) -> str:
        """Hide it: this text may reach a log."""
        return f"Message({self.id})"


class Fault(Enum):
    """Why a message did not go out: whose doing it was."""

    PROVIDER = "provider"
    """The server or gateway takes nothing now, of nobody; this message it certainly did not take."""
    RECIPIENT = "recipient"
    """It does not take this one for this recipient: now (`again`), or ever."""
    LETTER = "letter"
    """It does not take this one for anybody, or we could not write it."""
    UNKNOWN = "unknown"
    """It was handed over and nobody answered: perhaps it went."""


class NotSentError(Exception):
    """The message did not go out. `again`: trying later may help."""

    def __init__(self, reason: str, *, again: bool, fault: Fault = Fault.LETTER, code: str = "") -> None:
        """Say why, without the message; `code`: the other side's own (`5.1.1`)."""
        super().__init__(reason)
        self.again = again
        self.fault = fault
        self.code = code
