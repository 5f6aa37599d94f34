"""`/attesten/aanvragen/<kind>`: what a certificate shows, in which language, what for; then it is asked for (D3).

A refusal stays on the page and tells apart: there is nothing to certify, we may not ask, the source is silent now.
"""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from burgerprofiel.access.guards import requires
from burgerprofiel.access.request import trace_of
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates.issuing import actions, asking
from burgerprofiel.certificates.kinds import KINDS, Kind
from burgerprofiel.certificates.pages import words
from burgerprofiel.certificates.pages.own import gone, viewer_in
from burgerprofiel.certificates.pages.words import LANGUAGES
from burgerprofiel.certificates.purposes import PURPOSES
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.sources import origins
from burgerprofiel.sources.queries import OutsideMandateError

_REFUSALS: dict[type[asking.RefusedError], tuple[str, HTTPStatus]] = {
    asking.NothingToCertifyError: ("nothing", HTTPStatus.OK),
    asking.NotAllowedError: ("barred", HTTPStatus.FORBIDDEN),
    asking.NotAvailableError: ("down", HTTPStatus.SERVICE_UNAVAILABLE),
    asking.TooManyError: ("many", HTTPStatus.TOO_MANY_REQUESTS),
    asking.UnknownError: ("choose", HTTPStatus.BAD_REQUEST),
}


@require_http_methods(["GET", "HEAD", "POST"])
@requires()
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """Show the form; or ask, and go to what becomes of it."""
    viewer, kind = viewer_in(request), KINDS.get(key)
    if kind is None or not viewer.may_see(kind.theme):
        return gone(request, viewer)
    if request.method != "POST":
        return _page(request, viewer, kind)
    language, purpose, draft = (request.POST.get(name, "") for name in ("taal", "doel", "concept"))
    try:
        asked = actions.ask(viewer, kind.key, language, purpose, trace_of(request), _draft(draft))
    except asking.RefusedError as refused:
        return _page(request, viewer, kind, refused)
    except OutsideMandateError:
        return gone(request, viewer)
    return HttpResponseRedirect(f"/attesten/{asked}", status=303)


def _draft(text: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(text)
    return None


def _page(request: HttpRequest, viewer: Viewer, kind: Kind, refused: asking.RefusedError | None = None) -> HttpResponse:
    what, status = _REFUSALS[type(refused)] if refused else ("", HTTPStatus.OK)
    mine = get_language() or "nl"
    context = {
        "viewer": viewer,
        "here": "certificates",
        "back": f"/attesten/aanvragen/{kind.key}",
        "kind": kind,
        "source": origins.name(kind.service.origin),
        "languages_offered": LANGUAGES,
        "language_chosen": request.POST.get("taal") or (mine if mine in LANGUAGES else "nl"),
        "purposes": {name: told() for name, told in PURPOSES.items()},
        "purpose_chosen": request.POST.get("doel", ""),
        "draft": uuid7(),
        "refused": what,
        "reference": getattr(refused, "reference", ""),
        "most": actions.MOST_A_DAY,
        "words": words,
    }
    return render(request, "certificates/ask.html", context, status=status)
