"""Senders make, fill, start, watch and halt their broadcasts here. Of somebody else's nothing is there (404)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import problems
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.problems import BELGIF, ProblemError
from burgerprofiel.kit.responses import private
from burgerprofiel.kit.scanning.refused import ScannerDownError
from burgerprofiel.mailbox.broadcast import actions, draft, queries, recipients, uploads
from burgerprofiel.mailbox.models import Broadcast
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.publishing.refusals import RefusedError
from burgerprofiel.mailbox.publishing.rules import FILES
from burgerprofiel.mailbox.registry import turns
from burgerprofiel.mailbox.registry.asked import Asked
from burgerprofiel.mailbox.registry.broadcasts import told
from burgerprofiel.mailbox.registry.broadcasts.shapes import ToMany
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.doors import door
from burgerprofiel.mailbox.registry.publish import files, parts, reading, speaking
from burgerprofiel.mailbox.registry.publish import told as published
from burgerprofiel.mailbox.registry.refusals import OURS
from burgerprofiel.mailbox.registry.scopes import PUBLISH, PUBLISH_FOR_OTHERS

PAGE = 50
_PIECE = 64 * 1024
_SENDERS = (PUBLISH, PUBLISH_FOR_OTHERS)


@door(*_SENDERS, method="POST")
def create(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`POST /broadcasts`: a draft; nobody has it before it is started."""
    organisation, key = speaking.organisation(caller, request), speaking.key(request)
    let_go()
    try:
        with parts.received(request, FILES) as came:
            written = reading.shaped(bytes(came.metadata), ToMany)
            one, audience = written.to_one(), written.recipients.audience
            message = reading.message(one, to=audience.anybody)
            attached = files.matched(one.attachments, came)
            sender = reading.sender(one, organisation, key)
            made = draft.make(
                sender, audience, message, attached, msgspec.structs.replace(caller.trace, response_code=201)
            )
    except RefusedError as refused:
        raise published.refused(refused) from refused
    except ScannerDownError as down:
        raise published.later(down) from down
    except draft.MadeBeforeError as before:
        raise _made_before(before.broadcast_id) from before
    return private(told.broadcast(made), status=201, Location=told.address(made))


@door(*_SENDERS)
def listing(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`GET /broadcasts`: the newest first; `before` goes on where a page ended."""
    asked = Asked(request, ("before",))
    before = asked.text("before")
    rows = Broadcast.objects.filter(organisation=speaking.organisation(caller, request)).order_by("-id")
    if before:
        rows = rows.filter(id__lt=_uuid(before))
    page = list(rows[: PAGE + 1])
    more = {"next": f"{told.everything()}?before={page[PAGE - 1].id}"} if len(page) > PAGE else {}
    return private({"items": [told.broadcast(row) for row in page[:PAGE]], **more})


@door(*_SENDERS)
def one(caller: Caller, request: HttpRequest, broadcast_id: UUID) -> HttpResponse:
    """`GET /broadcasts/{id}`: how far it is."""
    return private(told.broadcast(_own(caller, request, broadcast_id)))


@door(*_SENDERS, method="POST")
def add(caller: Caller, request: HttpRequest, broadcast_id: UUID) -> HttpResponse:
    """`POST /broadcasts/{id}/recipients`: a list as CSV or NDJSON, of any length, read while it comes in."""
    row = _own(caller, request, broadcast_id)
    let_go()
    media_type = (request.content_type or "").lower()
    lines = uploads.read(_pieces(request), media_type, Kind(row.kind))
    trace = msgspec.structs.replace(caller.trace, response_code=200)
    try:
        with turns.upload(caller.client_id):
            found = recipients.add(row.id, lines, trace)
    except uploads.UnreadableError as error:
        raise problems.bad(str(error)) from error
    except OSError as error:
        raise problems.bad("The list did not come whole: send all of it again; nobody is on it twice.") from error
    except actions.NotNowError as error:
        raise _not_now(error) from error
    return private(told.added(found))


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    """Return the body as it comes in; in chunks too, which Django itself does not read."""
    chunked = "chunked" in request.headers.get("Transfer-Encoding", "").lower()
    read: Callable[[int], bytes] = request.META["wsgi.input"].read if chunked else request.read
    return iter(lambda: read(_PIECE), b"")


@door(*_SENDERS, method="POST")
def start(caller: Caller, request: HttpRequest, broadcast_id: UUID) -> HttpResponse:
    """`POST /broadcasts/{id}/start`: have it sent, or go on after a pause. Safe to repeat."""
    return _act(caller, request, broadcast_id, lambda row, trace: actions.start(row.id, trace))


@door(*_SENDERS, method="POST")
def pause(caller: Caller, request: HttpRequest, broadcast_id: UUID) -> HttpResponse:
    """`POST /broadcasts/{id}/pause`: stop at the next range; `start` goes on there."""
    return _act(caller, request, broadcast_id, lambda row, trace: actions.halt(row.id, trace, for_good=False))


@door(*_SENDERS, method="POST")
def cancel(caller: Caller, request: HttpRequest, broadcast_id: UUID) -> HttpResponse:
    """`POST /broadcasts/{id}/cancel`: stop for good; the answer says how many boxes have it."""
    return _act(caller, request, broadcast_id, lambda row, trace: actions.halt(row.id, trace, for_good=True))


@door(*_SENDERS)
def report(caller: Caller, request: HttpRequest, broadcast_id: UUID) -> StreamingHttpResponse:
    """`GET /broadcasts/{id}/report`: NDJSON, a line for everybody on the list whom the sender must reach otherwise."""
    row = _own(caller, request, broadcast_id)
    let_go()
    headers = {"Cache-Control": "private, no-store"}
    return StreamingHttpResponse(_report(row.id), content_type="application/x-ndjson", headers=headers)


def _report(broadcast_id: UUID) -> Iterator[bytes]:
    for rows in queries.to_report(broadcast_id):
        yield b"".join(msgspec.json.encode(each) + b"\n" for each in rows)


def _act(
    caller: Caller, request: HttpRequest, broadcast_id: UUID, act: Callable[[Broadcast, Trace], Broadcast]
) -> HttpResponse:
    row = _own(caller, request, broadcast_id)
    try:
        return private(told.broadcast(act(row, msgspec.structs.replace(caller.trace, response_code=200))))
    except actions.NotNowError as error:
        raise _not_now(error) from error
    except actions.NotAllowedError as error:
        raise problems.bad(str(error), code="INVALID_SENDER") from error


def _own(caller: Caller, request: HttpRequest, broadcast_id: UUID) -> Broadcast:
    organisation = speaking.organisation(caller, request)
    row = Broadcast.objects.filter(id=broadcast_id, organisation=organisation).first()
    if row is None:
        raise problems.not_found("This organisation has no such broadcast.")
    return row


def _made_before(broadcast_id: UUID) -> ProblemError:
    detail = "This Idempotency-Key was used before: what it made then is told here, and nothing was made now."
    extras = {"broadcastId": str(broadcast_id)}
    return ProblemError(
        409, f"{OURS}alreadyPublished", "Already Published", detail, code="ALREADY_PUBLISHED", extras=extras
    )


def _not_now(error: Exception) -> ProblemError:
    return ProblemError(409, f"{BELGIF}resourceConflict", "Not Now", str(error), code="INVALID_INPUT")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise problems.invalid("before", "The id of a broadcast is needed.", where="query") from None
