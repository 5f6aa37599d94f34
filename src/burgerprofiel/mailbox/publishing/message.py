"""What a sender hands over: a message for one recipient, with its files, in one language (contracts/ebox.md A.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from burgerprofiel.kit.cbe import CbeNumber
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.kit.storage.objects import Stored
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.payments import Payment
from burgerprofiel.mailbox.senders.policy import Policy


@dataclass(frozen=True)
class Sender:
    """Who sends."""

    organisation: str
    """Enterprise number, ten digits."""
    application: str
    partition: str = ""
    key: str = ""
    """`Idempotency-Key`: of one sender and application it makes one message, however often it is used."""


@dataclass(frozen=True)
class BoxOf:
    """A recipient whom we know by our own id: a citizen's or an organisation's."""

    kind: Kind
    box_id: UUID


@dataclass(frozen=True)
class ToPublish:
    """A message before it has a place."""

    to: Ssin | CbeNumber | BoxOf
    message_type: str
    language: str
    """`nl`, `fr` or `de`: of everything the sender wrote."""
    subject: str
    body: str = field(default="", repr=False)
    body_is_main: bool = False
    business: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Values by the key that the message type declares."""
    attention_label: str = ""
    attention: Ssin | None = None
    """Whom in an organisation it is for."""
    registered: bool = False
    reply_allowed: bool = False
    original_message_id: UUID | None = None
    payment: Payment | None = None


@dataclass(frozen=True)
class FileToPublish:
    """A file that was kept (`objects.keep`) or came in (`objects.Writer`); of a refused message nothing stays."""

    stored: Stored
    file_name: str
    media_type: str
    title: str = ""
    is_main: bool = False
    signed: bool = False
    admit: Callable[[Policy], None] | None = None
    """Looks at what only came in and keeps it, once all else is right; may raise RefusedError. None: it was kept."""


@dataclass(frozen=True)
class Published:
    """What the sender hears."""

    message_id: UUID
    expires_at: datetime
    code: str
    """Empty, or how the recipient is (not) reached: `NO_DIGITAL_USER`, `DORMANT`."""
