"""Who is looking: no statement for somebody without a cookie, exactly one for somebody with one."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from burgerprofiel.access import acting, actions, cookies, faces, queries
from burgerprofiel.access.cookies import SessionCookie
from burgerprofiel.access.faces import Face
from burgerprofiel.access.provider.asked import leads_to
from burgerprofiel.access.request import trace_of
from burgerprofiel.access.viewer import Viewer

OVER = "/handelen/voorbij"
"""Says to somebody who acted for another that this is over."""
_STAYS = (OVER, "/sessie", "/aanmelden", "/afmelden", "/afgemeld", "/taal")
"""Signing in and out, and scripts that ask how long the session lasts, go on as for somebody who is not signed in."""

Next = Callable[[HttpRequest], HttpResponseBase]

_CLOCKS = ("/sessie", "/meldingen/stroom")
"""Asking how long the session lasts must not make it last longer; nor what an open page asks by itself."""
_OPEN = ("/status/", "/static/", "/merk.")
"""The same for everybody, and partly kept by shared caches: no cookie is read or taken back here."""


def viewer(get_response: Next) -> Next:
    """Set `request.viewer`. A cookie that means nothing (any more) is taken back; the page goes on without a viewer."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        face = faces.serving(request)
        text = request.COOKIES.get(face.cookie, "") if face else ""
        if face is None or not text or request.path.startswith(_OPEN):
            request.viewer = None  # type: ignore[attr-defined]  # typed by request.viewer_of
            return get_response(request)
        found = _find(request, face, text)
        over = found is not None and bool(found.capacity.mandate)
        if found is not None and over:
            found, over = _acting(found)
        request.viewer = found  # type: ignore[attr-defined]  # typed by request.viewer_of
        lost = found is None
        request.session_was_lost = lost  # type: ignore[attr-defined]  # read by guards with getattr
        leads_away = over and not request.path.startswith(_STAYS)
        response = HttpResponseRedirect(OVER, status=303) if leads_away else get_response(request)
        if lost and face.cookie not in response.cookies:
            cookies.clear(response, face.cookie)
        return response

    return middleware


def _acting(viewer: Viewer) -> tuple[Viewer | None, bool]:
    """Return the viewer as who they act for; when that is over the session ends, and True says why."""
    giver = acting.as_giver(viewer)
    if giver is None:
        actions.end_session(viewer)
    return giver, giver is None


def forms_lead_back(get_response: Next) -> Next:
    """Let the forms on pages between a question and its answer end at the application that asked.

    Browsers hold every redirect after a form against `form-action`, and the last one goes to the application.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if _at_the_provider(request) and response.get("Content-Type", "").startswith("text/html"):
            way = request.POST.get("verder") or request.GET.get("verder", "")
            if way.startswith("/op/v1/auth?"):
                response.forms_to = leads_to(way)  # type: ignore[attr-defined]  # read by site.middleware
        return response

    return middleware


def _at_the_provider(request: HttpRequest) -> bool:
    """Whether this is the sign-in host, where no session of ours means anything."""
    return request.get_host().partition(":")[0].lower() == settings.CONFIG.access_host.lower()


def _find(request: HttpRequest, face: Face, text: str) -> Viewer | None:
    cookie = SessionCookie.read(text)
    if cookie is None:
        return None
    trace = trace_of(request, cookie.digest, client_id=face.name)
    return queries.viewer(cookie, trace, face, touch=request.path not in _CLOCKS)
