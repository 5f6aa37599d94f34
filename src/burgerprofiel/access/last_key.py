"""The kind of key that this browser used last stands first for a month (A12): the cookie holds only the kind's name."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from burgerprofiel.access import cookies
from burgerprofiel.access.keys import Kind

MAX_AGE = 31 * 24 * 3600
_NAME = "mbp-sleutel"


def cookie_name() -> str:
    """The name of the cookie."""
    return cookies.prefixed(_NAME)


def last(request: HttpRequest) -> str:
    """Return the name of the kind that this browser used last, as it says; empty when it remembers none."""
    return request.COOKIES.get(cookie_name(), "")


def first(kinds: Iterable[Kind], remembered: str) -> list[Kind]:
    """Return the kinds with the remembered one in front; the others keep their order."""
    return sorted(kinds, key=lambda kind: kind.name != remembered)


def remember(response: HttpResponseBase, name: str) -> None:
    """Remember the kind of this name for a month."""
    cookies.put(response, cookie_name(), name, MAX_AGE)
