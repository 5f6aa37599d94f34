"""A program says where it wants to be told of events, tries its address, and asks again for what was put aside."""

from __future__ import annotations

from uuid import UUID

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from burgerprofiel.kit import bodies, problems
from burgerprofiel.kit.problems import ProblemError
from burgerprofiel.kit.responses import private
from burgerprofiel.mailbox.models import Subscription
from burgerprofiel.mailbox.models.events import CONTRACT, EventKind
from burgerprofiel.mailbox.models.webhooks import Sight
from burgerprofiel.mailbox.registry import turns
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.doors import address, door
from burgerprofiel.mailbox.registry.refusals import OURS
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES, PUBLISH
from burgerprofiel.mailbox.webhooks import addresses, shown, sights, subscriptions

_ANY = (PUBLISH, CONSUMER, MESSAGES)
_INT64 = 2**63 - 1


class _Asked(msgspec.Struct, forbid_unknown_fields=True):
    address: str
    sight: Sight
    kinds: list[EventKind] = msgspec.field(default_factory=lambda: list(CONTRACT))
    lastSequenceNbr: int | None = None  # noqa: N815 - the contract's name


@door(*_ANY)
def _list(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`GET /burgerprofiel/mailbox/v1/webhooks`: one's own subscriptions."""
    _no_query(request)
    items = [shown.subscription(row) for row in subscriptions.mine(_program(caller))]
    return private({"items": items, "totalItems": len(items)})


@door(*_ANY, method="POST")
def _make(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`POST /burgerprofiel/mailbox/v1/webhooks`: tell me there."""
    client_id = _program(caller)
    asked = _asked(request)
    if not caller.may(*sights.SCOPES[asked.sight]) or sights.of(client_id, asked.sight) is None:
        raise problems.not_allowed(f"This client may not see events as “{asked.sight.value}”.")
    try:
        row = subscriptions.make(
            client_id,
            asked.sight,
            addresses.checked(asked.address, demo=settings.CONFIG.demo),
            list(dict.fromkeys(asked.kinds)),
            after=asked.lastSequenceNbr,
            trace=caller.trace,
        )
    except addresses.RefusedAddressError as error:
        raise problems.invalid("address", str(error)) from error
    except subscriptions.TooManyError as error:
        detail = f"A client has at most {subscriptions.MOST} subscriptions: end one first."
        raise ProblemError(409, f"{OURS}tooManySubscriptions", "Too Many Subscriptions", detail) from error
    answer = private(shown.subscription(row), 201)
    answer.headers["Location"] = f"{request.path}/{row.id}"
    return answer


@door(*_ANY)
def _one(caller: Caller, request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    """`GET …/webhooks/{id}`."""
    _no_query(request)
    return private(shown.subscription(_mine(caller, subscription_id)))


@door(*_ANY, method="DELETE")
def _end(caller: Caller, request: HttpRequest, subscription_id: UUID) -> HttpResponse:  # noqa: ARG001 - the door's
    """`DELETE …/webhooks/{id}`: tell me nothing any more."""
    subscriptions.end(_mine(caller, subscription_id), "client", caller.trace)
    return HttpResponse(status=204)


@door(*_ANY, method="POST")
def _try(caller: Caller, request: HttpRequest, subscription_id: UUID) -> HttpResponse:  # noqa: ARG001 - the door's
    """`POST …/webhooks/{id}/test`: bring an event that says nothing, now, and say what came of it."""
    row = _mine(caller, subscription_id)
    if row.ended_at:
        raise _ended()
    with turns.trial():
        outcome = subscriptions.try_out(row)
    return private({"delivered": outcome.taken, "status": outcome.status or None, "error": outcome.error or None})


@door(*_ANY)
def _failures(caller: Caller, request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    """`GET …/webhooks/{id}/failures`: what was put aside, a hundred at a time."""
    text = request.GET.get("lastSequenceNbr", "0")
    if set(request.GET) - {"lastSequenceNbr"} or not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise problems.invalid("lastSequenceNbr", "A whole number from 0 is needed, and nothing else.", where="query")
    found = subscriptions.failures(_mine(caller, subscription_id), int(text))
    return private(shown.failures(found, subscriptions.SHOWN))


@door(*_ANY, method="POST")
def _all_again(caller: Caller, request: HttpRequest, subscription_id: UUID) -> HttpResponse:  # noqa: ARG001 - a door's signature
    """`POST …/webhooks/{id}/failures/resend`: all that was put aside."""
    return _again(caller, subscription_id, None)


@door(*_ANY, method="POST")
def _one_again(caller: Caller, request: HttpRequest, subscription_id: UUID, event_id: UUID) -> HttpResponse:  # noqa: ARG001 - a door's signature
    """`POST …/webhooks/{id}/failures/{eventId}/resend`: one event."""
    return _again(caller, subscription_id, event_id)


def _again(caller: Caller, subscription_id: UUID, event_id: UUID | None) -> HttpResponse:
    row = _mine(caller, subscription_id)
    if row.ended_at:
        raise _ended()
    count = subscriptions.ask_again(row, caller.trace, event_id)
    if event_id and not count:
        raise problems.not_found("There is no such failure.")
    return private({"count": count}, 202)


def _program(caller: Caller) -> str:
    """Return the program that asks for itself. Raises ProblemError for a citizen's token."""
    if caller.bearer.citizen_id is not None:
        raise problems.not_allowed("Subscriptions are a program's own: ask with its own token.")
    return caller.client_id


def _mine(caller: Caller, subscription_id: UUID) -> Subscription:
    row = subscriptions.one(_program(caller), subscription_id)
    if row is None:
        raise problems.not_found("There is no such subscription.")
    return row


def _asked(request: HttpRequest) -> _Asked:
    asked = bodies.read(request, _Asked)
    if not asked.kinds:
        raise problems.invalid("kinds", "Name one kind of event or more.")
    if asked.lastSequenceNbr is not None and not 0 <= asked.lastSequenceNbr <= _INT64:
        raise problems.invalid("lastSequenceNbr", "A whole number from 0 is needed.")
    return asked


def _no_query(request: HttpRequest) -> None:
    for name in request.GET:
        raise problems.invalid(name, "This address takes no parameters.", where="query")


def _ended() -> ProblemError:
    return ProblemError(409, f"{OURS}subscriptionEnded", "Subscription Ended", "This subscription was ended.")


many, single = address(_list, _make), address(_one, _end)
test, failures = address(_try), address(_failures)
all_again, one_again = address(_all_again), address(_one_again)
