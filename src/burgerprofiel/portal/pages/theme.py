"""The theme pages: every fact of a theme with its source, its date and what it means (B1 to B6)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from burgerprofiel.access.guards import requires
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.dossiers.theme import beside
from burgerprofiel.portal import arrivals
from burgerprofiel.portal.asking import themes as asking
from burgerprofiel.portal.events import ThemeRead, TileRead
from burgerprofiel.portal.pages.common import asked, asks_dossiers, record, to_ask_again, viewer_in
from burgerprofiel.portal.themes import section_places, theme_named, themes_for, tile
from burgerprofiel.sources import queries
from burgerprofiel.sources.facts import Theme
from burgerprofiel.sources.service import Answers


@require_safe
@requires()
def themes(request: HttpRequest) -> HttpResponseBase:
    """`/gegevens`: the themes, search and export."""
    mine = themes_for(viewer_in(request))
    return render(request, "portal/themes.html", {"themes": mine, "here": "data", "back": "/gegevens"})


def _theme_or_404(key: str) -> Theme:
    theme = theme_named(key)
    if theme is None:
        raise Http404
    return theme


def outside_mandate(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Say to who acts under a mandate that it is not for this; nothing is looked up."""
    scopes = ", ".join(each.title() for each in themes_for(viewer))
    context = {"viewer": viewer, "scopes": scopes, "here": "data", "back": request.path}
    return render(request, "portal/not_in_mandate.html", context, status=403)


@require_safe
@requires()
def theme(request: HttpRequest, key: str) -> HttpResponseBase:
    """`/gegevens/<key>`; `?opnieuw=<section>` asks one section's sources again, `?toon=<section>` opens its fold."""
    it, viewer = _theme_or_404(key), viewer_in(request)
    if not viewer.may_see(key):
        return outside_mandate(request, viewer)
    if it.path:
        return HttpResponseRedirect(it.path)
    known = queries.gathered(viewer, it.services)
    again = next((each for each in it.sections if each.key == request.GET.get("opnieuw")), None)
    refresh = to_ask_again(known, again.services) if again else frozenset()
    opened = request.GET.get("toon", "")
    said = asking.beyond(viewer, it)
    places = [place for each in it.sections for place in section_places(said, each, opened=each.key == opened)]
    incoming = asked(viewer, places, known, refresh)
    record(viewer, ThemeRead(theme=it.key))
    context = {"viewer": viewer, "theme": it, "themes": themes_for(viewer), "back": f"/gegevens/{key}"}
    return arrivals.page(
        request,
        "portal/theme.html",
        places,
        {**context, "here": "data"},
        known=known,
        incoming=incoming,
    )


@require_safe
@requires()
def tile_again(request: HttpRequest, key: str) -> HttpResponse:
    """`/tegels/<key>`: one tile, its silent sources asked again; for pages with JavaScript."""
    it, viewer = _theme_or_404(key), viewer_in(request)
    if not viewer.may_see(key):
        return outside_mandate(request, viewer)
    record(viewer, TileRead(theme=it.key))
    refresh = to_ask_again(queries.gathered(viewer, it.tile_services), it.tile_services)
    answers = Answers({service.name: answer for service, answer in queries.gather(viewer, it.tile_services, refresh)})
    here = beside.first(viewer) if asks_dossiers(it.tile_services) else None
    return HttpResponse(tile(it).drawn(here.known(answers) if here else answers))
