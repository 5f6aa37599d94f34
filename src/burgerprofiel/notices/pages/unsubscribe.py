"""`/meldingen/uitschrijven`: the link in a mail ends e-mail of one group, by one click (RFC 8058), without signing in.

Mail servers open links to look at them: opening this one does nothing. It shows nobody's name. Whoever has the link can
only do this, and doing it twice is doing it once; the profile's page switches it on again.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from burgerprofiel.access.request import trace_of
from burgerprofiel.notices.kinds.kind import Group, How
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.preferences import actions, unsubscribe, words
from burgerprofiel.notices.preferences.unsubscribe import Meant
from burgerprofiel.people import vault


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Ask once; a POST ends them, of a mail program (`List-Unsubscribe=One-Click`) or of the button."""
    meant = unsubscribe.read(request.GET.get("link", ""))
    known = bool(meant and meant.group is not Group.SAFETY and vault.opened_all([meant.citizen_id]))
    if request.method == "POST" and meant and known:
        _end(meant, request)
    context = {
        "link": request.GET.get("link", "") if known else "",
        "title": words.title(meant.group) if meant and known else "",
        "meaning": words.meaning(meant.group) if meant and known else "",
        "done": request.method == "POST",
        "mail": bool(meant and meant.group is Group.MAIL),
        "back": request.get_full_path(),
    }
    response = render(request, "notices/unsubscribe.html", context, status=200 if known else 404)
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response


def _end(meant: Meant, request: HttpRequest) -> None:
    actions.choose(meant.citizen_id, {(meant.group, Channel.EMAIL): How.NEVER}, trace_of(request))
