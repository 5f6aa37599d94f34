"""Which browser this is, so that a sign-in from a new one can be told (A8): a random mark, kept for a year.

And what it calls itself, in two words: `Firefox, Linux`. Nothing else of it is looked at.
"""

from __future__ import annotations

from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from burgerprofiel.access import cookies, tokens

MAX_AGE = 365 * 24 * 3600
_NAME = "mbp-toestel"
_LONGEST = 64
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
"""The first that occurs counts: browsers also name those that they resemble."""


_here: ContextVar[str] = ContextVar("device", default="")


def cookie_name() -> str:
    """The name of the cookie that holds the mark."""
    return cookies.prefixed(_NAME)


def mark_of(request: HttpRequest) -> str:
    """Return the browser's mark; a fresh one when it has none."""
    mark = request.COOKIES.get(cookie_name(), "")
    return mark if 20 < len(mark) < _LONGEST and mark.isascii() and mark.isprintable() else tokens.new()


def remember(response: HttpResponseBase, mark: str) -> None:
    """Keep the mark for a year from now."""
    cookies.put(response, cookie_name(), mark, MAX_AGE)


def note(request: HttpRequest) -> None:
    """Remember what the browser of this request calls itself, for as long as the request lasts."""
    _here.set(words(request.headers.get("User-Agent", "")))


def here() -> str:
    """Return what the browser of the running request calls itself, as `words` does; empty outside a request."""
    return _here.get()


def words(user_agent: str) -> str:
    """Return `Firefox, Linux`; what is not known is left out, and nothing known gives an empty text."""
    found = (_first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent))
    return ", ".join(word for word in found if word)


def _first(names: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((word for sign, word in names if sign in user_agent), "")
