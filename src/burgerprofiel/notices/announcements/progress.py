"""How far an announcement is: who was told, what became of its letters, how many read it.

All figures of one announcement are read by one statement, so that they are of one moment: a letter is in one place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.models import Announcement, Proposal, Stop
from burgerprofiel.notices.models.notices import Way
from burgerprofiel.notices.models.proposals import Standing
from burgerprofiel.notices.notice import Channel

SIZE = 25
_FIGURES = """
SELECT 'stretch', CASE WHEN told IS NULL THEN 'left' ELSE 'told' END, '', count(*),
  sum(coalesce(told, cardinality(citizens)))
FROM notices_announcement_range WHERE announcement_id = %(id)s GROUP BY 2
UNION ALL
SELECT 'letter', channel, way, count(*), 0 FROM (
  SELECT channel, 'waiting' AS way FROM notices_waiting WHERE notice_id = %(id)s
  UNION ALL SELECT channel, way FROM notices_delivery WHERE notice_id = %(id)s) AS letters GROUP BY 2, 3
UNION ALL
SELECT 'read', '', '', count(*), 0 FROM notices_notice WHERE announcement = %(id)s AND read_at IS NOT NULL
"""
_TOLD = """
SELECT announcement_id, coalesce(sum(told), 0), coalesce(sum(cardinality(citizens)) FILTER (WHERE told IS NULL), 0)
FROM notices_announcement_range WHERE announcement_id = ANY(%s) GROUP BY 1
"""


@dataclass(frozen=True)
class Figures:
    """One announcement, at one moment."""

    stretches_told: int
    stretches_left: int
    told: int
    """People who have it in their bell, or had."""
    left: int
    """People who will."""
    letters: Mapping[Channel, Mapping[Way, int]]
    read: int

    @property
    def all(self) -> int:
        """To how many it goes."""
        return self.told + self.left

    @property
    def percent(self) -> int:
        """How far telling is; 100 only when nobody is left."""
        return self.told * 100 // self.all if self.all else 100


@dataclass(frozen=True)
class Told:
    """A line of the list."""

    it: Announcement
    told: int
    left: int
    stop: Stop | None
    proposal: Proposal | None
    """None: an operator made it."""


@dataclass(frozen=True)
class Page:
    """A page of the list."""

    rows: Sequence[Told]
    total: int
    next: UUID | None


def announcement(known: UUID) -> Announcement | None:
    """Return one."""
    return Announcement.objects.filter(id=known).first()


def stop_of(known: UUID) -> Stop | None:
    """Return how it was stopped; None: it was not."""
    return Stop.objects.filter(announcement_id=known).first()


def proposal_of(known: UUID) -> Proposal | None:
    """Return what it was released from; None: an operator made it."""
    return Proposal.objects.defer("whom").filter(announcement=known).first()


def proposal(known: UUID) -> Proposal | None:
    """Return what somebody proposes, or proposed."""
    return Proposal.objects.defer("whom").filter(id=known).first()


def in_preparation() -> list[Proposal]:
    """Return all that was not released, what was touched last first."""
    return list(Proposal.objects.defer("whom").exclude(state=Standing.RELEASED).order_by("-written_at", "-id"))


def to_release(by: CitizenId) -> int:
    """Return how many wait for this colleague, as they neither wrote nor proposed them. One SQL statement."""
    return Proposal.objects.filter(state=Standing.WAITING).exclude(written_by=by).exclude(proposed_by=by).count()


def figures(known: UUID) -> Figures:
    """Return how far it is. One SQL statement."""
    stretches, read = {"told": (0, 0), "left": (0, 0)}, 0
    letters: dict[Channel, dict[Way, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, {"id": known})
        for what, one, other, many, people in cursor.fetchall():
            if what == "stretch":
                stretches[one] = (many, int(people))
            elif what == "letter":
                letters.setdefault(Channel(one), {})[Way(other)] = many
            else:
                read = many
    (ranges_told, told), (ranges_left, left) = stretches["told"], stretches["left"]
    return Figures(ranges_told, ranges_left, told, left, letters, read)


def page(before: UUID | None = None) -> Page:
    """Return a page of all that was announced, newest first, whoever made it. Five SQL statements."""
    found = Announcement.objects.filter(id__lt=before) if before else Announcement.objects.all()
    rows = list(found.order_by("-id")[: SIZE + 1])
    shown = rows[:SIZE]
    ids = [row.id for row in shown]
    stops = {row.announcement_id: row for row in Stop.objects.filter(announcement_id__in=ids)}
    proposals = {row.announcement: row for row in Proposal.objects.defer("whom").filter(announcement__in=ids)}
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, [ids])
        many = {row[0]: (int(row[1]), int(row[2])) for row in cursor.fetchall()}
    told = [Told(row, *many.get(row.id, (0, 0)), stops.get(row.id), proposals.get(row.id)) for row in shown]
    return Page(told, Announcement.objects.count(), shown[-1].id if len(rows) > SIZE else None)
