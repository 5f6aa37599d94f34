"""Reading notices. The first parameter is whose they are; nobody reaches those of somebody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec
import structlog
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from burgerprofiel.kit import clock, ids
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.kit.sealing import NotSealedForThisError
from burgerprofiel.notices import announcements, categories, content
from burgerprofiel.notices.content import Content, Kept
from burgerprofiel.notices.kinds.kind import Kind, Words
from burgerprofiel.notices.models import Notice
from burgerprofiel.people import vault
from burgerprofiel.people.vault import Vault

_FAR = timedelta(days=365)

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Read:
    """A notice as somebody reads it, in the language that is active."""

    id: UUID
    kind: str
    group: str
    words: Words
    path: str
    at: datetime
    """When it happened."""
    told_at: datetime
    """When it came into the list: what pages show, because it is their order."""
    active: bool
    read_at: datetime | None
    expires_at: datetime | None
    sender: str
    done_at: datetime | None = None
    product: str = ""

    @property
    def happened_on(self) -> date | None:
        """The day of what it tells, in Brussels; None: the day on which it was told."""
        return day_before(self.told_at, self.at)

    @property
    def last_day(self) -> date | None:
        """The last day on which it matters, in Brussels."""
        return (self.expires_at - timedelta(seconds=1)).astimezone(clock.BRUSSELS).date() if self.expires_at else None

    @property
    def ends_on(self) -> date | None:
        """The last day, once it says anything: what matters for years, such as most letters, presses nobody."""
        return self.last_day if self.last_day and self.last_day <= clock.today() + _FAR else None


def opened(citizen_id: CitizenId, rows: Sequence[Notice]) -> list[Read]:
    """Open rows of one citizen, in the language that is active.

    One SQL statement, one more with something that many were told, and one per category of other bodies. One that
    cannot be opened says so itself, and takes no other away. Raises UnknownCitizenError.
    """
    if not rows:
        return []
    mine = vault.opened(citizen_id)
    announced = announcements.contents({row.announcement for row in rows if row.announcement})
    kinds = {key: categories.find(key) for key in {row.kind for row in rows}}
    return [_read(row, _kept(mine, row, announced), kinds[row.kind]) for row in rows]


def _kept(mine: Vault, row: Notice, announced: Mapping[UUID, Content]) -> Content | None:
    if row.announcement:
        return announced.get(row.announcement)
    try:
        return from_msgpack(mine.unseal(row.sealed, content.notice_place(row.id)), Content)
    except (NotSealedForThisError, msgspec.MsgspecError) as error:
        log.error("a notice cannot be opened", notice=str(row.id), why=type(error).__name__)
        return None


def _words(kind: Kind | None, kept: Content | None) -> Words:
    if kind and kept:
        try:
            return kind.words({name: in_language(value) for name, value in kept.values.items()})
        except KeyError as error:
            log.error("a notice lacks a fact", kind=kind.key, why=str(error))
    return Words(_("We cannot show this notice"), _("That is our fault. What it was about is not changed by it."))


def _read(row: Notice, found: Content | None, kind: Kind | None) -> Read:
    kept, words = found or Content(), _words(kind, found)
    return Read(
        row.id,
        row.kind,
        row.group,
        words,
        kept.path,
        row.at,
        told_at(row),
        row.active,
        row.read_at,
        row.expires_at,
        row.sender,
        row.done_at,
        row.product,
    )


def told_at(row: Notice) -> datetime:
    """Return when a notice came into its list. What many were told has the id of its words, which may be older."""
    return row.at if row.announcement else ids.made(row.id)


def day_before(told: datetime, happened: datetime) -> date | None:
    """Return the day on which something happened, in Brussels; None: that on which it was told."""
    days = (moment.astimezone(clock.BRUSSELS).date() for moment in (told, happened))
    return None if next(days) == (of_it := next(days)) else of_it


def in_language(value: Kept) -> str:
    """Return a fact in the language that is active, else in Dutch, else in any it has."""
    if isinstance(value, str):
        return value
    return value.get(get_language() or "nl") or value.get("nl") or next(iter(value.values()), "")
