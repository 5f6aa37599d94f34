"""`/inzage`: others' looks first, per month as a picture and as a list that leaves nothing out (B10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.portal.drawing.months import Month, draw
from burgerprofiel.portal.events import TrailRead
from burgerprofiel.portal.pages.common import record
from burgerprofiel.portal.pages.looked import wanted, words
from burgerprofiel.portal.pages.looked.mine import own_trail
from burgerprofiel.portal.pages.looked.wanted import Wanted
from burgerprofiel.privacy import queries
from burgerprofiel.privacy.trail import reading, telling
from burgerprofiel.privacy.trail.folding import folded
from burgerprofiel.privacy.trail.reading import Meant, Person
from burgerprofiel.privacy.trail.who import Who

_ASKED_SHOWN = 3


@require_safe
@own_trail
def looked(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the trail of who is signed in."""
    asked = wanted.read(request.GET.dict())
    with folded(viewer.citizen_id):
        asked, people, meant = meant_by(viewer, asked)
        context = {
            "viewer": viewer,
            "back": request.get_full_path(),
            "asked": asked,
            "people": [(who.key, who.name, person.many) for who, person in people.items()],
            "cases": queries.of_citizen(viewer.citizen_id, size=_ASKED_SHOWN),
            "words": words,
            **_picture(viewer, asked),
            **_list(viewer, asked, meant, sum(person.many for person in people.values())),
        }
    record(viewer, TrailRead())
    return render(request, "portal/looked/list.html", context)


def meant_by(viewer: Viewer, asked: Wanted) -> tuple[Wanted, dict[Who, Person], Meant]:
    """Return what is asked, without somebody who is not in the trail; who is in it; and which looks that means."""
    meant = Meant(asked.everything)
    if asked.month:
        meant = meant._replace(since=asked.month, before=wanted.after(asked.month, 1))
    people = reading.people(viewer.citizen_id, meant)
    chosen = next((person for who, person in people.items() if who.key == asked.who), None)
    if chosen is None:
        return replace(asked, who=""), people, meant
    return asked, people, meant._replace(actors=chosen.actors)


def _picture(viewer: Viewer, asked: Wanted) -> dict[str, Any]:
    since, before = asked.months[0], wanted.after(asked.until, 1)
    found = reading.months(viewer.citizen_id, since, before)
    drawn = [Month(first, *found.get(first, (0, 0))) for first in asked.months]
    oldest = reading.begins(viewer.citizen_id) or date.max
    return {
        "months": [(month, asked.address(maand=f"{month.first:%Y-%m}")) for month in reversed(drawn)],
        "picture": draw(drawn),
        "earlier": asked.address(tot=f"{wanted.after(asked.until, -wanted.MONTHS):%Y-%m}") if oldest < since else "",
        "later": asked.address(tot="") if asked.address() != asked.address(tot="") else "",
    }


def _list(viewer: Viewer, asked: Wanted, meant: Meant, others: int) -> dict[str, Any]:
    """The list; `others`: how many looks others took in the days that are asked."""
    page = reading.page(viewer.citizen_id, meant, asked.before)
    told = telling.tell(viewer.citizen_id, page.looks)
    every = reading.count(viewer.citizen_id, meant._replace(everything=True))
    return {
        "lines": told,
        "total": every if meant.everything or meant.actors else others,
        "mine": 0 if meant.everything or meant.actors else every - others,
        "cases_of": queries.asked_about(viewer.citizen_id, [each.number for each in told]),
        "older": asked.address(voor=str(page.next)) if page.next else "",
        "newest": asked.address() if asked.before else "",
        "taken_along": asked.address(page=wanted.COPY),
    }
