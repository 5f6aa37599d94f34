"""A session cookie carries two things: the token that finds the session, and the key that unseals it.

The database knows only the SHA-256 of both together: it finds the session and opens nothing, and of a cookie that was
changed anywhere it finds nothing (architecture, decision 4).
"""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass, field

from django.conf import settings
from django.http.response import HttpResponseBase

from burgerprofiel.access import tokens

_TOKEN, _KEY = 16, 32


@dataclass(frozen=True)
class SessionCookie:
    """The content of a session cookie."""

    token: bytes = field(repr=False)
    seal_key: bytes = field(repr=False)

    @classmethod
    def new(cls) -> SessionCookie:
        """Return a fresh, random one."""
        return cls(os.urandom(_TOKEN), os.urandom(_KEY))

    @classmethod
    def read(cls, text: str) -> SessionCookie | None:
        """Read a cookie's text; None when it was altered or cut."""
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        cookie = cls(raw[:_TOKEN], raw[_TOKEN:])
        return cookie if len(raw) == _TOKEN + _KEY and cookie.text == text else None

    @property
    def text(self) -> str:
        """As the browser keeps it."""
        return base64.urlsafe_b64encode(self.token + self.seal_key).decode().rstrip("=")

    @property
    def digest(self) -> bytes:
        """What the database keeps."""
        return tokens.digest(self.token + self.seal_key)


def put(response: HttpResponseBase, name: str, value: str, max_age: int | None = None) -> None:
    """Set one of our cookies: for this host alone, not for scripts, not sent along by other sites' forms."""
    response.set_cookie(
        name, value, max_age=max_age, path="/", secure=settings.CONFIG.secure, httponly=True, samesite="Lax"
    )


def clear(response: HttpResponseBase, name: str) -> None:
    """Take one of our cookies back."""
    response.set_cookie(name, "", max_age=0, path="/", secure=settings.CONFIG.secure, httponly=True, samesite="Lax")


def prefixed(name: str) -> str:
    """A cookie name with the `__Host-` prefix wherever the scheme allows it."""
    return f"__Host-{name}" if settings.CONFIG.secure else name
