"""`/profiel/meldingen/toestel`: this browser is told, or a browser is told no more (E2). `/push.js` hears it there.

Both are the signed-in person's own: not for who acts for somebody.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access import device
from burgerprofiel.access.guards import requires
from burgerprofiel.access.request import SignedInRequest
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.notices.own.whose import own
from burgerprofiel.notices.push import actions, queries, subscription, vapid
from burgerprofiel.notices.push.subscription import NotASubscriptionError

PAGE = "/profiel/meldingen"
DONE = f"{PAGE}?bewaard=toestel#toestel"


def context(viewer: Viewer) -> dict[str, object]:
    """Return what the page of preferences shows of browsers (`notices/devices.html`). Two SQL statements."""
    return {"browsers": queries.browsers_of(viewer.citizen_id), "push_key": vapid.public_key()}


@require_POST
@requires()
def start(request: HttpRequest) -> HttpResponse:
    """Let this browser be told; a script sends what the browser gave."""
    viewer = cast("SignedInRequest", request).viewer
    if own(viewer) is None:
        return _not_yours(request)
    sent = request.POST
    try:
        keys = {name: sent.get(name, "") for name in ("p256dh", "auth")}
        wanted = subscription.read(sent.get("endpoint", ""), keys, device.words(request.headers.get("User-Agent", "")))
    except NotASubscriptionError:
        return HttpResponse(status=400)
    actions.start(viewer.citizen_id, wanted, viewer.trace)
    return HttpResponse(status=204)


@require_POST
@requires()
def stop(request: HttpRequest) -> HttpResponse:
    """Tell a browser no more; one that is not there any more is no fault."""
    viewer = cast("SignedInRequest", request).viewer
    if own(viewer) is None:
        return _not_yours(request)
    try:
        known = UUID(request.POST.get("toestel", ""))
    except ValueError:
        return HttpResponseRedirect(f"{PAGE}#toestel", status=303)
    actions.stop(viewer.citizen_id, known, viewer.trace)
    return HttpResponseRedirect(DONE, status=303)


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """What a browser keeps to hear pushes: the same for everybody; at the root, so that it may open pages."""
    response = HttpResponse(_script(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


@lru_cache(maxsize=1)
def _script() -> str:
    return (files("burgerprofiel.notices") / "static" / "notices" / "push-worker.js").read_text(encoding="utf-8")


def _not_yours(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/telling/not_yours.html", {"here": "profile", "back": PAGE}, status=403)
