"""What a message holds: opening its main content makes it read, once and for all (product.md, C1).

A file comes decrypted, piece by piece, and always as a download. `HEAD` opens nothing.
"""

from __future__ import annotations

from base64 import b64encode
from uuid import UUID

import structlog
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from burgerprofiel.kit import problems, responses
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.storage.objects import GoneError
from burgerprofiel.mailbox import actions, file_names, queries, reading
from burgerprofiel.mailbox.queries import File
from burgerprofiel.mailbox.registry import boxes
from burgerprofiel.mailbox.registry.asked import Asked
from burgerprofiel.mailbox.registry.boxes import Readable
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.doors import door
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES
from burgerprofiel.mailbox.registry.wire.messages import digest

log = structlog.get_logger(__name__)


@door(MESSAGES, CONSUMER)
def content(caller: Caller, request: HttpRequest, message_id: UUID, attachment_id: UUID) -> HttpResponseBase:
    """`GET /ebox/messages/{messageId}/attachments/{attachmentId}/content`."""
    Asked(request)
    known = boxes.readable(caller)
    row = known.message(message_id)
    found = queries.file(row, attachment_id)
    if found is None:
        raise problems.not_found("There is no such attachment in this message.")
    if request.method == "HEAD":
        return _described(HttpResponse(), found)
    try:
        pieces = reading.pieces(row, known.tally.kind, found)
    except GoneError:
        raise problems.not_found("The content of this attachment is not there any more.") from None
    except reading.LOST as error:
        log.warning("an object could not be read", kind=type(error).__name__)
        raise problems.later("The content cannot be read at this moment. Nothing was opened.") from error
    _opened(known, message_id, attachment_id, main=found.is_main)
    let_go()
    return _described(StreamingHttpResponse(pieces), found)


@door(MESSAGES, CONSUMER)
def body(caller: Caller, request: HttpRequest, message_id: UUID) -> HttpResponse:
    """`GET /ebox/messages/{messageId}/body`."""
    Asked(request)
    known = boxes.readable(caller)
    row = known.message(message_id)
    text = reading.body(row, known.tally.kind)
    if not text:
        raise problems.not_found("This message has no body.")
    if request.method != "HEAD":
        _opened(known, message_id, None, main=row.body_is_main)
    return responses.private({row.language: text})


def _opened(known: Readable, message_id: UUID, attachment_id: UUID | None, *, main: bool) -> None:
    try:
        actions.opened(known.id, message_id, attachment_id, known.caller.trace, main=main)
    except actions.NoSuchMessageError:
        raise boxes.no_such_message() from None


def _described(response: HttpResponseBase, file: File) -> HttpResponseBase:
    told = {
        "Content-Type": "application/octet-stream",
        "Content-Length": str(file.octets),
        "Content-Disposition": file_names.disposition(file.file_name),
        "ETag": f'"{digest(file)}"',
        "Repr-Digest": f"sha-256=:{b64encode(file.digest).decode()}:",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    for name, value in told.items():
        response.headers[name] = value
    return response
