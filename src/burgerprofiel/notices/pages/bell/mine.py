"""Whose notices a page is about: one's own. Who acts for somebody else reads why there are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from burgerprofiel.access.guards import requires
from burgerprofiel.access.request import viewer_of
from burgerprofiel.access.returning import safe_path
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.own.whose import own

LIST = "/meldingen"
P = ParamSpec("P")


@dataclass(frozen=True)
class Mine:
    """Who reads, and whose notices that are."""

    viewer: Viewer
    citizen_id: CitizenId


Page = Callable[Concatenate[HttpRequest, Mine, P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def own_notices(page: Page[P]) -> Guarded[P]:
    """Give a page the notices of who is signed in; it does nothing for who acts for somebody else."""

    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        viewer = cast(Viewer, viewer_of(request))
        citizen_id = own(viewer)
        return page(request, Mine(viewer, citizen_id), *args, **kwargs) if citizen_id else _not_here(request, viewer)

    update_wrapper(guarded, page)
    return requires()(cast("Guarded[P]", guarded))


def _not_here(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    context = {"viewer": viewer, "back": LIST}
    return render(request, "notices/bell/not_here.html", context, status=200 if request.method == "GET" else 403)


def back(request: HttpRequest, **said: str) -> HttpResponseRedirect:
    """Go back to the page where a form stood, which then says what happened."""
    path = safe_path(request.POST.get("terug")).partition("?")[0]
    group = request.POST.get("groep", "")
    told = ({"groep": group} if group else {}) | said
    return HttpResponseRedirect(f"{path if path == LIST else LIST}?{urlencode(told)}", status=303)
