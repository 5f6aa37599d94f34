"""What a registry is to the portal: its own is one of them, and who reads does not see which.

Newest first: by the moment of receipt, then by the name of the registry, then as that registry orders its own. A
message is known by its registry and its `messageId` together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol
from uuid import UUID

from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.queries import Filter

Texts = Mapping[str, str]
"""A text by language: `nl`, `fr`, `de`, `en`; not all need be there."""


class Status(StrEnum):
    """How a registry is doing, as the contract names it (contracts/ebox.md G)."""

    OK = "ok"
    SLOW = "slow"
    DOWN = "down"
    MAINTENANCE = "maintenance"


class Cause(StrEnum):
    """Why nothing came."""

    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    BROKEN = "broken"
    """What came cannot be what the contract says."""
    REFUSED = "refused"
    """It does not let us read for this citizen."""
    RESTING = "resting"
    """It failed so often lately that it is left alone for a moment."""
    MAINTENANCE = "maintenance"


class SilentError(Exception):
    """A registry gave no usable answer."""

    def __init__(self, cause: Cause, detail: str = "") -> None:
        """`detail` is for the log and for operators: never anything about a citizen."""
        super().__init__(detail or cause.value)
        self.cause = cause


class NotThereError(LookupError):
    """The registry answered that there is no such message or file (any more)."""


@dataclass(frozen=True)
class About:
    """A registry as people know it."""

    id: str
    name: Texts
    can_hide: bool = False
    """Whether messages there can be archived: `PATCH` is optional for a citizen's box (contracts/ebox.md A.4)."""


class Place(NamedTuple):
    """Where a message stands in its registry's list."""

    at: int
    """Of receipt, in microseconds since 1970."""
    message_id: str
    taken: int = 0
    """How many messages stood before it and with it: a hint for who can only count pages."""

    def before(self, other: Place) -> bool:
        """Whether it comes sooner in the list of the same registry: newest first, equal moments by name downwards."""
        return (self.at, self.message_id) > (other.at, other.message_id)


@dataclass(frozen=True)
class Sum:
    """What there is to pay, in cents, VAT included."""

    cents: int
    currency: str
    due: datetime | None
    iban: str
    bic: str
    reference: str


@dataclass(frozen=True)
class Entry:
    """A message in a list."""

    registry: str
    place: Place
    received_at: datetime
    expires_at: datetime | None
    subject: Texts
    read: bool
    visible: bool
    registered: bool
    message_type: str
    organisation: str
    """The sender's enterprise number."""
    application: str
    files: int
    body_is_main: bool = False
    sum: Sum | None = None
    own: Message | None = None
    """The row, of our own registry: it knows more."""

    @property
    def message_id(self) -> str:
        """Its name there."""
        return self.place.message_id


@dataclass(frozen=True)
class Attached:
    """A file of a message."""

    id: str
    title: Texts
    file_name: str
    media_type: str
    octets: int
    is_main: bool
    digest: bytes = b""
    """SHA-256, when the registry tells it."""


@dataclass(frozen=True)
class Whole:
    """A message with what hangs on it; a body is fetched apart, for it may be the main content."""

    entry: Entry
    files: Sequence[Attached]
    business: Sequence[tuple[Texts, Sequence[Texts]]] = ()
    """Name and values of the sender's own data."""
    has_body: bool = False


@dataclass(frozen=True)
class Page:
    """Some messages that come after a place, in order; all of the list there are up to the last of them."""

    entries: Sequence[Entry]
    more: bool
    """Whether there are others after the last one."""
    total: int
    """How many messages the question finds, all pages together."""
    milliseconds: int = 0
    """How long the registry took."""


@dataclass(frozen=True)
class Question:
    """What is looked for, and in which language the words are."""

    wanted: Filter = field(default_factory=Filter)
    language: str = "nl"
    words: str = ""
    """As somebody typed them; our own registry finds `wanted.words`."""
    elsewhere: bool = True
    """Whether the contract can say it: of our labels and of what was paid, other registries know nothing."""


@dataclass(frozen=True)
class Reader:
    """Who reads, and how they prove it elsewhere."""

    box_id: UUID
    token: Callable[[str], str]
    """Gives the access token for a registry, by its name as receiver."""


class Registry(Protocol):
    """One registry. What it does not answer raises SilentError; what it does not have NotThereError."""

    @property
    def about(self) -> About:
        """Who it is."""
        ...

    def ask(
        self, reader: Reader, question: Question, after: Place | None, limit: int, *, insist: bool
    ) -> Callable[[], Page]:
        """Begin to ask for `limit` messages after a place, or more; the function that is returned waits for them.

        `insist`: also when it rests, or said it would be closed.
        """
        ...

    def message(self, reader: Reader, message_id: str) -> Whole:
        """Return one message with the list of its files. Nothing is read by that."""
        ...

    def body(self, reader: Reader, message_id: str) -> Texts:
        """Return the body; the message counts as read then, if that is its main content."""
        ...

    def content(self, reader: Reader, message_id: str, attached: Attached) -> Iterator[bytes]:
        """Return a file in pieces; the message counts as read then, if that is its main content.

        Raises before the first piece, or in the middle when what comes is not the file that was promised.
        """
        ...

    def show(self, reader: Reader, message_id: str, *, visible: bool) -> None:
        """Archive a message there, or bring it back."""
        ...
