"""How long the session lasts, and making it last longer (WCAG 2.2.1: no time-out without warning and extension)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access import actions
from burgerprofiel.access.faces import face_of
from burgerprofiel.access.guards import to_sign_in
from burgerprofiel.access.problem import json
from burgerprofiel.access.request import viewer_of
from burgerprofiel.access.returning import safe_path
from burgerprofiel.kit import clock

_NOBODY = {"ends_at": None, "seconds": 0}
"""The moment is in UTC; the seconds serve browsers whose clock is wrong."""


@require_safe
def lasts(request: HttpRequest) -> HttpResponse:
    """`GET /sessie`: `{"ends_at": …, "seconds": …}`; null and 0 when nobody is signed in. Does not move the clock."""
    viewer = viewer_of(request)
    return json({"ends_at": viewer.ends_at, "seconds": viewer.seconds_left} if viewer else _NOBODY)


@require_POST
def extend(request: HttpRequest) -> HttpResponse:
    """`POST /sessie/verlengen`: stay signed in. A script gets JSON; a form comes back to its page."""
    viewer = viewer_of(request)
    if viewer is None:
        return json(_NOBODY) if _script(request) else to_sign_in(request)
    actions.extend_session(viewer)
    if _script(request):
        idle = face_of(request).idle
        return json({"ends_at": clock.now() + idle, "seconds": int(idle.total_seconds())})
    return HttpResponseRedirect(safe_path(request.POST.get("terug")))


def _script(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
