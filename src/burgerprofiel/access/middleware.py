"""Who is looking: no statement for somebody without a cookie, exactly one for somebody with one."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from burgerprofiel.access import cookies, faces, queries
from burgerprofiel.access.cookies import SessionCookie
from burgerprofiel.access.faces import Face
from burgerprofiel.access.provider.asked import leads_to
from burgerprofiel.access.request import trace_of, viewer_of
from burgerprofiel.access.viewer import Viewer

Next = Callable[[HttpRequest], HttpResponseBase]

_CLOCK = "/sessie"
"""Asking how long the session lasts must not make it last longer."""
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
        request.viewer = _find(request, face, text)  # type: ignore[attr-defined]  # typed by request.viewer_of
        lost = viewer_of(request) is None
        request.session_was_lost = lost  # type: ignore[attr-defined]  # read by guards with getattr
        response = get_response(request)
        if lost and face.cookie not in response.cookies:
            cookies.clear(response, face.cookie)
        return response

    return middleware


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
    return queries.viewer(cookie, trace, face, touch=request.path != _CLOCK)
