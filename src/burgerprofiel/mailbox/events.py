"""What the trail says about mail."""

from typing import ClassVar

from burgerprofiel.audit.events import Event


class MessageReceived(Event, frozen=True, kw_only=True):
    """A sender published a message in this box."""

    tag: ClassVar[str] = "mailbox.message.received"
    message: str
    organisation: str
    """The sender's enterprise number."""
    files: int
    octets: int
    digests: tuple[str, ...] = ()
    """SHA-256 of each file, in hex."""


class ListSeen(Event, frozen=True, kw_only=True):
    """Somebody looked at the list of messages."""

    tag: ClassVar[str] = "mailbox.list.seen"
    count: int


class MessageSeen(Event, frozen=True, kw_only=True):
    """Somebody looked at a message, without opening what it holds."""

    tag: ClassVar[str] = "mailbox.message.seen"
    message: str


class ContentOpened(Event, frozen=True, kw_only=True):
    """Somebody opened a file or the body; opening the main content makes a message read."""

    tag: ClassVar[str] = "mailbox.content.opened"
    message: str
    attachment: str
    """Empty: the body."""
    main: bool


class MessageChanged(Event, frozen=True, kw_only=True):
    """The citizen archived, labelled or marked a message."""

    tag: ClassVar[str] = "mailbox.message.changed"
    message: str
    what: str
    """`archived`, `restored`, `unread`, `seen`, `labelled`, `paid`, `to_pay`, `not_paid`."""


class MessageWithdrawn(Event, frozen=True, kw_only=True):
    """Its sender withdrew a message."""

    tag: ClassVar[str] = "mailbox.message.withdrawn"
    message: str
    why: str
