"""`/op/slot`: a citizen locks all of their digital keys at once, and opens them again with the eID (A8)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from burgerprofiel.access import cookies
from burgerprofiel.access.own import owner
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.access.request import trace_of
from burgerprofiel.access.restrictions import Restricted, lift, restrict
from burgerprofiel.kit.levels import Level


@require_http_methods(["GET", "HEAD", "POST"])
@owner()
def lock(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Say what a lock does; then lock, which also ends everything that is open, here too."""
    if request.method != "POST":
        context = {"here": "sign-in", "back": request.path, "tab": "keys", "who": known.who}
        return render(request, "access/lock.html", context)
    restrict(known.citizen_id, Restricted.LOCKED, trace_of(request))
    response = HttpResponseRedirect(f"{settings.CONFIG.portal_origin}/afgemeld", status=303)
    cookies.clear(response, settings.SIGN_IN_COOKIE)
    return response


@require_POST
@owner(Level.EID)
def unlock(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Open the keys again; only for who showed the eID, which a lock leaves alone."""
    lift(known.citizen_id, Restricted.LOCKED, trace_of(request))
    return HttpResponseRedirect("/op/sleutels?gedaan=open", status=303)
