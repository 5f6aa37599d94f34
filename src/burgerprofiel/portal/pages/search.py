"""Search over one's own facts (B11). The words go in the body, not in the address: they may hold a number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import get_template
from django.views.decorators.http import require_http_methods

from burgerprofiel.access.guards import requires
from burgerprofiel.dossiers.theme import beside
from burgerprofiel.permits import theme as permits
from burgerprofiel.portal import arrivals, mine
from burgerprofiel.portal.arrivals import Place
from burgerprofiel.portal.events import SearchDone
from burgerprofiel.portal.facts import every_service
from burgerprofiel.portal.pages.common import asked, asks_dossiers, record, viewer_in, with_early
from burgerprofiel.portal.searching import LONGEST, search
from burgerprofiel.portal.standing import unanswered
from burgerprofiel.portal.themes import failed, others, themes_for
from burgerprofiel.sources import queries
from burgerprofiel.sources.facts import Theme
from burgerprofiel.sources.service import Answers


def _results(query: str, themes: Sequence[Theme], answers: Answers) -> str:
    missing = unanswered(every_service(themes), answers)
    context = {"hits": search(query, themes, answers), "missing": missing, "notices": ()}
    return str(get_template("portal/search_results.html").render(context))


def _failed() -> str:
    return str(get_template("portal/search_results.html").render({"hits": [], "missing": [], "notices": failed()}))


@require_http_methods(["GET", "HEAD", "POST"])
@requires()
def search_page(request: HttpRequest) -> HttpResponseBase:
    """`/zoeken`: the question by GET, the results by POST."""
    viewer = viewer_in(request)
    query = request.POST.get("q", "").strip()[:LONGEST]
    places, themes = [], (*mine.to_search(viewer), *themes_for(viewer))
    services = every_service(themes)
    own = {**permits.known(viewer)} if query and asks_dossiers(services) else {}
    if query:
        own |= mine.known(viewer)
    if query:
        draw = partial(_results, query, themes)
        waiting = "portal/waiting/results.html"
        places = [Place("results", services, draw, _failed, waiting, others=others(themes) | own.keys())]
    known = queries.gathered(viewer, services) if query else Answers()
    here = beside.whole(viewer) if query and asks_dossiers(services) else None
    incoming = asked(viewer, places, known)
    if here and incoming is not None:
        incoming = here.joined(iter(incoming))
    elif here:
        known = here.known(known)
    if incoming is not None:
        incoming = with_early(own, incoming)
    if query:
        record(viewer, SearchDone())
    return arrivals.page(
        request,
        "portal/search.html",
        places,
        {"viewer": viewer, "query": query, "asked": request.method == "POST", "here": "search", "back": "/zoeken"},
        known=Answers({**known, **own}),
        incoming=incoming,
    )
