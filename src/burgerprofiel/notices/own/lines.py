"""The list of a citizen's notices, and its counts: the one place where they are counted (E1).

Notices of one transaction are one line, for which the newest stands. A line is new when anything in it was not read.
What asks something and is not done stands before what only tells; what has expired stands last, and is never counted.
Lines and counts are read by one statement, so that what a page shows and what it counts is of one moment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_json
from burgerprofiel.notices import queries
from burgerprofiel.notices.models import Notice
from burgerprofiel.notices.queries import Read

SIZE = 25
"""Lines on a page."""
EARLIER = 5
"""Of a line at most so many earlier notices are shown."""

PART = "CASE WHEN expires_at <= %(now)s THEN 2 WHEN active AND done_at IS NULL THEN 0 ELSE 1 END"
LINE = "CASE WHEN thread = '' OR expires_at <= %(now)s THEN uuid_send(id) ELSE thread END"
_STANDING = f"""
SELECT count(DISTINCT ("group", {PART}, {LINE})), (array_agg(id ORDER BY id DESC))[1]
FROM notices_notice
WHERE citizen_id = %(citizen)s AND read_at IS NULL AND (expires_at IS NULL OR expires_at > %(now)s)
"""  # noqa: S608 - written above
_COLUMNS = (
    "id",
    "kind",
    "group",
    "active",
    "at",
    "expires_at",
    "thread",
    "sender",
    "product",
    "sealed",
    "announcement",
    "read_at",
    "done_at",
)
_NAMES = ", ".join(f'notice."{name}"' for name in _COLUMNS)
_WANTED = """
(%(group)s = '' OR "group" = %(group)s) AND (NOT %(new)s OR new)
"""
_PAGE = f"""
WITH mine AS (
  SELECT id, "group", {PART} AS part, {LINE} AS line, read_at IS NULL AS new
  FROM notices_notice WHERE citizen_id = %(citizen)s
), lines AS (
  SELECT "group", part, array_agg(id ORDER BY id DESC) AS ids, bool_or(new) AND part < 2 AS new,
    (array_agg(id ORDER BY id DESC) FILTER (WHERE new AND part < 2))[1] AS newest
  FROM mine GROUP BY "group", part, line
), counts AS (
  SELECT count(*) FILTER (WHERE new) AS unread, (array_agg(newest ORDER BY newest DESC NULLS LAST))[1] AS newest,
    count(*) FILTER (WHERE part = 0) AS asking, count(*) FILTER (WHERE {_WANTED}) AS total,
    (SELECT jsonb_object_agg("group", number)::text
     FROM (SELECT "group", count(*) AS number FROM lines GROUP BY "group") AS each) AS groups
  FROM lines
), page AS (
  SELECT part, ids, new FROM lines
  WHERE {_WANTED} AND (%(part)s::integer IS NULL OR (-part, ids[1]) < (-%(part)s::integer, %(after)s::uuid))
  ORDER BY %(new_first)s AND NOT new, part, ids[1] DESC LIMIT %(size)s + 1
)
SELECT counts.*, page.part, page.new, page.ids[1:%(earlier)s + 1], cardinality(page.ids) - 1, {_NAMES}
FROM counts LEFT JOIN page ON true
LEFT JOIN notices_notice AS notice ON notice.citizen_id = %(citizen)s AND notice.id = page.ids[1]
ORDER BY %(new_first)s AND NOT page.new, page.part, page.ids[1] DESC
"""  # noqa: S608 - written above


class Part(IntEnum):
    """The parts of the list, in their order."""

    ASKS = 0
    """Something has to be done, and is not."""
    TELLS = 1
    EXPIRED = 2


@dataclass(frozen=True)
class Standing:
    """How many lines are new; `stamp` is another one whenever something came."""

    unread: int = 0
    newest: UUID | None = None

    @property
    def stamp(self) -> str:
        """By which a page says what it knows already."""
        return f"{self.unread}.{self.newest.hex if self.newest else ''}"


@dataclass(frozen=True)
class Line:
    """A line of the list."""

    part: Part
    new: bool
    read: Read
    """The newest, which stands for all."""
    earlier: int = 0
    """How many others of its transaction there are."""
    before: Sequence[Read] = ()
    """The newest of these."""


@dataclass(frozen=True)
class Listed:
    """A page of the list."""

    lines: Sequence[Line]
    standing: Standing
    asking: int
    """How many lines ask something."""
    total: int
    """How many there are with this filter, on all pages."""
    groups: Mapping[str, int]
    """How many there are of each group, whatever the filter."""
    older: str = ""
    """The cursor of the next page."""


class Cursor(NamedTuple):
    """Behind which line a page begins: its part and the id of its newest notice."""

    part: int
    last: UUID

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """Return what `text` says; None: nothing, or nothing that makes sense."""
        part, _dot, known = text.partition(".")
        try:
            return cls(Part(int(part)), UUID(known))
        except ValueError:
            return None

    def __str__(self) -> str:
        """Write it as it stands in an address."""
        return f"{int(self.part)}.{self.last.hex}"


def standing(citizen_id: CitizenId) -> Standing:
    """Return how many lines are new. One SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, {"citizen": citizen_id, "now": clock.now()})
        unread, newest = cursor.fetchone()
    return Standing(unread, newest)


def page(
    citizen_id: CitizenId,
    *,
    group: str = "",
    new: bool = False,
    new_first: bool = False,
    after: Cursor | None = None,
    size: int | None = None,
    earlier: int = EARLIER,
) -> Listed:
    """Return a page of lines with the counts of the same moment, in the language that is active.

    `size`: lines, else `SIZE`; `group`: only of this one; `new`: only what is new; `new_first`: that before all else,
    without a next page. One SQL statement; one more to open what it found, and one for earlier notices when there are.
    """
    size = SIZE if size is None else size
    asked: dict[str, UUID | datetime | str | int | None] = {
        "citizen": citizen_id,
        "now": clock.now(),
        "group": group,
        "new": new,
        "new_first": new_first,
        "part": after.part if after else None,
        "after": after.last if after else None,
        "size": size,
        "earlier": earlier,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PAGE, asked)
        rows = cursor.fetchall()
    unread, newest, asking, total, groups = rows[0][:5]
    found = [_found(citizen_id, row[5:]) for row in rows if row[5] is not None]
    shown = found[:size]
    last = shown[-1] if shown and len(found) > size else None
    counted = from_json(groups, dict[str, int]) if groups else {}
    return Listed(
        _lines(citizen_id, shown),
        Standing(unread, newest),
        asking,
        total,
        counted,
        str(Cursor(last.part, last.notice.id)) if last else "",
    )


@dataclass(frozen=True)
class _Found:
    part: int
    new: bool
    ids: Sequence[UUID]
    earlier: int
    notice: Notice


def _found(citizen_id: CitizenId, values: Sequence[Any]) -> _Found:
    part, new, ids, earlier, *columns = values
    notice = Notice(citizen_id=citizen_id, **dict(zip(_COLUMNS, columns, strict=True)))
    return _Found(part, new, ids, earlier, notice)


def _lines(citizen_id: CitizenId, found: Sequence[_Found]) -> list[Line]:
    older = [each for it in found for each in it.ids[1:]]
    rows = [it.notice for it in found]
    rows += Notice.objects.filter(citizen_id=citizen_id, id__in=older) if older else ()
    opened = {each.id: each for each in queries.opened(citizen_id, rows)}
    return [
        Line(
            Part(it.part),
            it.new,
            opened[it.notice.id],
            it.earlier,
            tuple(opened[each] for each in it.ids[1:] if each in opened),
        )
        for it in found
    ]
