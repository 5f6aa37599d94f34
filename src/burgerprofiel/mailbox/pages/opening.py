"""What a sender wrote, given to a browser: nothing of it runs there.

Text is cleaned, a file is shown only when a browser can do so without running it, and each answer is a sandbox.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from burgerprofiel.mailbox import file_names, reading

Answer = TypeVar("Answer", bound=HttpResponseBase)

_FRAMED = "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
TEXT = f"default-src 'none'; style-src 'self'; {_FRAMED}; sandbox allow-same-origin allow-popups"
FILE = f"default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; {_FRAMED}; sandbox"
"""What the browser may do with a text, and with a file."""


def text(request: HttpRequest, subject: str, body: str, language: str) -> HttpResponse:
    """Return a text, for the frame on the page of its message."""
    context = {"subject": subject, "body": reading.shown(body), "language": language}
    return framed(render(request, "mailbox/text.html", context), TEXT)


def file(
    pieces: Iterator[bytes], media_type: str, file_name: str, *, octets: int | None = None, save: bool = False
) -> HttpResponseBase:
    """Return a file, shown where that is safe unless it is to be saved; `octets` where its size is certain."""
    shown = media_type in reading.SHOWN and not save
    answer = StreamingHttpResponse(pieces, content_type=media_type if shown else "application/octet-stream")
    if octets is not None:
        answer.headers["Content-Length"] = str(octets)
    answer.headers["Content-Disposition"] = file_names.disposition(file_name, shown=shown)
    return framed(answer, FILE)


def framed(answer: Answer, policy: str) -> Answer:
    """Let only our own pages frame it, under this policy."""
    answer.headers["Content-Security-Policy"] = policy
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer
