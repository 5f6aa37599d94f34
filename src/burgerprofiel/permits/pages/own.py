"""`/attesten/toelatingen`: the permits that somebody has; one of them; its documents (D6)."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from http import HTTPStatus
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from burgerprofiel.access.guards import requires
from burgerprofiel.access.request import viewer_of
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.prefetching import is_ahead_of_time, not_yet
from burgerprofiel.mailbox import file_names
from burgerprofiel.organisations import queries as organisations
from burgerprofiel.permits import opening, queries, telling
from burgerprofiel.permits.pages import words
from burgerprofiel.permits.queries import NotThereError, Owner, owner_of

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Owner, P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
HERE = "/attesten/toelatingen"


def own_permits(page: Page[P]) -> Guarded[P]:
    """Give a page the owner whose permits may be read; under a mandate for other things it says so."""

    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        viewer = viewer_of(request)
        owner = owner_of(viewer) if viewer else None
        if owner is not None:
            return page(request, owner, *args, **kwargs)
        context = {"viewer": viewer, "here": "certificates", "back": HERE}
        return render(request, "permits/outside.html", context, status=HTTPStatus.FORBIDDEN)

    update_wrapper(guarded, page)
    return requires()(cast("Guarded[P]", guarded))


@require_safe
@own_permits
def permits(request: HttpRequest, owner: Owner) -> HttpResponse:
    """The list: what runs, the soonest to end first; what ended."""
    found = queries.permits(owner)
    context = _around(owner, HERE) | {
        "running": [each for each in found if each.is_running],
        "ended": [each for each in found if not each.is_running],
        "for_whom": _organisation(owner),
    }
    return render(request, "permits/list.html", context)


@require_safe
@own_permits
def permit(request: HttpRequest, owner: Owner, permit: UUID) -> HttpResponse:
    """One: whether it counts, for whom, its documents, where it came of."""
    try:
        found = queries.one(owner, permit)
    except NotThereError:
        return gone(request, owner)
    if owner.is_citizen and owner.may_change and request.method == "GET" and not is_ahead_of_time(request):
        telling.seen(owner.viewer.citizen_id, permit)
    context = _around(owner, f"{HERE}/{permit}") | {
        "permit": found,
        "means": words.meaning(found),
        "papers": queries.papers(owner, found),
        "dossier": queries.of_dossier(owner, found),
        "name": _organisation(owner) or owner.viewer.name,
        "others": words.others(found, is_citizen=owner.is_citizen),
    }
    return render(request, "permits/one.html", context)


@require_safe
@own_permits
def document(request: HttpRequest, owner: Owner, permit: UUID, document: UUID) -> HttpResponseBase:
    """A document, to be saved."""
    if is_ahead_of_time(request) or request.method == "HEAD":
        return not_yet()
    try:
        found = opening.fetch(owner, permit, document)
    except NotThereError:
        return gone(request, owner)
    let_go()
    answer = StreamingHttpResponse(found.pieces, content_type="application/pdf")
    answer.headers["Content-Length"] = str(found.octets)
    name = words.file_name(found.permit, found.paper)
    answer.headers["Content-Disposition"] = file_names.disposition(name, shown=False)
    return answer


def gone(request: HttpRequest, owner: Owner) -> HttpResponse:
    """There is no such permit of this owner. Nobody learns whether it is somebody else's."""
    return render(request, "permits/gone.html", _around(owner, HERE), status=HTTPStatus.NOT_FOUND)


def _around(owner: Owner, back: str) -> dict[str, object]:
    return {"viewer": owner.viewer, "here": "certificates", "back": back, "words": words}


def _organisation(owner: Owner) -> str:
    """The name of the organisation one acts for; empty: these are a citizen's."""
    found = None if owner.is_citizen else organisations.organisation(owner.id)
    return found.name(get_language() or "nl") if found else ""
