"""What a message holds, each part at an address of its own: asking for it is opening it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.prefetching import is_ahead_of_time, not_yet
from burgerprofiel.mailbox import actions, queries, reading
from burgerprofiel.mailbox.models import Logo, Message
from burgerprofiel.mailbox.pages import opening
from burgerprofiel.mailbox.pages.message import gone
from burgerprofiel.mailbox.pages.own_box import Mine, own_box, told


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
    return opening.text(request, row.subject, body, row.language)


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
        pieces = reading.pieces(row, mine.tally.kind, found)
    except reading.LOST:
        return told(request, mine.viewer, "lost", 503)
    if request.method == "GET":
        actions.opened(mine.box_id, row.id, found.id, mine.viewer.trace, main=found.is_main)
    let_go()
    save = "bewaar" in request.GET
    return opening.file(pieces, found.media_type, found.file_name, octets=found.octets, save=save)


@require_safe
@own_box
def logo(request: HttpRequest, mine: Mine, image_id: UUID) -> HttpResponse:
    """`/berichten/logos/<id>`: a sender's picture."""
    found = Logo.objects.filter(image_id=image_id).first()
    if found is None:
        return gone(request, mine)
    answer = HttpResponse(bytes(found.content), content_type=found.media_type)
    answer.headers["Cache-Control"] = "private, max-age=86400"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer
