"""`/op/aanmeldingen`: a citizen's sign-ins of the past year, what is open now, and ending one of it or all (A8)."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access import cookies, ending, faces, open_sessions, visits
from burgerprofiel.access.keys import reach
from burgerprofiel.access.models import Visit
from burgerprofiel.access.open_sessions import Open
from burgerprofiel.access.own import owner
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.access.request import trace_of
from burgerprofiel.kit.levels import Key


class _Session(NamedTuple):
    """An open session in the list."""

    session: Open
    key: str
    here: bool


class _Past(NamedTuple):
    """A sign-in in the list."""

    visit: Visit
    key: str


@require_safe
@owner()
def mine(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Show what is open, then the sign-ins, newest first."""
    context = {
        "here": "sign-in",
        "back": request.get_full_path(),
        "tab": "visits",
        "who": known.who,
        "here_open": [_told(each, known) for each in open_sessions.at_provider(known.citizen_id)],
        "portal_open": [_told(each, known) for each in open_sessions.at_face(known.citizen_id, faces.portal())],
        "desk_open": [_told(each, known) for each in open_sessions.at_face(known.citizen_id, faces.desk())],
        "past": [_Past(row, reach.key_title(Key[row.kind])) for row in visits.recent(known.citizen_id)],
        "done": _("That session has ended.") if request.GET.get("gedaan") == "afgemeld" else "",
    }
    return render(request, "access/visits.html", context)


def _told(session: Open, known: SignedIn) -> _Session:
    return _Session(session, reach.key_title(session.key), session.id == known.id)


@require_POST
@owner()
def end(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """End one session; one that is over already, or not theirs, makes no difference."""
    try:
        ended = ending.end_one(known.citizen_id, UUID(request.POST.get("sessie", "")), trace_of(request))
    except ValueError:
        ended = False
    return HttpResponseRedirect(f"/op/aanmeldingen{'?gedaan=afgemeld' if ended else ''}", status=303)


@require_POST
@owner()
def end_everywhere(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """End everything, also here."""
    ending.end_everywhere(known.citizen_id, trace_of(request))
    response = HttpResponseRedirect(f"{settings.CONFIG.portal_origin}/afgemeld", status=303)
    cookies.clear(response, settings.SIGN_IN_COOKIE)
    return response
