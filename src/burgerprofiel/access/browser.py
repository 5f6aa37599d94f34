"""A random mark of this browser, so that what one browser started no other can finish."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from burgerprofiel.access import cookies, tokens

MAX_AGE = 30 * 60
_NAME = "mbp-poging"


def mark_of(request: HttpRequest) -> str:
    """Return the browser's mark; empty when it has none."""
    return request.COOKIES.get(cookies.prefixed(_NAME), "")


def mark(request: HttpRequest, response: HttpResponseBase, value: str = "") -> None:
    """Give the browser its mark, or the same one for longer."""
    cookies.put(response, cookies.prefixed(_NAME), value or mark_of(request) or tokens.new(), MAX_AGE)


def unmark(response: HttpResponseBase) -> None:
    """Take the mark back."""
    cookies.clear(response, cookies.prefixed(_NAME))
