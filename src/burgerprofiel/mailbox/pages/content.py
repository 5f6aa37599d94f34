"""What a message holds, each part at an address of its own: asking for it is opening it.

Nothing of a sender's runs here: text is cleaned, a file is shown only when a browser can do so without running it, and
each answer is a sandbox of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from burgerprofiel.kit.connections import let_go
from burgerprofiel.mailbox import actions, queries, reading
from burgerprofiel.mailbox.models import Logo, Message
from burgerprofiel.mailbox.pages.message import gone
from burgerprofiel.mailbox.pages.own_box import Mine, own_box, told
from burgerprofiel.mailbox.storage import objects

Answer = TypeVar("Answer", bound=HttpResponseBase)

_FRAMED = "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
TEXT = f"default-src 'none'; style-src 'self'; {_FRAMED}; sandbox allow-same-origin allow-popups"
FILE = f"default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; {_FRAMED}; sandbox"
"""What the browser may do with a text, and with a file."""


def is_ahead_of_time(request: HttpRequest) -> bool:
    """Whether the browser asks before anybody wants it: that may not count as opening."""
    return "prefetch" in f"{request.headers.get('Sec-Purpose', '')}{request.headers.get('Purpose', '')}"


def not_yet() -> HttpResponse:
    """Nothing, for who asks ahead of time."""
    return HttpResponse(status=503, headers={"Retry-After": "1"})


def may_open(row: Message) -> bool:
    """Whether its content is there to be opened: of what was withdrawn nothing is."""
    return row.withdrawn_at is None


@require_safe
@own_box
def text(request: HttpRequest, mine: Mine, message_id: UUID) -> HttpResponse:
    """`/berichten/<id>/tekst`: the text of the message, for the frame on its page."""
    row = queries.message(mine.box_id, message_id)
    if row is None or not may_open(row):
        return gone(request, mine)
    if is_ahead_of_time(request):
        return not_yet()
    body = reading.body(row, mine.tally.kind)
    if not body:
        return gone(request, mine)
    if request.method == "GET":
        actions.opened(mine.box_id, row.id, None, mine.viewer.trace, main=row.body_is_main)
    context = {"subject": row.subject, "body": reading.shown(body), "language": row.language}
    answer = render(request, "mailbox/text.html", context)
    return framed(answer, TEXT)


@require_safe
@own_box
def file(request: HttpRequest, mine: Mine, message_id: UUID, attachment_id: UUID) -> HttpResponseBase:
    """`/berichten/<id>/stukken/<id>`: a file, shown where that is safe and `?bewaar` is not asked; else to be saved."""
    row = queries.message(mine.box_id, message_id)
    found = queries.file(row, attachment_id) if row and may_open(row) else None
    if row is None or found is None:
        return gone(request, mine)
    if is_ahead_of_time(request):
        return not_yet()
    try:
        pieces = begun(reading.pieces(row, mine.tally.kind, found))
    except (objects.GoneError, objects.BrokenError, OSError):
        return told(request, mine.viewer, "lost", 503)
    if request.method == "GET":
        actions.opened(mine.box_id, row.id, found.id, mine.viewer.trace, main=found.is_main)
    let_go()
    shown = found.media_type in reading.SHOWN and "bewaar" not in request.GET
    answer = StreamingHttpResponse(pieces, content_type=found.media_type if shown else "application/octet-stream")
    answer.headers["Content-Length"] = str(found.octets)
    answer.headers["Content-Disposition"] = content_disposition_header(not shown, found.file_name) or "attachment"
    return framed(answer, FILE)


@require_safe
@own_box
def logo(request: HttpRequest, mine: Mine, image_id: UUID) -> HttpResponse:
    """`/berichten/logos/<id>`: a sender's picture."""
    found = Logo.objects.filter(image_id=image_id).first()
    if found is None:
        return gone(request, mine)
    answer = HttpResponse(bytes(found.content), content_type=found.media_type)
    answer.headers["Cache-Control"] = "private, max-age=86400"
    return framed(answer, "default-src 'none'; style-src 'unsafe-inline'; sandbox")


def begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Read the first piece now, while there can still be another answer. Raises what reading it raises."""
    first = next(pieces, b"")
    return chain([first], pieces)


def framed(answer: Answer, policy: str) -> Answer:
    """Let only our own pages frame it, under this policy."""
    answer.headers["Content-Security-Policy"] = policy
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer
