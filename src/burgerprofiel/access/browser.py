"""A random mark of this browser, so that what one browser started no other can finish."""

import re

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from burgerprofiel.access import cookies, tokens

MAX_AGE = 30 * 60
_NAME = "mbp-poging"
_OURS = re.compile(r"[\w-]{43}", re.ASCII)
"""As `tokens.new` writes them."""


def cookie_name() -> str:
    """The name of the cookie that holds the mark."""
    return cookies.prefixed(_NAME)


def mark_of(request: HttpRequest) -> str:
    """Return the browser's mark; empty when it has none, or one that we cannot have given."""
    mark = request.COOKIES.get(cookie_name(), "")
    return mark if _OURS.fullmatch(mark) else ""


def mark(request: HttpRequest, response: HttpResponseBase, value: str = "") -> None:
    """Give the browser its mark, or the same one for longer."""
    cookies.put(response, cookie_name(), value or mark_of(request) or tokens.new(), MAX_AGE)


def unmark(response: HttpResponseBase) -> None:
    """Take the mark back."""
    cookies.clear(response, cookie_name())
