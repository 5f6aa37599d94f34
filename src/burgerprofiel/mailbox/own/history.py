"""Who has seen a message, and what was done with it: from the trail, in words."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from burgerprofiel.audit.queries import events_about
from burgerprofiel.kit.ids import CitizenId

_LOOKED_AT = 5_000
"""So many of the latest lines of the trail are gone through; who has more hears that older ones are not shown."""


class Line(NamedTuple):
    """One thing that happened to a message."""

    at: datetime
    tag: str
    actor: str
    client_id: str
    what: str
    main: bool


class History(NamedTuple):
    """What happened to a message, newest first."""

    lines: tuple[Line, ...]
    whole: bool
    """Whether nothing older can have been left out."""


def of(citizen_id: CitizenId, message_id: UUID) -> History:
    """Return what the citizen's trail says of a message. One SQL statement."""
    events, whole = events_about(citizen_id, "mailbox.", str(message_id), _LOOKED_AT)
    lines = [
        Line(
            each.at,
            each.tag,
            each.actor,
            each.client_id,
            str(each.details.get("what", "")),
            bool(each.details.get("main", False)),
        )
        for each in events
        if each.details.get("message") == str(message_id)
    ]
    return History(tuple(lines), whole)
