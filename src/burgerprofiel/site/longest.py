"""How long a body may be at all: the most that any page or door of that host takes; what is longer is refused (413).

Each page has a smaller bound of its own. This one holds where none is asked: Django reads a form to its end, whatever
is in it. At the most a moment is spent on the rest, so that a browser shows our answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from burgerprofiel.kit import problems
from burgerprofiel.kit.draining import Readable, drain
from burgerprofiel.site import errors
from burgerprofiel.site.middleware import host_of

PAGES = 32_000_000
"""Bytes: a file with a report has at most 30 MB (contracts/mbp.md §6), and there is a form around it."""
PROGRAMS = 500_000_000
"""Bytes: a message with its files, or a list of recipients."""
_FOR_PROGRAMS = (settings.CONFIG.api_host, settings.CONFIG.registry_host)

Next = Callable[[HttpRequest], HttpResponseBase]


class _Wire(Readable, Protocol):
    def readline(self, size: int = -1, /) -> bytes: ...


class _Bounded:
    """A body that does not say its length: it breaks off where it is longer than it may be."""

    def __init__(self, wire: _Wire, most: int) -> None:
        self._wire, self._left = wire, most
        self.is_over = False

    def read(self, size: int = -1) -> bytes:
        """Return the next piece. Raises UnreadablePostError."""
        most = self._left + 1
        piece = self._wire.read(most if size < 0 else min(size, most))
        self._left -= len(piece)
        if self._left < 0:
            self.is_over = True
            raise UnreadablePostError("longer than it may be")
        return piece


def longest_body(get_response: Next) -> Next:
    """Refuse what is longer than anything that is taken here; of a body in chunks no more than that is read."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        most = PROGRAMS if host_of(request) in _FOR_PROGRAMS else PAGES
        told = str(request.META.get("CONTENT_LENGTH") or "")
        if told.isdecimal() and int(told) > most:
            _forget(request)
            return _refused(request, most)
        if "chunked" not in str(request.META.get("HTTP_TRANSFER_ENCODING", "")).lower():
            return get_response(request)
        body = _Bounded(request.META["wsgi.input"], most)
        request.META["wsgi.input"] = body
        answer = get_response(request)
        return _refused(request, most) if body.is_over else answer

    return middleware


def _forget(request: HttpRequest) -> None:
    try:
        drain(request)
    except OSError:
        return


def _refused(request: HttpRequest, most: int) -> HttpResponse:
    if most == PROGRAMS:
        kind, title = f"{problems.BELGIF}payloadTooLarge", "Payload Too Large"
        detail = f"A body has at most {most} bytes here."
        return problems.answer(
            problems.ProblemError(413, kind, title, detail, code="INVALID_INPUT", extras={"limit": most})
        )
    return errors.page(
        request,
        413,
        _("What you sent is too large"),
        safe=_("Nothing was changed."),
        next_step=_("Go back and choose a smaller file."),
    )
