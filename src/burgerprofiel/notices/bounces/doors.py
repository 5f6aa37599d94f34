"""The door for mail servers and gateways that tell what became of a letter or a text."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from burgerprofiel.access import callers
from burgerprofiel.access.callers import Caller
from burgerprofiel.access.doors import Doors
from burgerprofiel.kit import bodies, problems
from burgerprofiel.kit.responses import private
from burgerprofiel.notices.bounces import actions
from burgerprofiel.notices.bounces.returned import Returned, Word
from burgerprofiel.notices.notice import Channel

SCOPE = "PostReturns"
BASE = "burgerprofiel/post/v1"
MESSAGE = "message/rfc822"

DOORS: Doors[Caller] = Doors(
    lambda request: callers.of(request, settings.CONFIG.api_origin, Caller),
    lambda _request, problem: problems.answer(problem),
)


class Receipt(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """What a gateway says of a text."""

    id: UUID
    """The `id` with which we handed it over."""
    state: Literal["delivered", "failed"]
    code: str = ""
    """Of one that failed: the gateway's own word, at most 40 characters."""
    number_is_dead: bool = False
    """Of one that failed: nothing will ever arrive at this number."""


@DOORS.door(SCOPE, method="POST")
def bounce(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`POST …/bounces`: a report about an e-mail, as it came in."""
    bodies.expect(request, (MESSAGE,))
    raw = bodies.content(request)
    return private({"outcome": actions.take(raw, caller.trace, request.GET.get("to", "")).value}, 202)


@DOORS.door(SCOPE, method="POST")
def receipt(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`POST …/receipts`: what became of a text."""
    sent = bodies.read(request, Receipt)
    if len(sent.code) > 40 or not sent.code.isprintable():
        raise problems.invalid("code", "A code is at most 40 characters on one line.", where="body")
    word = Word.DELIVERED if sent.state == "delivered" else Word.FAILED
    returned = Returned(word, sent.id, sent.code)
    done = actions.act(returned, Channel.SMS, caller.trace, is_dead=sent.number_is_dead)
    return private({"outcome": done.value}, 202)
