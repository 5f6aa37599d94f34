"""All notices of a citizen, for who takes their data along (GDPR art. 15 and 20): as they read, and how they went."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices import queries
from burgerprofiel.notices.models import Delivery, Notice
from burgerprofiel.notices.queries import Read


class Way(NamedTuple):
    """How one went by a channel."""

    channel: str
    way: str
    """Of `models.notices.Way`."""
    at: datetime
    """Since when it stands so."""


class Taken(NamedTuple):
    """A notice."""

    read: Read
    ways: tuple[Way, ...]


def all_of(citizen_id: CitizenId) -> list[Taken]:
    """Return every one, newest first, in the language that is active. Some SQL statements, however many there are."""
    rows = list(Notice.objects.filter(citizen_id=citizen_id).order_by("-id"))
    ways = defaultdict[UUID, list[Way]](list)
    for each in Delivery.objects.filter(citizen_id=citizen_id).order_by("id") if rows else ():
        ways[each.notice_id].append(Way(each.channel, each.way, each.way_at))
    return [Taken(read, tuple(ways[read.id])) for read in queries.opened(citizen_id, rows)]
