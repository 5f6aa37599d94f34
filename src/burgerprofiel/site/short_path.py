"""Before Django: the commonest requests of applications, when they are plain and right (docs/decisions/0018).

What this does not answer goes on to Django untouched, its body too.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import msgspec
from django.conf import settings

from burgerprofiel.site.middleware import SAFE_HEADERS

LONGEST = 8192
"""Bytes of a form."""
MOST = 50
"""Fields of a form."""
_HOST = settings.CONFIG.access_host
_FORM = "application/x-www-form-urlencoded"
_FORMS = (_FORM, f"{_FORM};charset=UTF-8", f"{_FORM}; charset=utf-8")
_HEADERS = [
    ("Content-Type", "application/json"),
    ("Cache-Control", "no-store"),
    ("Pragma", "no-cache"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    *SAFE_HEADERS.items(),
]


class ShortPath:
    """Answers what it can at once; `application` gets the rest."""

    def __init__(self, application: WSGIApplication) -> None:
        """Stand before the application; Django is set up by then, which the doors need."""
        from burgerprofiel.access.provider import short_path

        self._application, self._ways = application, short_path

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        door = self._ways.DOORS.get((environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")))
        try:
            said = _said(environ) if door else None
            told = door(self._ways.Asked(*said)) if door and said else None
        except self._ways.UNUSUAL:
            told = None
        if told is None:
            return self._application(environ, start_response)
        body = msgspec.json.encode(told)
        start_response("200 OK", [*_HEADERS, ("Content-Length", str(len(body)))])
        return [body]


def _said(environ: WSGIEnvironment) -> tuple[dict[str, str], str] | None:
    """Read form and `Authorization` of a plain request for the sign-in host; None for any other."""
    name, _colon, port = environ.get("HTTP_HOST", "").partition(":")
    if name != _HOST or (port and not (port.isascii() and port.isdigit())):
        return None
    if environ.get("QUERY_STRING") or "HTTP_DPOP" in environ or "HTTP_TRANSFER_ENCODING" in environ:
        return None
    form = _form(environ) if environ["REQUEST_METHOD"] == "POST" else {}
    return None if form is None else (form, environ.get("HTTP_AUTHORIZATION", ""))


def _form(environ: WSGIEnvironment) -> dict[str, str] | None:
    """Read a small form, in which everything is said once; what was read stays there for Django."""
    length = environ.get("CONTENT_LENGTH", "")
    if environ.get("CONTENT_TYPE") not in _FORMS or not length.isdecimal() or int(length) > LONGEST:
        return None
    body = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = io.BytesIO(body)
    if not body.isascii():
        return None
    pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST)
    form = dict(pairs)
    return form if len(form) == len(pairs) and "\x00" not in "".join([*form, *form.values()]) else None
