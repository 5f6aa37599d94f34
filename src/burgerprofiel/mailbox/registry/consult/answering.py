"""Answers: the recipient's portal sends one, the sender fetches it (`…/replies`)."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from msgspec import Meta, Struct

from burgerprofiel.kit import bodies, problems, responses
from burgerprofiel.kit.problems import ProblemError
from burgerprofiel.mailbox import actions
from burgerprofiel.mailbox.registry import boxes
from burgerprofiel.mailbox.registry.asked import Asked
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.consult.listing import LARGEST, USUAL
from burgerprofiel.mailbox.registry.doors import door
from burgerprofiel.mailbox.registry.publish import speaking
from burgerprofiel.mailbox.registry.refusals import OURS
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES, PUBLISH
from burgerprofiel.mailbox.registry.surfaces import Surface
from burgerprofiel.mailbox.registry.wire.messages import Told, moment
from burgerprofiel.mailbox.replies import actions as replies
from burgerprofiel.mailbox.replies import queries
from burgerprofiel.mailbox.replies.queries import Answered

SENDERS = "/burgerprofiel/mailbox/v1/replies"


class ToSend(Struct, forbid_unknown_fields=True):
    """An answer."""

    text: Annotated[str, Meta(min_length=1, max_length=replies.LONGEST)]


@door(MESSAGES, CONSUMER, method="POST")
def send(caller: Caller, request: HttpRequest, message_id: UUID) -> HttpResponse:
    """`POST /ebox/messages/{messageId}/replies`."""
    Asked(request)
    wanted, key = bodies.read(request, ToSend), speaking.key(request)
    known = boxes.readable(caller)
    known.message(message_id)
    try:
        made = replies.send(known.id, message_id, wanted.text, caller.trace, key=key, kind=known.tally.kind)
    except actions.NoSuchMessageError:
        raise boxes.no_such_message() from None
    except replies.RefusedError as error:
        raise _refused(str(error)) from None
    return responses.private(_told(made), 201, Location=f"{Surface.V3.origin}/ebox/messages/{message_id}/replies")


@door(MESSAGES, CONSUMER)
def sent(caller: Caller, request: HttpRequest, message_id: UUID) -> HttpResponse:
    """`GET /ebox/messages/{messageId}/replies`."""
    Asked(request)
    known = boxes.readable(caller)
    row = known.message(message_id)
    items = [_told(each) for each in queries.of(known.id, row.id, known.tally.kind)]
    return responses.private({"items": items, "totalItems": len(items)})


@door(PUBLISH)
def fetch(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`GET /burgerprofiel/mailbox/v1/replies`: to messages of the caller's own enterprise."""
    asked = Asked(request, ("after", "messageId", "pageSize"))
    size, after, message_id = asked.number("pageSize", USUAL, LARGEST), _id(asked, "after"), _id(asked, "messageId")
    organisation = caller.client().enterprise_number
    found = queries.to(organisation, after=after, message_id=message_id, many=size + 1)
    told: Told = {"items": [_told(each) for each in found[:size]]}
    if len(found) > size:
        kept = {"messageId": str(message_id)} if message_id else {}
        query = urlencode({"after": found[size - 1].id, "pageSize": size, **kept})
        told["next"] = f"{settings.CONFIG.registry_origin}{SENDERS}?{query}"
    return responses.private(told)


def _told(reply: Answered) -> Told:
    return {
        "replyId": str(reply.id),
        "messageId": str(reply.message_id),
        "text": reply.text,
        "replyDate": moment(reply.at),
    }


def _id(asked: Asked, name: str) -> UUID | None:
    try:
        return UUID(asked.text(name)) if name in asked else None
    except ValueError:
        raise problems.invalid(name, "A UUID is needed.", where="query") from None


def _refused(why: str) -> ProblemError:
    if why == "closed":
        return problems.not_allowed("The sender of this message takes no replies.")
    detail = f"A message takes at most {replies.MOST} replies."
    return ProblemError(409, f"{OURS}tooManyReplies", "Too Many Replies", detail, code="INVALID_INPUT")
