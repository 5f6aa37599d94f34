"""The reader chooses a language: it is kept in a cookie, and only then (a permitted one, see /privacy).

The form carries no token, so that the landing page can be the same bytes for everybody. That is safe: the act changes
nothing but the reader's own language, and a form on another site is refused by its Origin.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from burgerprofiel.access.returning import safe_path

_YEAR = 365 * 24 * 3600


@csrf_exempt
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """`POST /taal` with `taal` and, to come back, `terug`."""
    code = request.POST.get("taal", "")
    if request.headers.get("Origin", "null") not in settings.CSRF_TRUSTED_ORIGINS or code not in dict(
        settings.LANGUAGES
    ):
        return HttpResponseBadRequest()
    response = HttpResponseRedirect(safe_path(request.POST.get("terug") or "/"), status=303)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=_YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
