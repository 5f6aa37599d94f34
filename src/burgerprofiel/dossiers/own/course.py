"""How a dossier went: its phases as a line with "you are here", and its states by year, only real changes in sight.

A body that tells the same state again (a date, a detail) makes an update, which waits in a fold beside its state: so
ten years and four hundred messages still read as the few steps that they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, takewhile

import msgspec

from burgerprofiel.dossiers import words
from burgerprofiel.dossiers.own.magda import moment
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_dossiers import Change


class Stop(msgspec.Struct, frozen=True):
    """A phase on the line."""

    name: str
    standing: str
    """`passed`, `here` or `ahead`."""
    since: PartialDate | None = None


class Line(msgspec.Struct, frozen=True):
    """The phases that each dossier goes through, and what stands beside."""

    stops: tuple[Stop, ...]
    beside: Stop | None = None
    """An appeal, or a phase that we do not know: shown as it came."""


class Step(msgspec.Struct, frozen=True):
    """A real change of state."""

    change: Change
    at: PartialDate | None
    updates: tuple[Change, ...] = ()
    """Later messages in which nothing changed but details, the newest first."""


class Year(msgspec.Struct, frozen=True):
    """The steps of one year, the newest first; 0: without a date."""

    year: int
    steps: tuple[Step, ...]
    """In sight."""
    folded: tuple[Step, ...] = ()
    """Older ones of this year, that wait in a fold."""


IN_SIGHT = 12
"""Steps that are not folded."""


def line(changes: Sequence[Change]) -> Line:
    """Return the line of phases, each with its first day, the present one with the day it came back to it.

    `changes` from old to new.
    """
    since: dict[str, PartialDate | None] = {}
    for change in changes:
        since.setdefault(change.phase, moment(change))
    now = changes[-1].phase
    for change in takewhile(lambda each: each.phase == now, reversed(changes)):
        since[now] = moment(change)
    reached = [words.PHASES.index(each) for each in since if each in words.PHASES]
    here = words.PHASES.index(now) if now in words.PHASES else -1
    furthest = here if here >= 0 else max(reached, default=-1) + 1
    stops = tuple(
        Stop(
            words.phase(each),
            "here" if place == here else "passed" if place < furthest else "ahead",
            since.get(each) if place <= furthest else None,
        )
        for place, each in enumerate(words.PHASES)
    )
    if here < 0 and now:
        return Line(stops, Stop(words.phase(now), "here", since[now]))
    gone = words.APPEAL in since
    return Line(stops, Stop(words.phase(words.APPEAL), "passed", since[words.APPEAL]) if gone else None)


def steps(changes: Sequence[Change]) -> list[Step]:
    """Return the real changes of state, the newest first; `changes` from old to new."""
    found = []
    for _state, group in groupby(changes, key=_what):
        first, *updates = group
        found.append(Step(first, moment(first), tuple(reversed(updates))))
    return found[::-1]


def years(changes: Sequence[Change]) -> list[Year]:
    """Return the same by year, the newest first; so many are in sight, and not one is folded alone."""
    found, left = list[Year](), IN_SIGHT
    for year, group in groupby(steps(changes), key=lambda step: step.at.year if step.at else 0):
        mine = tuple(group)
        shown = len(mine) if len(mine) <= left + 1 and left else left
        found.append(Year(year, mine[:shown], mine[shown:]))
        left = max(0, left - shown)
    return found


def _what(change: Change) -> tuple[str, str, bool, str]:
    """What makes a state another one."""
    return change.code, change.phase, change.action_needed, change.action if change.action_needed else ""
