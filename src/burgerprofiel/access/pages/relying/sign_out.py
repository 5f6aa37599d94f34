"""`/afmelden` and what people see after it. Signing out leaves nothing readable here."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access import actions, browser, cookies
from burgerprofiel.access.faces import SIGNED_OUT_PATH, Face, face_of
from burgerprofiel.access.relying import issuer as issuers
from burgerprofiel.access.relying.errors import SignInFailedError
from burgerprofiel.access.request import viewer_of
from burgerprofiel.access.returning import safe_path


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here, then at the provider."""
    viewer, face = viewer_of(request), face_of(request)
    hint = actions.end_session(viewer) if viewer else ""
    response = HttpResponseRedirect(_at_provider(face, hint) if hint else SIGNED_OUT_PATH)
    for name in (face.cookie, settings.CSRF_COOKIE_NAME):
        cookies.clear(response, name)
    browser.unmark(response)
    return response


def _at_provider(face: Face, hint: str) -> str:
    """Where the browser goes to sign out at the provider too; our own page when it cannot be asked."""
    try:
        door = issuers.issuer().metadata().end_session_endpoint
    except SignInFailedError:
        door = ""
    back = f"{face.origin}{SIGNED_OUT_PATH}"
    query = {"client_id": face.client_id, "post_logout_redirect_uri": back, "id_token_hint": hint}
    return door + ("&" if "?" in door else "?") + urlencode(query) if door else back


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """`/afgemeld`: done."""
    return render(request, "access/signed_out.html", {"go_on": "/", "here": "sign-in"})


@require_safe
def expired(request: HttpRequest) -> HttpResponse:
    """`/afgemeld/verlopen`: the session ended because nothing happened; the way back is kept."""
    back = safe_path(request.GET.get("terug"))
    context = {
        "again": f"/aanmelden?{urlencode({'terug': back})}",
        "minutes": int(face_of(request).idle.total_seconds()) // 60,
    }
    return render(request, "access/expired.html", {**context, "here": "sign-in"})
