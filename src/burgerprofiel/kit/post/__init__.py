"""Short messages to a citizen's phone or mailbox: one contract, two ways out (SMS gateway, SMTP).

A message is sent at most once per `id`, as far as the other side keeps its word. It holds no national number and no
link that signs anybody in.
"""

from __future__ import annotations

from collections.abc import Mapping

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

    def __repr__(self) -> str:
        """Hide it: this text may reach a log."""
        return f"Message({self.id})"


class NotSentError(Exception):
    """The message did not go out. `again`: trying later may help."""

    def __init__(self, reason: str, *, again: bool) -> None:
        """Say why, without the message."""
        super().__init__(reason)
        self.again = again
