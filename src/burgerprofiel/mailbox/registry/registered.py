"""Registered mail for programs (own addition): its recipient confirms receipt, and both sides get evidence (C15)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from burgerprofiel.kit.problems import ProblemError
from burgerprofiel.kit.responses import private
from burgerprofiel.mailbox.actions import NoSuchMessageError
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.registered import actions, evidence, queries
from burgerprofiel.mailbox.registry import boxes
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.doors import address, door
from burgerprofiel.mailbox.registry.refusals import OURS
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES, PUBLISH


@door(CONSUMER, MESSAGES, method="POST")
def _confirm(caller: Caller, request: HttpRequest, message_id: UUID) -> HttpResponse:  # noqa: ARG001 - the door's
    """`POST /burgerprofiel/mailbox/v1/messages/{id}/confirmReceipt`; asked twice, it answers the same."""
    known = boxes.readable(caller)
    known.message(message_id)
    try:
        at = actions.confirm(known.id, message_id, caller.trace)
    except NoSuchMessageError as error:
        raise boxes.no_such_message() from error
    except actions.NotRegisteredError as error:
        raise _not_registered() from error
    return private({"messageId": str(message_id), "confirmedAt": at})


@door(CONSUMER, MESSAGES, PUBLISH)
def _evidence(caller: Caller, request: HttpRequest, message_id: UUID) -> HttpResponse:  # noqa: ARG001 - the door's
    """`GET /burgerprofiel/mailbox/v1/messages/{id}/evidence`, for the recipient and the sender alone."""
    mine = _received(caller, message_id)
    row = mine or _sent(caller, message_id)
    if row is None:
        raise boxes.no_such_message()
    if not row.registered:
        raise _not_registered()
    told, jws = evidence.signed(row)
    actions.note_evidence(row.box_id, row.id, caller.trace, sender=mine is None)
    return private({"evidence": told, "jws": jws})


def _received(caller: Caller, message_id: UUID) -> Message | None:
    """From the caller's own box; None also for a sender that has none."""
    if not caller.may(CONSUMER, MESSAGES):
        return None
    try:
        return boxes.readable(caller).message(message_id)
    except ProblemError:
        return None


def _sent(caller: Caller, message_id: UUID) -> Message | None:
    if not caller.may(PUBLISH) or caller.bearer.citizen_id is not None:
        return None
    return queries.sent(caller.client().enterprise_number, message_id)


def _not_registered() -> ProblemError:
    detail = "This message is no registered mail, or was withdrawn."
    return ProblemError(409, f"{OURS}notRegistered", "Not Registered", detail, code="NOT_REGISTERED")


confirm, proof = address(_confirm), address(_evidence)
