"""`/meldingen`: what asks something, then what only tells, then what has expired; newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from burgerprofiel.audit.actions import record
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import small_write
from burgerprofiel.notices.events import ListSeen
from burgerprofiel.notices.kinds.kind import Group
from burgerprofiel.notices.own import bell, course, keeping, lines, marking
from burgerprofiel.notices.own.course import Step
from burgerprofiel.notices.own.lines import Cursor, Listed, Part
from burgerprofiel.notices.pages.bell import words
from burgerprofiel.notices.pages.bell.mine import LIST, Mine, own_notices
from burgerprofiel.notices.preferences import words as of_groups
from burgerprofiel.notices.queries import Read


@require_safe
@own_notices
def listing(request: HttpRequest, mine: Mine) -> HttpResponseBase:
    """Show a page of the list."""
    group = request.GET.get("groep", "")
    group = group if group in set(Group) else ""
    after = Cursor.read(request.GET.get("na", ""))
    listed = lines.page(mine.citizen_id, group=group, after=after)
    bell.remember(request, listed.standing)
    with small_write():
        record(mine.citizen_id, mine.viewer.trace, ListSeen(count=len(listed.lines)))
    return render(request, "notices/bell/list.html", _context(request, mine, listed, group, after))


def _context(request: HttpRequest, mine: Mine, listed: Listed, group: str, after: Cursor | None) -> dict[str, Any]:
    return {
        "viewer": mine.viewer,
        "here": "notices",
        "back": LIST,
        "listed": listed,
        "courses": _courses(mine, [line.read for line in listed.lines]),
        "parts_of": [(part, [line for line in listed.lines if line.part is part]) for part in Part],
        "group": group,
        "groups": _groups(listed),
        "first": after is None,
        "start": address(group),
        "older": address(group, na=listed.older) if listed.older else "",
        "done": done(request.GET),
        "kept": keeping.MONTHS,
        "words": words,
    }


def _courses(mine: Mine, shown: list[Read]) -> Mapping[UUID, Sequence[Step]]:
    announced = [each.id for each in shown if each.group == Group.ANNOUNCEMENTS]
    return course.of(mine.citizen_id, [each.id for each in shown], announced)


def _groups(listed: Listed) -> list[tuple[str, str, int]]:
    """The groups of which there is something: value, name, how many."""
    return [(each.value, of_groups.title(each), listed.groups[each]) for each in Group if each in listed.groups]


def address(group: str, **more: str) -> str:
    """Return the address of the list of a group."""
    told = ({"groep": group} if group else {}) | more
    return f"{LIST}?{urlencode(told)}" if told else LIST


class Done(NamedTuple):
    """What was done last."""

    text: str
    act: str
    """By which it can be taken back; empty: it cannot."""


def done(given: Mapping[str, str]) -> Done | None:
    """Read what an address says of the last act."""
    at = marking.named(given.get("gedaan", ""))
    still = at is not None and clock.now() - at < marking.LASTS
    text = words.done(given.get("wat", ""), given.get("n", ""))
    return Done(text, given["gedaan"] if still else "") if text else None
