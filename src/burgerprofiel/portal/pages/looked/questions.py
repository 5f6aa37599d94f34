"""`/inzage/vragen`: what the citizen asked the data protection officer, how far it is, and the answers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit import trail
from burgerprofiel.portal.pages.looked import words
from burgerprofiel.portal.pages.looked.mine import own_trail
from burgerprofiel.privacy import queries
from burgerprofiel.privacy.trail import looks, telling


@require_safe
@own_trail
def questions(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show a page of them, newest first."""
    cases = queries.of_citizen(viewer.citizen_id, _after(request.GET.get("na", "")))
    context = {"viewer": viewer, "back": request.get_full_path(), "cases": cases, "words": words}
    return render(request, "portal/looked/questions.html", context)


@require_safe
@own_trail
def question(request: HttpRequest, viewer: Viewer, case: UUID) -> HttpResponse:
    """Show one: the line, what was asked, and what was answered."""
    found = queries.mine(viewer.citizen_id, case)
    steps = trail.steps(viewer.citizen_id, found.events) if found else []
    if found is None or not steps:
        return render(request, "portal/looked/gone.html", {"viewer": viewer, "back": "/inzage"}, status=404)
    context = {
        "viewer": viewer,
        "back": request.path,
        "case": found,
        "told": telling.tell(viewer.citizen_id, [looks.of(steps)])[0],
        "words": words,
    }
    return render(request, "portal/looked/question.html", context)


def _after(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
