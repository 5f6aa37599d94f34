"""What the trail of a broadcast says. It is a chain of its own, under the broadcast's id (docs/decisions/0029)."""

from typing import ClassVar

from burgerprofiel.audit.events import Event


class BroadcastMade(Event, frozen=True, kw_only=True):
    """A sender handed in what many are to get."""

    tag: ClassVar[str] = "mailbox.broadcast.made"
    organisation: str
    """The sender's enterprise number."""
    files: int
    octets: int
    digests: tuple[str, ...] = ()
    """SHA-256 of each file, in hex."""


class RecipientsAdded(Event, frozen=True, kw_only=True):
    """The sender added a list; who is on it stands in the table, until the report is removed."""

    tag: ClassVar[str] = "mailbox.broadcast.recipients_added"
    upload: int
    lines: int
    accepted: int


class BroadcastStarted(Event, frozen=True, kw_only=True):
    """The sender had it sent, for the first time or after a pause."""

    tag: ClassVar[str] = "mailbox.broadcast.started"
    message: str
    ranges: int
    boxes: int


class RangeSent(Event, frozen=True, kw_only=True):
    """A range of boxes got the message."""

    tag: ClassVar[str] = "mailbox.broadcast.range_sent"
    message: str
    number: int
    delivered: int
    boxes: str
    """SHA-256, in hex, of the ids of these boxes, sorted and as bytes one behind the other."""


class BroadcastHalted(Event, frozen=True, kw_only=True):
    """The sender paused or cancelled it."""

    tag: ClassVar[str] = "mailbox.broadcast.halted"
    what: str
    """`paused` or `cancelled`."""
