"""One message, and what it says of itself: nothing here makes it read (product.md, C1)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from burgerprofiel.kit import problems, responses
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox import queries, reading
from burgerprofiel.mailbox.events import MessageSeen
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.own import arranging
from burgerprofiel.mailbox.registry import boxes, surfaces
from burgerprofiel.mailbox.registry.asked import Asked
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.doors import door
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES
from burgerprofiel.mailbox.registry.wire import messages as wire
from burgerprofiel.mailbox.senders.book import book
from burgerprofiel.people.queries import UnknownCitizenError, ssin_of


@door(MESSAGES, CONSUMER)
def message(caller: Caller, request: HttpRequest, message_id: UUID) -> HttpResponse:
    """`GET /ebox/messages/{messageId}`."""
    return _answer(caller, request, message_id, lambda row, kind: _message(row, kind, request))


@door(MESSAGES, CONSUMER)
def attachments(caller: Caller, request: HttpRequest, message_id: UUID) -> HttpResponse:
    """`GET /ebox/messages/{messageId}/attachments`."""
    surface = surfaces.of(request)
    return _answer(caller, request, message_id, lambda row, _kind: wire.attachments(row, queries.files(row), surface))


@door(MESSAGES, CONSUMER)
def attachment(caller: Caller, request: HttpRequest, message_id: UUID, attachment_id: UUID) -> HttpResponse:
    """`GET /ebox/messages/{messageId}/attachments/{attachmentId}`."""

    def told(row: Message, _kind: Kind) -> wire.Told:
        found = queries.file(row, attachment_id)
        if found is None:
            raise problems.not_found("There is no such attachment in this message.")
        return wire.attachment(row, found, surfaces.of(request))

    return _answer(caller, request, message_id, told)


@door(MESSAGES, CONSUMER)
def payment_data(caller: Caller, request: HttpRequest, message_id: UUID) -> HttpResponse:
    """`GET /ebox/messages/{messageId}/paymentData`."""

    def told(row: Message, kind: Kind) -> wire.Told:
        bill = reading.payment(row, kind)
        if bill is None:
            raise problems.not_found("This message asks no payment.")
        return wire.payment(bill, surfaces.of(request))

    return _answer(caller, request, message_id, told)


def _answer(
    caller: Caller, request: HttpRequest, message_id: UUID, tell: Callable[[Message, Kind], wire.Told]
) -> HttpResponse:
    Asked(request)
    known = boxes.readable(caller)
    told = tell(known.message(message_id), known.tally.kind)
    known.note(MessageSeen(message=str(message_id)))
    return responses.private(told)


def _message(row: Message, kind: Kind, request: HttpRequest) -> wire.Told:
    attention = ""
    if row.attention_citizen:
        with suppress(UnknownCitizenError):
            attention = ssin_of(CitizenId(row.attention_citizen)).digits
    labels = arranging.of(row.box_id, kind).kept.names(row.labels) if row.labels else ()
    opened = wire.Opened(reading.payment(row, kind), labels, attention)
    return wire.message(row, queries.files(row), surfaces.of(request), book(), opened)
