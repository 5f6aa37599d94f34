"""Reading notices. The first parameter is whose they are; nobody reaches those of somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import get_language

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.notices import announcements, categories, content
from burgerprofiel.notices.content import Content, Kept
from burgerprofiel.notices.kinds.kind import Words
from burgerprofiel.notices.models import Notice
from burgerprofiel.people import vault
from burgerprofiel.people.vault import Vault


@dataclass(frozen=True)
class Read:
    """A notice as somebody reads it, in the language that is active."""

    id: UUID
    kind: str
    group: str
    words: Words
    path: str
    at: datetime
    active: bool
    read_at: datetime | None
    expires_at: datetime | None
    sender: str
    done_at: datetime | None = None
    product: str = ""

    @property
    def last_day(self) -> date | None:
        """The last day on which it matters, in Brussels."""
        return (self.expires_at - timedelta(seconds=1)).astimezone(clock.BRUSSELS).date() if self.expires_at else None


def opened(citizen_id: CitizenId, rows: Sequence[Notice]) -> list[Read]:
    """Open rows of one citizen, in the language that is active. One SQL statement,
    two with something that many were told. Raises UnknownCitizenError."""
    if not rows:
        return []
    mine = vault.opened(citizen_id)
    announced = announcements.contents({row.announcement for row in rows if row.announcement})
    return [_read(row, announced[row.announcement] if row.announcement else _kept(mine, row)) for row in rows]


def _kept(mine: Vault, row: Notice) -> Content:
    return from_msgpack(mine.unseal(row.sealed, content.notice_place(row.id)), Content)


def _read(row: Notice, kept: Content) -> Read:
    kind = categories.find(row.kind)
    values = {name: in_language(value) for name, value in kept.values.items()}
    words = kind.words(values) if kind else Words(row.kind, "")
    return Read(
        row.id,
        row.kind,
        row.group,
        words,
        kept.path,
        row.at,
        row.active,
        row.read_at,
        row.expires_at,
        row.sender,
        row.done_at,
        row.product,
    )


def in_language(value: Kept) -> str:
    """Return a fact in the language that is active, else in Dutch, else in any it has."""
    if isinstance(value, str):
        return value
    return value.get(get_language() or "nl") or value.get("nl") or next(iter(value.values()), "")
