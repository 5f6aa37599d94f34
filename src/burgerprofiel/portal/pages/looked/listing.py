"""`/inzage`: others' looks first, per month as a picture and as a list that leaves nothing out (B10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit import trail
from burgerprofiel.audit.trail import Meant, Stretch
from burgerprofiel.portal.drawing.months import Month, draw
from burgerprofiel.portal.events import TrailRead
from burgerprofiel.portal.pages.common import record
from burgerprofiel.portal.pages.looked import wanted, words
from burgerprofiel.portal.pages.looked.mine import own_trail
from burgerprofiel.portal.pages.looked.wanted import Wanted
from burgerprofiel.privacy import queries
from burgerprofiel.privacy.trail import telling

_ALL = (datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC))
_ASKED_SHOWN = 3


@require_safe
@own_trail
def looked(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the trail of who is signed in."""
    asked = wanted.read(request.GET.dict())
    people = telling.tell_actors(viewer.citizen_id, trail.latest_of_each_actor(viewer.citizen_id))
    chosen = next((who for who in people if who.key == asked.who), None)
    asked = asked if chosen else replace(asked, who="")
    before, *months, later = _stretches(viewer, asked)
    whole = Stretch(1, later.after, before.others + later.others + sum(each.others for each in months))
    context = {
        "viewer": viewer,
        "back": request.get_full_path(),
        "asked": asked,
        "whole": whole,
        "people": [(who.key, who.name) for who in people],
        "cases": queries.of_citizen(viewer.citizen_id, size=_ASKED_SHOWN),
        "words": words,
        **_picture(asked, months),
        **_list(viewer, asked, people.get(chosen, ()) if chosen else (), whole),
    }
    record(viewer, TrailRead())
    return render(request, "portal/looked/list.html", context)


def _stretches(viewer: Viewer, asked: Wanted) -> list[Stretch]:
    """The whole trail: what was before the months of the picture, each of them, and what came after."""
    edges = [wanted.begins(each) for each in (*asked.months, wanted.after(asked.until, 1))]
    return trail.stretches(viewer.citizen_id, [_ALL[0], *edges, _ALL[1]])


def _picture(asked: Wanted, found: Sequence[Stretch]) -> dict[str, Any]:
    drawn = [Month(first, each.others, each.own) for first, each in zip(asked.months, found, strict=True)]
    return {
        "months": [(month, asked.address(maand=f"{month.first:%Y-%m}")) for month in reversed(drawn)],
        "picture": draw(drawn),
        "earlier": asked.address(tot=f"{wanted.after(asked.until, -wanted.MONTHS):%Y-%m}")
        if found[0].first > 1
        else "",
        "later": asked.address(tot="") if asked.address() != asked.address(tot="") else "",
    }


def _list(viewer: Viewer, asked: Wanted, actors: Sequence[str], whole: Stretch) -> dict[str, Any]:
    stretch = whole
    if asked.month:
        edges = [wanted.begins(asked.month), wanted.begins(wanted.after(asked.month, 1))]
        stretch = trail.stretches(viewer.citizen_id, edges)[0]
    meant = Meant(asked.everything, tuple(actors), stretch.first, stretch.after)
    page = trail.lines(viewer.citizen_id, meant, asked.before)
    told = telling.tell(viewer.citizen_id, page.lines)
    return {
        "lines": told,
        "total": _total(viewer, meant, stretch),
        "shown": sum(each.many for each in told),
        "cases_of": queries.asked_about(viewer.citizen_id, [each.number for each in told]),
        "older": asked.address(voor=str(page.next)) if page.next else "",
        "newest": asked.address() if asked.before else "",
    }


def _total(viewer: Viewer, meant: Meant, stretch: Stretch) -> int:
    """How many events the list holds in all."""
    if meant.actors:
        return trail.count(viewer.citizen_id, meant)
    return stretch.others + (stretch.own if meant.everything else 0)
