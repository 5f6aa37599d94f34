"""What somebody sees who is not signed in. The page is the same for everybody, so its bytes are made once per language.

No session cookie, no SQL, no form token: the language is chosen by a form that needs none (pages/language.py).
"""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from burgerprofiel.portal.themes import all_themes


@lru_cache(maxsize=8)
def _page(_language: str) -> bytes:
    """The landing page in the active language."""
    context = {"themes": all_themes(), "here": "landing", "back": "/"}
    return render_to_string("portal/landing.html", context).encode()


def landing(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a page takes its request
    """The public front of the portal."""
    response = HttpResponse(_page(get_language() or "nl"))
    response.headers["Vary"] = "Cookie, Accept-Language"
    return response
