"""Looks, read: of a month, of somebody, a page of them, one. Every number and every list is of the same rows (B10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import TruncMonth

from burgerprofiel.audit import trail
from burgerprofiel.audit.trail import Step
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.privacy.models import LookRow
from burgerprofiel.privacy.trail import telling
from burgerprofiel.privacy.trail.folding import BATCH
from burgerprofiel.privacy.trail.looks import Look, key
from burgerprofiel.privacy.trail.who import Who

LINES, STEPS = 20, 200
"""Looks on a page of the list; steps on a page of one look."""
Actor = tuple[str, str]
"""What the trail calls who acted, and for which body."""


class Meant(NamedTuple):
    """Which looks are asked: of others alone or all, in some days alone, of somebody alone."""

    everything: bool = False
    since: date | None = None
    before: date | None = None
    """Days from, and days before."""
    actors: tuple[Actor, ...] = ()


class Person(NamedTuple):
    """Somebody else who looked, by what the trail calls them, and how often in what is asked."""

    actors: tuple[Actor, ...]
    many: int


class Looks(NamedTuple):
    """A page of looks, newest day first."""

    looks: tuple[Look, ...]
    next: int | None
    """Behind which look older ones begin; None when there are no older ones."""


def count(citizen_id: CitizenId, meant: Meant) -> int:
    """Return how many looks are meant. One SQL statement."""
    return _rows(citizen_id, meant).count()


def months(citizen_id: CitizenId, since: date, before: date) -> dict[date, tuple[int, int]]:
    """Return how many looks there are of others and of oneself in each month that has any. One SQL statement."""
    rows = LookRow.objects.filter(citizen_id=citizen_id, day__gte=since, day__lt=before)
    told = rows.annotate(month=TruncMonth("day")).values_list("month", "own").annotate(many=Count("*")).order_by()
    found: dict[date, tuple[int, int]] = {}
    for month, own, many in told:
        others, mine = found.get(month, (0, 0))
        found[month] = (others, mine + many) if own else (others + many, mine)
    return found


def begins(citizen_id: CitizenId) -> date | None:
    """Return the day of the oldest look. One SQL statement."""
    return LookRow.objects.filter(citizen_id=citizen_id).order_by("day").values_list("day", flat=True).first()


def page(citizen_id: CitizenId, meant: Meant, behind: int | None = None, size: int = LINES) -> Looks:
    """Return a page of looks, newest day first, older than look `behind`. Three SQL statements at most."""
    rows = _rows(citizen_id, meant)
    if behind is not None:
        last = LookRow.objects.filter(citizen_id=citizen_id, first=behind).values_list("day", flat=True).first()
        rows = rows.filter(day__lte=last).exclude(day=last, first__gte=behind) if last else rows
    found = list(rows.order_by("-day", "-first")[: size + 1])
    return Looks(tuple(_opened(citizen_id, found[:size])), found[size - 1].first if len(found) > size else None)


def every(citizen_id: CitizenId, meant: Meant, size: int = 200) -> Iterator[Look]:
    """Return all of them, newest day first, a page at a time."""
    found = page(citizen_id, meant, size=size)
    yield from found.looks
    while found.next is not None:
        found = page(citizen_id, meant, found.next, size)
        yield from found.looks


def people(citizen_id: CitizenId, meant: Meant) -> dict[Who, Person]:
    """Return everybody else who looked, in order of name, with how often: what is meant, or never. Two statements."""
    rows = LookRow.objects.filter(citizen_id=citizen_id, own=False).order_by()
    inside = Q(day__gte=meant.since) if meant.since else Q()
    inside &= Q(day__lt=meant.before) if meant.before else Q()
    told = rows.values("actor", "body").annotate(newest=Max("first"), many=Count("first", filter=inside))
    actors = {newest: ((actor, body), many) for actor, body, newest, many in
              told.values_list("actor", "body", "newest", "many")}  # fmt: skip
    found: dict[Who, Person] = {}
    for number, who in telling.tell_actors(citizen_id, trail.steps(citizen_id, list(actors))):
        actor, many = actors[number]
        before = found.get(who, Person((), 0))
        found[who] = Person((*before.actors, actor), before.many + many)
    return found


def holding(citizen_id: CitizenId, number: int) -> Look | None:
    """Return the look of which event `number` is; None: there is none. Three SQL statements."""
    step = next(iter(trail.steps(citizen_id, [number])), None)
    if step is None:
        return None
    mine = key(citizen_id, step)
    return next(
        iter(_opened(citizen_id, list(LookRow.objects.filter(citizen_id=citizen_id, day=mine.day, mark=mine.mark)))),
        None,
    )


def steps(citizen_id: CitizenId, look: Look, behind: int = 0, most: int = STEPS) -> list[Step]:
    """Return the steps of a look, oldest first, behind event `behind`: `most` of them, or fewer when those are all."""
    mine, found, at = key(citizen_id, look.steps[0]), list[Step](), max(behind, look.number - 1)
    while len(found) < most and at < look.last:
        batch = trail.after(citizen_id, at, BATCH, look.last)
        found += [step for step in batch if key(citizen_id, step) == mine]
        at = batch[-1].seq if batch else look.last
    return found[:most]


def _rows(citizen_id: CitizenId, meant: Meant) -> QuerySet[LookRow]:
    rows = LookRow.objects.filter(citizen_id=citizen_id)
    if meant.actors:
        rows = rows.filter(reduce(or_, (Q(actor=actor, body=body) for actor, body in meant.actors)))
    if meant.actors or not meant.everything:
        rows = rows.filter(own=False)
    if meant.since:
        rows = rows.filter(day__gte=meant.since)
    return rows.filter(day__lt=meant.before) if meant.before else rows


def _opened(citizen_id: CitizenId, rows: Sequence[LookRow]) -> list[Look]:
    """Read the first steps of these looks. One SQL statement."""
    found = (
        {step.seq: step for step in trail.steps(citizen_id, [each for row in rows for each in row.shown])}
        if rows
        else {}
    )
    return [Look(row.first, row.many, row.until, row.last, tuple(found[each] for each in row.shown)) for row in rows]
