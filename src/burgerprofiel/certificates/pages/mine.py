"""Whose certificates a page is about: who is signed in, or who gave a mandate for the theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from burgerprofiel.access.guards import requires
from burgerprofiel.access.request import SignedInRequest
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates.fetched import queries as fetched
from burgerprofiel.certificates.listing import offers
from burgerprofiel.certificates.listing.wanted import PAGE
from burgerprofiel.mailbox import file_names
from burgerprofiel.people.mandates import scopes

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Viewer, P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def own_certificates(page: Page[P]) -> Guarded[P]:
    """Give a page its viewer; who acts under a mandate for other things is told so."""

    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        viewer = cast(SignedInRequest, request).viewer
        if not offers.any_for(viewer) and not fetched.sources(viewer):
            return outside_mandate(request, viewer)
        return page(request, viewer, *args, **kwargs)

    update_wrapper(guarded, page)
    return requires()(cast("Guarded[P]", guarded))


def outside_mandate(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Say to who acts under a mandate that it is not for this; nothing is looked up."""
    titles = scopes.titles(viewer.actor.scopes) if viewer.actor else ()
    told = around(viewer, PAGE, scopes=", ".join(titles))
    return render(request, "portal/not_in_mandate.html", told, status=403)


def around(viewer: Viewer, back: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - context
    """What every page of certificates needs."""
    return {"viewer": viewer, "here": "certificates", "back": back, **more}


def save(pieces: Iterable[bytes], file_name: str, octets: int) -> StreamingHttpResponse:
    """Return a PDF to be saved: it holds what no cache may keep, and no browser needs to guess what it is."""
    answer = StreamingHttpResponse(pieces, content_type="application/pdf")
    answer.headers["Content-Length"] = str(octets)
    answer.headers["Content-Disposition"] = file_names.disposition(file_name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer
