"""Registered mail for programs (own addition): its recipient confirms receipt, and both sides get evidence (C15)."""

from __future__ import annotations

from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse

from burgerprofiel.mailbox.actions import NoSuchMessageError
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.registered import actions, evidence, queries
from burgerprofiel.mailbox.registry import problems
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.doors import address, door
from burgerprofiel.mailbox.registry.problems import ProblemError
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES, PUBLISH


@door(CONSUMER, MESSAGES, method="POST")
def _confirm(caller: Caller, request: HttpRequest, message_id: UUID) -> HttpResponse:  # noqa: ARG001 - the door's
    """`POST /burgerprofiel/mailbox/v1/messages/{id}/confirmReceipt`; asked twice, it answers the same."""
    try:
        at = actions.confirm(caller.box_id(), message_id, caller.trace)
    except NoSuchMessageError as error:
        raise _unknown() from error
    except actions.NotRegisteredError as error:
        raise _not_registered() from error
    return _json({"messageId": str(message_id), "confirmedAt": at})


@door(CONSUMER, MESSAGES, PUBLISH)
def _evidence(caller: Caller, request: HttpRequest, message_id: UUID) -> HttpResponse:  # noqa: ARG001 - the door's
    """`GET /burgerprofiel/mailbox/v1/messages/{id}/evidence`, for the recipient and the sender alone."""
    mine = (
        queries.received(caller.box_id(), message_id) if caller.may(CONSUMER, MESSAGES) and _has_box(caller) else None
    )
    row = mine or _sent(caller, message_id)
    if row is None:
        raise _unknown()
    if not row.registered:
        raise _not_registered()
    told, jws = evidence.signed(row)
    actions.note_evidence(row.box_id, row.id, caller.trace, sender=mine is None)
    return _json({"evidence": told, "jws": jws})


def _has_box(caller: Caller) -> bool:
    """Whether it is somebody's, or an enterprise's that is known here: else it can only be a sender."""
    try:
        caller.box_id()
    except ProblemError:
        return False
    return True


def _sent(caller: Caller, message_id: UUID) -> Message | None:
    if not caller.may(PUBLISH) or caller.bearer.citizen_id is not None:
        return None
    return queries.sent(caller.client().enterprise_number, message_id)


def _unknown() -> ProblemError:
    return problems.not_found("There is no such message.")


def _not_registered() -> ProblemError:
    detail = "This message is no registered mail, or was withdrawn."
    return ProblemError(409, f"{problems.OURS}notRegistered", "Not Registered", detail, code="NOT_REGISTERED")


def _json(told: object) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(msgspec.json.encode(told), content_type="application/json", headers=headers)


confirm, proof = address(_confirm), address(_evidence)
