"""`/handelen/…`: stopping to act for somebody, and what one reads when a mandate ended meanwhile (A11)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access import actions, cookies
from burgerprofiel.access.request import viewer_of


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """End the session that acts, and sign in again as oneself: the sign-in service knows who it is."""
    viewer = viewer_of(request)
    if viewer is None or viewer.actor is None:
        return HttpResponseRedirect("/", status=303)
    actions.end_session(viewer)
    response = HttpResponseRedirect("/aanmelden", status=303)
    cookies.clear(response, settings.SESSION_COOKIE)
    return response


@require_safe
def over(request: HttpRequest) -> HttpResponse:
    """Say that the mandate ended: nothing of the other is shown any more, and one is still oneself."""
    return render(request, "access/acting_over.html", {"here": "sign-in", "back": request.path})
