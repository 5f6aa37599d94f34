"""What stands beside a fact: where to say that it is wrong, and what was said of it already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.feedback import queries as feedback
from burgerprofiel.feedback import words as of_feedback
from burgerprofiel.feedback.queries import Mark
from burgerprofiel.kit import clock
from burgerprofiel.portal.asking.asked import Asked, Name, seen

Find = Callable[[Name], Asked | None]
"""How a fact is found when somebody confirmed it: only then what it says is looked at."""


class Beside(NamedTuple):
    """What stands under one fact."""

    href: str
    text: str = ""
    report: str = ""
    """Address of the report that is going on."""


def beside(viewer: Viewer, names: Sequence[Name], find: Find) -> dict[str, Beside]:
    """Return what stands beside facts of one scope, by their key. One SQL statement, none for no fact."""
    marks = feedback.marks(viewer.citizen_id, names[0].scope) if names else {}
    return {name.key: one(name, marks, find) for name in names}


def one(name: Name, marks: Mapping[UUID, Mark], find: Find) -> Beside:
    """Return what stands beside one fact."""
    mark = marks.get(name.id)
    if mark is None or not (mark.report or still_confirmed(mark, find(name))):
        return Beside(name.href)
    if mark.report is None or mark.status is None:
        return Beside(name.href, of_feedback.confirmed(mark.at))
    return Beside(name.href, of_feedback.reported(mark.at, mark.status), f"/klopt-dit/meldingen/{mark.report}")


def still_confirmed(mark: Mark, it: Asked | None) -> bool:
    """Whether it reads as it did when it was confirmed, as on that day: time by itself ends nothing."""
    now = seen(it, clock.day_of(mark.at)) if it else b""
    return now != b"" and mark.holds(now)
