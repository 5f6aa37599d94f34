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


class CountsSeen(Event, frozen=True, kw_only=True):
    """Somebody asked how many messages there are."""

    tag: ClassVar[str] = "mailbox.counts.seen"
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


class ReplySent(Event, frozen=True, kw_only=True):
    """The recipient answered a message; its sender can fetch the answer."""

    tag: ClassVar[str] = "mailbox.reply.sent"
    message: str
    reply: str


class MessageChanged(Event, frozen=True, kw_only=True):
    """The citizen archived, labelled or marked a message."""

    tag: ClassVar[str] = "mailbox.message.changed"
    message: str
    what: str
    """`archived`, `restored`, `unread`, `seen`, `labelled`, `unlabelled`, `paid`, `to_pay`, `not_paid`."""


class MessageWithdrawn(Event, frozen=True, kw_only=True):
    """Its sender withdrew a message."""

    tag: ClassVar[str] = "mailbox.message.withdrawn"
    message: str
    why: str


class MessagesExpired(Event, frozen=True, kw_only=True):
    """The time of messages was over: they were removed, with their contents."""

    tag: ClassVar[str] = "mailbox.messages.expired"
    messages: tuple[str, ...]


class BoxArranged(Event, frozen=True, kw_only=True):
    """The citizen changed their labels, saved searches or shortcuts."""

    tag: ClassVar[str] = "mailbox.box.arranged"
    what: str
    """`label_dropped`, `search_saved`, `search_dropped`, `shortcuts_on`, `shortcuts_off`."""


class BoxExported(Event, frozen=True, kw_only=True):
    """The citizen took the list along, or one message with everything in it."""

    tag: ClassVar[str] = "mailbox.box.exported"
    form: str
    """`csv`, `json` or `zip`."""
    count: int


class SendersChanged(Event, frozen=True, kw_only=True):
    """A member of staff changed who may send what: in their own trail, for it is about no citizen."""

    tag: ClassVar[str] = "mailbox.senders.changed"
    what: str
    """`organisation`, `application`, `message_type`, `right` or `logo`."""
    key: str
    how: str
    """`added`, `changed` or `ended`."""
    change: str
    """The id of the change, which holds before and after."""


class CodeSent(Event, frozen=True, kw_only=True):
    """The citizen asked for a code, to show that an e-mail address is theirs."""

    tag: ClassVar[str] = "mailbox.code.sent"


class EmailProved(Event, frozen=True, kw_only=True):
    """The citizen showed that an e-mail address is theirs: news of mail goes there from now on."""

    tag: ClassVar[str] = "mailbox.email.proved"


class BoxActivated(Event, frozen=True, kw_only=True):
    """The citizen activated the mailbox: mail counts as delivered there (C3)."""

    tag: ClassVar[str] = "mailbox.box.activated"


class BoxStopped(Event, frozen=True, kw_only=True):
    """The citizen stopped the mailbox: no new mail comes."""

    tag: ClassVar[str] = "mailbox.box.stopped"


class BoxStarted(Event, frozen=True, kw_only=True):
    """The citizen started the stopped mailbox again."""

    tag: ClassVar[str] = "mailbox.box.started"


class OwnerTold(Event, frozen=True, kw_only=True):
    """The owner was told by e-mail what lies in the mailbox."""

    tag: ClassVar[str] = "mailbox.owner.told"
    why: str
    """`new`, `registered`, `unread` or `expiring`."""
    messages: tuple[str, ...]


class BoxClosed(Event, frozen=True, kw_only=True):
    """The mailbox was closed by law."""

    tag: ClassVar[str] = "mailbox.box.closed"
    why: str


class BoxReopened(Event, frozen=True, kw_only=True):
    """The closing was a mistake: the mailbox is as it was."""

    tag: ClassVar[str] = "mailbox.box.reopened"


class BoxDormant(Event, frozen=True, kw_only=True):
    """Nobody looked for long although mail lies unread: senders hear DORMANT."""

    tag: ClassVar[str] = "mailbox.box.dormant"
    told: str
    """Until notices tell it, how the citizen was told besides the usual e-mail: `sms` or `email`; else empty."""


class BoxAwake(Event, frozen=True, kw_only=True):
    """The citizen looked again: the mailbox is no longer dormant."""

    tag: ClassVar[str] = "mailbox.box.awake"


class ReceiptConfirmed(Event, frozen=True, kw_only=True):
    """Receipt of registered mail was confirmed."""

    tag: ClassVar[str] = "mailbox.receipt.confirmed"
    message: str


class EvidenceGiven(Event, frozen=True, kw_only=True):
    """Somebody was given signed evidence of what happened to registered mail: its sender, or whose box it is in."""

    tag: ClassVar[str] = "mailbox.evidence.given"
    message: str
    to: str
    """`sender` or `recipient`."""


class RegistryAsked(Event, frozen=True, kw_only=True):
    """Another registry was asked for the list of messages there."""

    tag: ClassVar[str] = "mailbox.registry.asked"
    registry: str
    outcome: str
    """`ok`, `slow`, `down` or `maintenance`."""
    milliseconds: int


class ElsewhereSeen(Event, frozen=True, kw_only=True):
    """Somebody looked at a message of another registry, without opening what it holds."""

    tag: ClassVar[str] = "mailbox.elsewhere.seen"
    registry: str
    message: str


class ElsewhereOpened(Event, frozen=True, kw_only=True):
    """Somebody opened a file or the body of a message at another registry, through us."""

    tag: ClassVar[str] = "mailbox.elsewhere.opened"
    registry: str
    message: str
    attachment: str
    """Empty: the body."""
    main: bool


class ElsewhereChanged(Event, frozen=True, kw_only=True):
    """The citizen archived a message of another registry, or brought it back, there."""

    tag: ClassVar[str] = "mailbox.elsewhere.changed"
    registry: str
    message: str
    what: str
    """`archived` or `restored`."""


class ElsewhereTold(Event, frozen=True, kw_only=True):
    """Another registry told of something that happened to a message there."""

    tag: ClassVar[str] = "mailbox.elsewhere.told"
    registry: str
    message: str
    what: str
    """`newDocument`, `newDocumentReminder`, `readDocument` or `documentExpirationAlert`."""
