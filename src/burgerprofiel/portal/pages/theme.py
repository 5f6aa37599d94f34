"""The theme pages: every fact of a theme with its source, its date and what it means (B1 to B6)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from burgerprofiel.access.guards import requires
from burgerprofiel.portal import arrivals
from burgerprofiel.portal.events import ThemeRead, TileRead
from burgerprofiel.portal.pages.common import asked, record, to_ask_again, viewer_in
from burgerprofiel.portal.themes import section_places, theme_named, tile
from burgerprofiel.sources import queries
from burgerprofiel.sources.facts import Theme
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import all_themes


@require_safe
@requires()
def themes(request: HttpRequest) -> HttpResponseBase:
    """`/gegevens`: the themes, search and export."""
    return render(request, "portal/themes.html", {"themes": all_themes(), "here": "data", "back": "/gegevens"})


def _theme_or_404(key: str) -> Theme:
    theme = theme_named(key)
    if theme is None:
        raise Http404
    return theme


@require_safe
@requires()
def theme(request: HttpRequest, key: str) -> HttpResponseBase:
    """`/gegevens/<key>`; `?opnieuw=<section>` asks one section's sources again, `?toon=<section>` opens its fold."""
    it, viewer = _theme_or_404(key), viewer_in(request)
    known = queries.gathered(viewer, it.services)
    again = next((each for each in it.sections if each.key == request.GET.get("opnieuw")), None)
    refresh = to_ask_again(known, again.services) if again else frozenset()
    opened = request.GET.get("toon", "")
    places = [place for each in it.sections for place in section_places(it, each, opened=each.key == opened)]
    incoming = asked(viewer, places, known, refresh)
    record(viewer, ThemeRead(theme=it.key))
    context = {"viewer": viewer, "theme": it, "themes": all_themes(), "back": f"/gegevens/{key}"}
    return arrivals.page(
        request,
        "portal/theme.html",
        places,
        {**context, "here": "dossiers" if it.key == "dossiers" else "data"},
        known=known,
        incoming=incoming,
    )


@require_safe
@requires()
def tile_again(request: HttpRequest, key: str) -> HttpResponse:
    """`/tegels/<key>`: one tile, its silent sources asked again; for pages with JavaScript."""
    it, viewer = _theme_or_404(key), viewer_in(request)
    record(viewer, TileRead(theme=it.key))
    refresh = to_ask_again(queries.gathered(viewer, it.tile_services), it.tile_services)
    answers = {service.name: answer for service, answer in queries.gather(viewer, it.tile_services, refresh)}
    return HttpResponse(tile(it).drawn(Answers(answers)))
