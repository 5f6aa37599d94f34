"""The reader chooses a language: it is kept in a cookie, and only then (a permitted one, see /privacy).

The form carries no token, so that the landing page can be the same bytes for everybody. That is safe: the act changes
nothing but the reader's own language, and a form on another site is refused by its Origin.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from burgerprofiel.access.returning import safe_path

_YEAR = 365 * 24 * 3600
_ASKED = frozenset({"taal", "ui_locales"})
"""What an address may say about the language."""
_FURTHER = "verder"
"""Where a page of signing in goes on: an address in an address."""


@csrf_exempt
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """`POST /taal` with `taal` and, to come back, `terug`."""
    code = request.POST.get("taal", "")
    if request.headers.get("Origin", "null") not in settings.CSRF_TRUSTED_ORIGINS or code not in dict(
        settings.LANGUAGES
    ):
        return HttpResponseBadRequest()
    response = HttpResponseRedirect(_without_language(safe_path(request.POST.get("terug"))), status=303)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=_YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _without_language(address: str, *, deeper: bool = True) -> str:
    """Return the address without the language that it asks for: what the reader chooses now goes before it."""
    path, _mark, query = address.partition("?")
    said = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] not in _ASKED]
    if deeper:
        said = [(name, _without_language(value, deeper=False) if name == _FURTHER else value) for name, value in said]
    return f"{path}?{urlencode(said)}" if said else path
