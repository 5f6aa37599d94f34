"""Search over one's own facts (B11). The words go in the body, not in the address: they may hold a number."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import get_template
from django.views.decorators.http import require_http_methods

from burgerprofiel.access.guards import requires
from burgerprofiel.portal import arrivals
from burgerprofiel.portal.arrivals import Place
from burgerprofiel.portal.events import SearchDone
from burgerprofiel.portal.facts import every_service
from burgerprofiel.portal.pages.common import asked, record, viewer_in
from burgerprofiel.portal.searching import LONGEST, search
from burgerprofiel.portal.standing import unanswered
from burgerprofiel.portal.themes import failed
from burgerprofiel.sources import queries
from burgerprofiel.sources.service import Answers


def _results(query: str, answers: Answers) -> str:
    context = {"hits": search(query, answers), "missing": unanswered(every_service(), answers), "notices": ()}
    return str(get_template("portal/search_results.html").render(context))


def _failed() -> str:
    return str(get_template("portal/search_results.html").render({"hits": [], "missing": [], "notices": failed()}))


@require_http_methods(["GET", "HEAD", "POST"])
@requires()
def search_page(request: HttpRequest) -> HttpResponseBase:
    """`/zoeken`: the question by GET, the results by POST."""
    viewer = viewer_in(request)
    query = request.POST.get("q", "").strip()[:LONGEST]
    places = []
    if query:
        places = [
            Place("results", every_service(), partial(_results, query), _failed, waiting="portal/waiting/results.html")
        ]
    known = queries.gathered(viewer, every_service()) if query else Answers()
    incoming = asked(viewer, places, known)
    if query:
        record(viewer, SearchDone())
    return arrivals.page(
        request,
        "portal/search.html",
        places,
        {"viewer": viewer, "query": query, "asked": request.method == "POST", "here": "search", "back": "/zoeken"},
        known=known,
        incoming=incoming,
    )
