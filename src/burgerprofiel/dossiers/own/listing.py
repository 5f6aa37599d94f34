"""The one list: what lies here is paged by its index, what MAGDA told is put between it, in one order that is total.

However many lie here, a page reads one page of them. When MAGDA has not answered yet, the page is of what lies here;
`between` then says which of MAGDA's belong on that page, and where.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import F, Q, QuerySet

from burgerprofiel.dossiers import words
from burgerprofiel.dossiers.models import Dossier
from burgerprofiel.dossiers.own import bodies
from burgerprofiel.dossiers.own.files import File, of_row
from burgerprofiel.dossiers.own.magda import Told
from burgerprofiel.dossiers.own.owner import Owner
from burgerprofiel.dossiers.own.wanted import Place, View, Wanted

SIZE = 20
"""Dossiers on a page."""
ORDER = (F("action_needed").desc(), F("due").asc(nulls_last=True), F("changed_at").desc(), F("id").asc())
UNSEEN = Q(seen_at__isnull=True) | Q(seen_at__lt=F("changed_at"))
_BACK = (F("action_needed").asc(), F("due").desc(nulls_first=True), F("changed_at").asc(), F("id").desc())


@dataclass(frozen=True)
class Turn:
    """Which page: the one after a place, or the one that ends just before it; none is the first."""

    after: Place | None = None
    before: Place | None = None


@dataclass(frozen=True)
class Listed:
    """A page of the list."""

    rows: tuple[File, ...]
    total: int
    """How many are meant, on all pages."""
    older: Place | None = None
    """Where the next page begins."""
    newer: Place | None = None
    """Where the page before ends."""


def page(owner: Owner, asked: Wanted, told: Told, turn: Turn) -> Listed:
    """Return a page. At most five SQL statements, however many there are: sources twice, rows, the key, how many."""
    found = meant(owner, asked).exclude(id__in=list(told.newer)) if told.newer else meant(owner, asked)
    theirs = sorted((file for file in told.files if asked.holds(file)), key=lambda file: file.key)
    total = found.order_by().count() + len(theirs)
    if turn.before is not None:
        rows = _page(owner, found.filter(_apart(turn.before, after=False)).order_by(*_BACK), theirs, turn.before)
        if len(rows) > SIZE:
            shown = rows[:SIZE][::-1]
            return Listed(tuple(shown), total, Place.of(shown[-1]), Place.of(shown[0]))
        turn = Turn()
    after = turn.after
    if after is not None:
        found, theirs = found.filter(_apart(after, after=True)), [file for file in theirs if file.key > after.key]
    rows = _page(owner, found.order_by(*ORDER), theirs, None)
    shown = rows[:SIZE]
    more = Place.of(shown[-1]) if len(rows) > SIZE else None
    return Listed(tuple(shown), total, more, Place.of(shown[0]) if after is not None and shown else None)


def between(listed: Listed, asked: Wanted, told: Told, turn: Turn) -> list[tuple[int, File]]:
    """Return MAGDA's dossiers that belong on a page made without them, each with how many rows stand before it.

    A newer state of one that lies here takes its place in the order anew; the row that stood is one of `outdated`.
    """
    first = listed.rows[0].key if turn.before and listed.newer and listed.rows else turn.after and turn.after.key
    last = listed.rows[-1].key if listed.older and listed.rows else None
    found = sorted(
        (
            file
            for file in told.files
            if asked.holds(file) and (not first or file.key > first) and (not last or file.key < last)
        ),
        key=lambda file: file.key,
    )
    return [(sum(row.key < file.key for row in listed.rows), file) for file in found]


def outdated(listed: Listed, told: Told) -> list[int]:
    """Return which rows, counted from none, say what MAGDA knows better."""
    return [at for at, row in enumerate(listed.rows) if row.id in told.newer]


def added(asked: Wanted, told: Told) -> int:
    """Return by how many MAGDA's answer changes how many are meant; less than none when some are not any more."""
    return sum(asked.holds(file) for file in told.files) - sum(asked.holds(each) for each in told.newer.values())


def _page(owner: Owner, found: QuerySet[Dossier], theirs: Sequence[File], before: Place | None) -> list[File]:
    """One row more than a page holds, of both; `before`: backwards from there."""
    mine = opened(owner, list(found[: SIZE + 1]))
    if before is None:
        return sorted([*mine, *theirs[: SIZE + 1]], key=lambda file: file.key)[: SIZE + 1]
    near = list(islice((file for file in reversed(theirs) if file.key < before.key), SIZE + 1))
    return sorted([*mine, *near], key=lambda file: file.key, reverse=True)[: SIZE + 1]


def opened(owner: Owner, rows: Sequence[Dossier]) -> list[File]:
    """Return what these rows hold. Two SQL statements: the owner's key and the sources; none for no row."""
    if not rows:
        return []
    known = bodies.named({row.source for row in rows})
    return [of_row(row, owner.opened, known) for row in rows]


def meant(owner: Owner, asked: Wanted) -> QuerySet[Dossier]:
    """Return the rows of this owner that are meant. One SQL statement when a body is asked, else none yet."""
    rows = Dossier.objects.filter(owner_id=owner.id, archived_at__isnull=asked.view is not View.ARCHIVE)
    if asked.body:
        rows = rows.filter(source__in=bodies.sources_of(asked.body))
    match asked.view:
        case View.NEEDS_ME:
            return rows.filter(action_needed=True)
        case View.RUNNING:
            return rows.exclude(phase=words.FINISHED)
        case View.FINISHED:
            return rows.filter(phase=words.FINISHED)
        case _:
            return rows


def _apart(place: Place, *, after: bool) -> Q:
    """The rows behind a place in the order of the list, or before it."""
    rows = Q()
    for earlier, here in reversed(list(_steps(place, after=after))):
        rows = earlier | (here & rows) if rows else earlier
    return rows


def _steps(place: Place, *, after: bool) -> Iterator[tuple[Q, Q]]:
    """For each part of the order: what is behind (before) the place by it alone, and what is equal in it."""
    nobody = Q(id__isnull=True)
    yield (Q(action_needed=not place.needs) if place.needs is after else nobody), Q(action_needed=place.needs)
    if place.due is None:
        yield (nobody if after else Q(due__isnull=False)), Q(due__isnull=True)
    else:
        yield (Q(due__gt=place.due) | Q(due__isnull=True) if after else Q(due__lt=place.due)), Q(due=place.due)
    changed = Q(changed_at__lt=place.changed_at) if after else Q(changed_at__gt=place.changed_at)
    yield changed, Q(changed_at=place.changed_at)
    yield (Q(id__gt=place.id) if after else Q(id__lt=place.id)), Q(id=place.id)


def choices(owner: Owner, told: Told) -> list[tuple[str, str]]:
    """Return the bodies by which the list can be narrowed, by name. Two SQL statements."""
    mine = Dossier.objects.filter(owner_id=owner.id).order_by().values_list("source", flat=True).distinct()
    known = bodies.named(set(mine))
    named = {body.key: body.name or body.source for body in (known.of(source) for source in mine)}
    named |= {file.body.key: file.handled_by or file.body.source for file in told.files}
    return sorted(named.items(), key=lambda each: each[1].casefold())
