"""`/meldingen/uitschrijven`: the link in a mail ends e-mails by one click (RFC 8058), without signing in.

Mail servers open links to look at them: opening this one does nothing. It shows nobody's name. Whoever has the link can
only end what it is for, and doing it twice is doing it once. Then the page says what ended; a click takes that back.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from burgerprofiel.access.request import trace_of
from burgerprofiel.notices.kinds.kind import Group
from burgerprofiel.notices.preferences import actions, unsubscribe, words
from burgerprofiel.notices.preferences.actions import Choices
from burgerprofiel.notices.preferences.unsubscribe import Meant
from burgerprofiel.people import vault


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Ask once; a POST ends them, of a mail program (`List-Unsubscribe=One-Click`) or of the button."""
    link = request.GET.get("link", "")
    meant = unsubscribe.read(link)
    if meant is None or Group.SAFETY in meant.groups or not vault.opened_all([meant.citizen_id]):
        return _shown(request, {"step": "unknown"}, 404)
    told: dict[str, Any] = {"link": link, "daily": meant.daily, "mail": Group.MAIL in meant.groups}
    if request.method != "POST":
        return _shown(request, told | {"step": "ask", "subjects": _subjects(meant.groups)})
    if token := request.POST.get("back"):
        again = _taken_back(meant, token, request)
        return _shown(request, told | {"step": "back", "subjects": _subjects(again)}, 200 if again else 404)
    before = actions.end_e_mails(meant.citizen_id, meant.groups, trace_of(request), daily=meant.daily)
    ended = _groups(before) if meant.daily else meant.groups
    way_back = unsubscribe.way_back(meant.citizen_id, before)
    return _shown(request, told | {"step": "done", "subjects": _subjects(ended), "way_back": way_back})


def _taken_back(meant: Meant, token: str, request: HttpRequest) -> tuple[Group, ...]:
    before = unsubscribe.back_to(token, meant.citizen_id)
    return _groups(actions.take_back(meant.citizen_id, before, trace_of(request)))


def _groups(choices: Choices) -> tuple[Group, ...]:
    return tuple(group for group, _channel in choices)


def _subjects(groups: tuple[Group, ...]) -> list[tuple[str, str]]:
    return [(words.title(group), words.meaning(group)) for group in groups]


def _shown(request: HttpRequest, told: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, "notices/unsubscribe.html", told | {"back": request.get_full_path()}, status=status)
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response
