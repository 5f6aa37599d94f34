"""The overview: what needs the citizen first, what is new, then the themes (B1, B7); others meet the landing page."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from burgerprofiel.access.request import viewer_of
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates.listing import offers as certificates
from burgerprofiel.dossiers.theme import beside
from burgerprofiel.mailbox import tiles
from burgerprofiel.mailbox.own.waiting import Look
from burgerprofiel.portal import arrivals
from burgerprofiel.portal.arrivals import Incoming
from burgerprofiel.portal.events import HomeRead
from burgerprofiel.portal.overview import due, elsewhere, permits, places, todos
from burgerprofiel.portal.overview import notices as newest_notices
from burgerprofiel.portal.overview import profile as own_profile
from burgerprofiel.portal.pages import landing
from burgerprofiel.portal.pages.common import all_services, asked, asks_dossiers, record, to_ask_again
from burgerprofiel.portal.themes import themes_for
from burgerprofiel.sources import queries
from burgerprofiel.sources.service import Answers


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """`/`."""
    viewer = viewer_of(request)
    return overview(request, viewer) if viewer else landing.landing(request)


def overview(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """The citizen's own home page; `?opnieuw=<theme>` asks the sources of one tile again."""
    themes = themes_for(viewer)
    services = all_services(*(theme.tile_services for theme in themes))
    known = queries.gathered(viewer, services)
    again = next((theme for theme in themes if theme.key == request.GET.get("opnieuw")), None)
    refresh = to_ask_again(known, again.tile_services) if again else frozenset()
    whole = not refresh and all(service.name in known for service in services)
    mail = tiles.standing(viewer)
    others = elsewhere.begin(viewer, mail, request.GET.get("opnieuw", ""))
    look, told = (others, None) if isinstance(others, Look) else (None, others)
    tiles.remember(request, mail.unread if mail and mail.active else None, told)
    here = beside.first(viewer) if asks_dossiers(services) else None
    profile = own_profile.own(viewer)
    needing = [*todos.own_todos(here), *permits.todos(viewer), *profile.todos]
    asks_here, told_here = todos.told_already(mail, here, needing)
    notices = newest_notices.newest(request, viewer)
    shown = places.places(
        themes,
        mail,
        whole=whole and not look,
        others=others is not None,
        own=[*needing, *(notices.todos(asks_here) if notices else ())],
        told=partial(newest_notices.draw, notices, told_here),
    )
    incoming: Incoming | None = asked(viewer, shown, known, refresh)
    if look and incoming is None:
        incoming = places.kept(services, known)
    if others and incoming is not None:
        incoming = elsewhere.joined(incoming, others)
    if here and incoming is not None:
        incoming = here.joined(iter(incoming))
    elif here:
        known = here.known(known)
    record(viewer, HomeRead())
    return arrivals.page(
        request,
        "portal/home.html",
        shown,
        {
            "viewer": viewer,
            "themes": themes,
            "due_slots": due.SLOTS,
            "mail_elsewhere": others is not None,
            "certificates": certificates.any_for(viewer),
            "profile": profile,
            "here": "home",
            "back": "/",
        },
        known=Answers(dict(known) | elsewhere.known(others)),
        incoming=incoming,
    )
