"""A profile is the signed-in person's own: who acts for somebody else or for an organisation changes none here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import update_wrapper
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from burgerprofiel.access.guards import requires
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.portal.pages.common import viewer_in

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Viewer, P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
HOME = "/profiel"


def is_own(viewer: Viewer) -> bool:
    """Whether somebody is here for themselves."""
    return viewer.actor is None and not viewer.capacity.organisation


def own_profile(page: Page[P]) -> Guarded[P]:
    """Give a page whoever is here for themselves; others read why it is not for them."""

    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        viewer = viewer_in(request)
        if not is_own(viewer):
            return render(request, "portal/profile/not_yours.html", frame(viewer), status=403)
        return page(request, viewer, *args, **kwargs)

    update_wrapper(guarded, page)
    return requires()(cast("Guarded[P]", guarded))


def frame(viewer: Viewer, path: str = HOME) -> dict[str, object]:
    """Return what the frame of these pages needs."""
    return {"viewer": viewer, "here": "profile", "back": path, "wrong": ()}


def show(
    request: HttpRequest, viewer: Viewer, template: str, context: Mapping[str, object], status: int = 200
) -> HttpResponse:
    """Answer with one of these pages."""
    whole = {**frame(viewer, request.path), **context}
    return render(request, f"portal/profile/{template}.html", whole, status=status)


def done(what: str, section: str) -> HttpResponseRedirect:
    """Go back to the profile, where it says what was done."""
    return HttpResponseRedirect(f"{HOME}?gedaan={what}#{section}", status=303)
