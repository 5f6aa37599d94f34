"""`/inzage/regel/<number>`: one look with all of its steps, however many."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.portal.pages.looked import words
from burgerprofiel.portal.pages.looked.mine import own_trail
from burgerprofiel.privacy import queries
from burgerprofiel.privacy.trail import reading, telling
from burgerprofiel.privacy.trail.folding import folded
from burgerprofiel.privacy.trail.looks import Look

LARGEST = 2**62
"""Above any number of an event."""


@require_safe
@own_trail
def line(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show it, a page of steps at a time."""
    look = own_look(viewer, number)
    if look is None:
        return not_there(request, viewer)
    given = request.GET.get("na", "")
    behind = int(given) if given.isascii() and given.isdigit() and len(given) < len(str(LARGEST)) else 0
    steps = reading.steps(viewer.citizen_id, look, behind, reading.STEPS + 1)
    shown = steps[: reading.STEPS]
    context = {
        "viewer": viewer,
        "back": request.get_full_path(),
        "told": telling.tell(viewer.citizen_id, [look])[0],
        "steps": telling.tell_steps(shown),
        "case": queries.asked_about(viewer.citizen_id, [look.number]).get(look.number),
        "next": shown[-1].seq if len(steps) > len(shown) else None,
        "behind": behind,
        "words": words,
    }
    return render(request, "portal/looked/line.html", context)


def own_look(viewer: Viewer, number: int) -> Look | None:
    """Return the look of the viewer's own trail of which this event is."""
    if number >= LARGEST:
        return None
    with folded(viewer.citizen_id):
        return reading.holding(viewer.citizen_id, number)


def not_there(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Say that this is not in the viewer's trail."""
    return render(request, "portal/looked/gone.html", {"viewer": viewer, "back": "/inzage"}, status=404)
