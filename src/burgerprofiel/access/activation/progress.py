"""How far one browser is with an activation: a sealed cookie, so that the link leaves the address bar at once.

It names the link and the code that were shown by their hashes: another letter or another link ends it. What it allows
is always asked of the registration's row, so a lock, an end everywhere or the counter takes it back at any moment.
"""

from __future__ import annotations

import base64
import binascii
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

import msgspec
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from burgerprofiel.access import cookies, tokens
from burgerprofiel.access.models import Registration
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.packing import from_json
from burgerprofiel.kit.sealing import NotSealedForThisError

LASTS = timedelta(hours=1)
"""How long a step may take."""
_NAME = "mbp-activering"
_PLACE = b"access.activation.progress"


class Progress(msgspec.Struct, frozen=True):
    """What this browser has shown."""

    registration: UUID
    link: bytes
    """The hash of the link that was opened."""
    at: datetime
    code: bytes = b""
    """The hash of the code that was typed; empty: none yet."""
    chosen: bool = False
    """Whether user name and password were chosen here: then keys may be added for a while."""


def form_of(progress: Progress) -> str:
    """What a form says it is for: with two links in two tabs, what is typed for one never counts for the other."""
    return tokens.digest(progress.registration.bytes + progress.link).hex()[:16]


def cookie_name() -> str:
    """The name of the cookie."""
    return cookies.prefixed(_NAME)


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "access activation progress")


def read(request: HttpRequest) -> Progress | None:
    """Return how far this browser is; None when it began nothing, or too long ago."""
    text = request.COOKIES.get(cookie_name(), "")
    try:
        sealed = base64.b64decode(text, altchars=b"-_", validate=True)
        known = from_json(sealing.unseal(_key(), sealed, _PLACE), Progress)
    except (binascii.Error, ValueError, NotSealedForThisError):
        return None
    return known if known.at > clock.now() - LASTS else None


def begun(row: Registration) -> Progress:
    """The link of this registration was opened."""
    return Progress(row.id, bytes(row.link_hash), clock.now())


def put(response: HttpResponseBase, progress: Progress) -> None:
    """Let the browser go on from here."""
    sealed = sealing.seal(_key(), msgspec.json.encode(progress), _PLACE)
    cookies.put(response, cookie_name(), base64.urlsafe_b64encode(sealed).decode(), max_age=int(LASTS.total_seconds()))


def forget(response: HttpResponseBase) -> None:
    """Take it back."""
    cookies.clear(response, cookie_name())
