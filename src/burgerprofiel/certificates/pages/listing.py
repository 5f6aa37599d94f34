"""`/attesten`: what a citizen has of certificates, and what can be asked for, and what others keep (D3)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_safe

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.actions import record
from burgerprofiel.certificates.events import ListSeen
from burgerprofiel.certificates.issuing import queries
from burgerprofiel.certificates.listing import offers, wanted
from burgerprofiel.certificates.listing.offers import Giver
from burgerprofiel.certificates.listing.wanted import PAGE, Wanted
from burgerprofiel.certificates.pages import others, words
from burgerprofiel.certificates.pages.mine import around, own_certificates
from burgerprofiel.kit.connections import small_write
from burgerprofiel.people.mandates import scopes

NEWEST = 5
"""Of those that one has, how many stand above the list unless all are wanted."""


@require_safe
@own_certificates
def certificates(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """The list; `?van=` and `?thema=` narrow it, `?alles=1` shows everything that one has."""
    given = request.GET.dict()
    given.pop("q", None)  # words go in the body: somebody may type a national number
    return _page(request, viewer, wanted.read(given), every="alles" in given)


@require_http_methods(["GET", "HEAD", "POST"])
@own_certificates
def search(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """`POST /attesten/zoeken`: by words of the title."""
    if request.method != "POST":
        return HttpResponseRedirect(PAGE)
    return _page(request, viewer, wanted.read(request.POST.dict()), every=False)


def _page(request: HttpRequest, viewer: Viewer, asked: Wanted, *, every: bool) -> HttpResponseBase:
    mine, all_of_them = queries.certificates(viewer), offers.offers(viewer)
    found = asked.of(all_of_them)
    by_theme = [(key, scopes.title(key), [each for each in found if each.theme == key]) for key in scopes.SCOPES]
    with small_write():
        record(viewer.citizen_id, viewer.trace, ListSeen(count=len(mine)))
    told = around(
        viewer,
        PAGE,
        asked=asked,
        has_any=bool(mine),
        issued=() if asked.narrows else mine if every else mine[:NEWEST],
        more=0 if every or asked.narrows else len(mine[NEWEST:]),
        themes=[(key, title, some) for key, title, some in by_theme if some],
        found=len(found),
        standings=offers.standings(viewer),
        choices=[(key, title) for key, title, _some in by_theme if any(each.theme == key for each in all_of_them)],
        givers=[(each.value, words.giver(each)) for each in Giver],
        town_hall=viewer.may_see("family") and not asked.narrows,
        words=words,
    )
    return others.page(request, viewer, asked, told)
