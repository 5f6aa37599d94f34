"""Reading which browsers a citizen let us push to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.notices.models.push import Subscription as Row
from burgerprofiel.notices.push.subscription import Subscription, place
from burgerprofiel.people import vault


@dataclass(frozen=True)
class Browser:
    """One of them."""

    id: UUID
    since: datetime
    subscription: Subscription


def pushed_to(citizen_ids: Sequence[CitizenId]) -> frozenset[CitizenId]:
    """Return who of these has a browser that takes pushes. One SQL statement."""
    if not citizen_ids:
        return frozenset()
    found = Row.objects.filter(citizen_id__in=citizen_ids).values_list("citizen_id", flat=True).distinct()
    return frozenset(map(CitizenId, found))


def browsers_of(citizen_id: CitizenId) -> list[Browser]:
    """Return all of this citizen's, the oldest first. Two SQL statements."""
    rows = list(Row.objects.filter(citizen_id=citizen_id).order_by("id"))
    if not rows:
        return []
    mine = vault.opened(citizen_id)
    return [
        Browser(row.id, row.created_at, from_msgpack(mine.unseal(row.sealed, place(row.id)), Subscription))
        for row in rows
    ]
