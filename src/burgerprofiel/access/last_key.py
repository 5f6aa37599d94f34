"""The kind of key that this browser used last stands first for a month (A12): the cookie holds only the kind's name."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from burgerprofiel.access import cookies
from burgerprofiel.access.keys import Kind
from burgerprofiel.kit.levels import Key

MAX_AGE = 31 * 24 * 3600
_NAME = "mbp-sleutel"


def cookie_name() -> str:
    """The name of the cookie."""
    return cookies.prefixed(_NAME)


def last(request: HttpRequest) -> Key | None:
    """Return the key that this browser used last, if it remembers one."""
    return Key.__members__.get(request.COOKIES.get(cookie_name(), ""))


def first(kinds: Iterable[Kind], remembered: Key | None) -> list[Kind]:
    """Return the kinds with the remembered one in front; the others keep their order."""
    return sorted(kinds, key=lambda kind: kind.key is not remembered)


def remember(response: HttpResponseBase, key: Key) -> None:
    """Remember this key for a month."""
    cookies.put(response, cookie_name(), key.name, MAX_AGE)
