"""`/op/slot/e-mail`: the link in a warning. It locks all of the citizen's keys with one button, without signing in.

Mail servers open links to look at them: opening this one does nothing. It shows nobody's name, for who has the letter
knows, and who guessed learns nothing.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from burgerprofiel.access import lock_link
from burgerprofiel.access.models import WarningLetter
from burgerprofiel.access.request import trace_of
from burgerprofiel.access.restrictions import Restricted, restrictions_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId


@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: HttpRequest) -> HttpResponse:
    """Ask once; then lock. Afterwards the same address says that it is done, and how the keys are opened again."""
    if request.method == "POST":
        return _lock(request, request.POST.get("link", ""))
    link = request.GET.get("link", "")
    row = lock_link.letter_of(link)
    locked = bool(row and _is_locked(row))
    context = {
        "here": "sign-in",
        "back": request.get_full_path(),
        "link": link,
        "locked": locked,
        "works": bool(row and row.ended_at is None),
    }
    return render(request, "access/lock_link.html", context, status=200 if locked or context["works"] else 400)


def _lock(request: HttpRequest, link: str) -> HttpResponse:
    lock_link.use(link, trace_of(request))
    return HttpResponseRedirect(f"{request.path}?{urlencode({'link': link[:100]})}", status=303)


def _is_locked(row: WarningLetter) -> bool:
    return Restricted.LOCKED in restrictions_of(CitizenId(row.citizen_id), clock.today())
