"""The provider's own session cookie, on the sign-in host only."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from burgerprofiel.access import queries
from burgerprofiel.access.cookies import SessionCookie


def read(request: HttpRequest) -> SessionCookie | None:
    """Return the cookie when it is there and whole."""
    return SessionCookie.read(request.COOKIES.get(settings.SIGN_IN_COOKIE, ""))


def signed_in(request: HttpRequest) -> queries.SignedIn | None:
    """Return who is signed in at the provider with this browser."""
    cookie = read(request)
    return queries.signed_in(cookie) if cookie else None
