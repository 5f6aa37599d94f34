"""By what notices of messages are known: each message gives one of each kind, and is one line in the list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from burgerprofiel.kit.ids import CitizenId

NEW, REGISTERED, UNREAD, EXPIRING = "mail.new", "mail.registered", "mail.unread", "mail.expiring"
"""Of `notices.kinds`."""
KINDS = (NEW, REGISTERED, UNREAD, EXPIRING)


DORMANT, MOVED, NO_ADDRESS, STOPPED = "mail.dormant", "mail.moved", "mail.no_address", "mail.stopped"
"""Of the box itself."""


def since(kind: str, moment: datetime) -> str:
    """Return the key of a notice of the box itself: each time that it came about is one."""
    return f"{kind} {moment.isoformat()}"


def key_of(kind: str, message_id: UUID) -> str:
    """Return the notice's key."""
    return f"{kind} {message_id}"


def line_of(message_id: UUID) -> str:
    """Return what all notices of one message share."""
    return f"mail {message_id}"


def all_of(box_id: UUID, message_id: UUID) -> Iterator[tuple[CitizenId, str]]:
    """Return whose notices, and which, a message may have given."""
    return ((CitizenId(box_id), key_of(kind, message_id)) for kind in KINDS)
