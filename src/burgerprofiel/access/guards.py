"""`requires(level=…)`: who is not signed in goes to sign in and comes back; who is too weakly signed in is told so."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from burgerprofiel.access.request import viewer_of
from burgerprofiel.access.returning import safe_path
from burgerprofiel.kit.levels import Level

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def requires(level: Level = Level.SUBSTANTIAL) -> Callable[[Page[P]], Page[P]]:
    """Let a page be seen only by somebody whose session has a proof of at least `level`."""

    def decorate(page: Page[P]) -> Page[P]:
        @wraps(page)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            viewer = viewer_of(request)
            if viewer is None:
                return to_sign_in(request)
            if viewer.level < level:
                return to_stronger(request, level)
            return page(request, *args, **kwargs)

        guarded.required_level = level  # type: ignore[attr-defined]  # read by the structural test of all routes
        return cast("Page[P]", guarded)

    return decorate


def to_stronger(request: HttpRequest, level: Level) -> HttpResponseRedirect:
    """Tell somebody which level is missing, and how to come back here with it (A7)."""
    back = safe_path(request.get_full_path() if request.method == "GET" else None)
    return HttpResponseRedirect(f"/aanmelden/sterker?{urlencode({'terug': back, 'niveau': int(level)})}")


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """Send somebody to sign in, to come back here; somebody whose session just ended first hears that it did."""
    back = safe_path(request.get_full_path() if request.method == "GET" else None)
    door = "/afgemeld/verlopen" if getattr(request, "session_was_lost", False) else "/aanmelden"
    return HttpResponseRedirect(f"{door}?{urlencode({'terug': back})}" if back != "/" else door)
