"""How notices go into the table: one statement for a whole batch; the same key of the same citizen is one notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from django.db import connection

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.notice import Channel

_COLUMNS = {
    "citizen_id": "uuid",
    "id": "uuid",
    "key": "bytea",
    "kind": "text",
    "group": "text",
    "active": "boolean",
    "at": "timestamptz",
    "expires_at": "timestamptz",
    "thread": "bytea",
    "sender": "text",
    "source": "text",
    "product": "text",
    "brand": "text",
    "bundle": "uuid",
    "sealed": "bytea",
    "listed": "text",
}
_NAMES = ", ".join(f'"{name}"' for name in _COLUMNS if name != "listed")
_ADD = f"""
INSERT INTO notices_notice ({_NAMES}, channels)
SELECT {_NAMES}, string_to_array(listed, ',')
FROM unnest({", ".join(f"%s::{kind}[]" for kind in _COLUMNS.values())}) AS told ({_NAMES}, listed)
ON CONFLICT (citizen_id, key) DO NOTHING
RETURNING id
"""  # noqa: S608 - names of columns, written above


@dataclass(frozen=True)
class NoticeRow:
    """A notice as it goes into the table."""

    citizen_id: CitizenId
    id: UUID
    key: bytes = field(repr=False)
    kind: str
    group: str
    active: bool
    at: datetime
    expires_at: datetime | None
    thread: bytes = field(repr=False)
    sender: str
    source: str
    product: str
    brand: str
    bundle: UUID | None
    sealed: bytes = field(repr=False)
    channels: frozenset[Channel] | None = None

    @property
    def listed(self) -> str | None:
        """The channels as the statement takes them, since its arrays cannot hold arrays; None: any."""
        return None if self.channels is None else ",".join(sorted(self.channels))


def add(asked: Sequence[NoticeRow]) -> list[NoticeRow]:
    """Add those that are not there yet; return them, in the order given. One SQL statement.

    They are locked in the order of their citizens, so that two batches never wait for each other crosswise.
    """
    if not asked:
        return []
    ordered = sorted(asked, key=lambda row: (row.citizen_id, row.key))
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [list(map(attrgetter(name), ordered)) for name in _COLUMNS])
        added = {row[0] for row in cursor.fetchall()}
    return [row for row in asked if row.id in added]
