"""`POST /burgerprofiel/mailbox/v1/messages/{id}/withdraw` (own addition, C8): by its sender only."""

from __future__ import annotations

from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse

from burgerprofiel.kit import bodies, problems
from burgerprofiel.kit.responses import private
from burgerprofiel.mailbox.actions import NoSuchMessageError
from burgerprofiel.mailbox.publishing import withdrawing
from burgerprofiel.mailbox.publishing.withdrawing import Reason
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.doors import door
from burgerprofiel.mailbox.registry.publish import speaking
from burgerprofiel.mailbox.registry.scopes import PUBLISH, PUBLISH_FOR_OTHERS
from burgerprofiel.mailbox.registry.wire.messages import moment


class _Asked(msgspec.Struct, forbid_unknown_fields=True):
    reason: Reason


@door(PUBLISH, PUBLISH_FOR_OTHERS, method="POST")
def withdraw(caller: Caller, request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Withdraw a message, for a reason."""
    organisation = speaking.organisation(caller, request)
    asked = bodies.read(request, _Asked)
    trace = msgspec.structs.replace(caller.trace, response_code=200)
    try:
        done = withdrawing.withdraw(organisation, message_id, asked.reason, trace)
    except NoSuchMessageError as error:
        raise problems.not_found("This sender published no such message, or it is no longer there.") from error
    return private({"messageId": str(message_id), "withdrawalDate": moment(done.at), "reason": done.why})
