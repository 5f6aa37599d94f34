"""Which permits an owner has: the list, one of them, its documents. Rows are reached through their owner alone.

Whoever may see the dossiers of somebody (own, under a mandate, for an organisation) may see what came of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from burgerprofiel.certificates.verifying.others import Standing
from burgerprofiel.dossiers import queries as dossiers
from burgerprofiel.dossiers.numbers import dossier_id
from burgerprofiel.dossiers.queries import Owner, owner_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.kit.storage import objects
from burgerprofiel.permits import content, models
from burgerprofiel.permits.content import Content, Paper
from burgerprofiel.permits.shown import standing_of
from burgerprofiel.permits.sources import queries as sources

__all__ = [
    "NotThereError",
    "Owner",
    "Permit",
    "document",
    "ending",
    "ids",
    "of_dossier",
    "one",
    "owner_of",
    "papers",
    "permits",
]
SOON = timedelta(days=60)
MOST = 1_000
"""Permits of one owner that a page opens."""


class NotThereError(LookupError):
    """This owner has no such permit, or it has no such document (yet)."""


@dataclass(frozen=True)
class Permit:
    """A permit, as its owner sees it."""

    id: UUID
    standing: Standing
    status_at: datetime
    valid_from: date
    valid_until: date | None
    said: Content
    source: str
    """What its source is called, in Dutch."""
    told_by: str = ""
    """By which key its source is known here."""

    @property
    def is_running(self) -> bool:
        """Whether it counts, will, or may again."""
        return self.standing not in (Standing.OVER, Standing.REVOKED)

    @property
    def last_day(self) -> date | None:
        """The last day on which it counts or counted: one that was revoked did until then; None: without end."""
        if self.standing is not Standing.REVOKED:
            return self.valid_until
        revoked = max(self.valid_from, self.status_at.astimezone(clock.BRUSSELS).date())
        return min(revoked, self.valid_until or revoked)

    @property
    def days_left(self) -> int | None:
        """Days until its last one; None: without end, or it does not count now."""
        counts = self.standing is Standing.COUNTS and self.valid_until
        return (self.valid_until - clock.today()).days if counts and self.valid_until else None

    @property
    def ends_soon(self) -> bool:
        """Whether it counts now and ends within `SOON`."""
        return self.days_left is not None and self.days_left <= SOON.days


@dataclass(frozen=True)
class Held:
    """A document of a permit, and whether its PDF is here."""

    paper: Paper
    octets: int
    """0: it did not come in yet."""


@dataclass(frozen=True)
class File:
    """A document in pieces."""

    paper: Paper
    permit: Permit
    octets: int
    pieces: Iterator[bytes] = field(repr=False)


def permits(owner: Owner) -> Sequence[Permit]:
    """Return all: those that run first, the soonest to end first; then what ended, the newest first."""
    rows = models.Permit.objects.filter(owner_id=owner.id).order_by("-valid_from", "id")[:MOST]
    found = [_opened(owner, row) for row in rows]
    running = sorted((each for each in found if each.is_running), key=lambda each: each.valid_until or date.max)
    ended = sorted((each for each in found if not each.is_running), key=_ended, reverse=True)
    return [*running, *ended]


def ending(owner: Owner) -> Sequence[Permit]:
    """Return those that count and end soon, the soonest first. One SQL statement when there are none."""
    today = clock.today()
    rows = models.Permit.objects.filter(
        owner_id=owner.id, status="active", valid_from__lte=today, valid_until__range=(today, today + SOON)
    )
    return [_opened(owner, row) for row in rows.order_by("valid_until", "id")[:MOST]]


def ids(owner: Owner) -> list[UUID]:
    """Return the ids of all. One SQL statement."""
    return list(models.Permit.objects.filter(owner_id=owner.id).values_list("id", flat=True))


def one(owner: Owner, permit: UUID) -> Permit:
    """Return one of this owner's. Raises NotThereError."""
    row = models.Permit.objects.filter(owner_id=owner.id, id=permit).first()
    if row is None:
        raise NotThereError
    return _opened(owner, row)


def papers(owner: Owner, permit: Permit) -> Sequence[Held]:
    """Return its documents, in the order of its source."""
    here = models.Document.objects.filter(owner_id=owner.id, permit_id=permit.id).values_list("id", "octets")
    octets = dict(here)
    return [Held(paper, octets.get(paper.id, 0)) for paper in permit.said.papers]


def of_dossier(owner: Owner, permit: Permit) -> tuple[str, str] | None:
    """Return title and address of the dossier that it came of, when this owner has it here."""
    if permit.said.dossier is None:
        return None
    found = dossiers.one(owner, dossier_id(*permit.said.dossier), dossiers.Told())
    return (found.file.title, found.file.href) if found else None


def document(owner: Owner, permit: UUID, document: UUID) -> File:
    """Return one of its documents. Raises NotThereError, OSError. Who shows it uses `opening.fetch`."""
    whole = one(owner, permit)
    row = models.Document.objects.filter(owner_id=owner.id, id=document, permit_id=permit).first()
    paper = next((each for each in whole.said.papers if each.id == document), None)
    if row is None or paper is None:
        raise NotThereError
    try:
        pieces = objects.pieces(row.object_name, owner.opened.unseal(row.key, content.key_place(row.id)))
    except objects.GoneError as error:
        raise NotThereError from error
    return File(paper, whole, row.octets, pieces)


def _opened(owner: Owner, row: models.Permit) -> Permit:
    source = sources.source(row.source)
    return Permit(
        id=row.id,
        standing=standing_of(row),
        status_at=row.status_at,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        said=from_msgpack(owner.opened.unseal(row.sealed, content.permit_place(row.id)), Content),
        source=source.name("nl") if source else "",
        told_by=row.source,
    )


def _ended(permit: Permit) -> date:
    return permit.last_day or date.max
