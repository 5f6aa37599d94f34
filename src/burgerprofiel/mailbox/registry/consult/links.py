"""`POST /linkEboxMessage`: a message that was published goes to more recipients; who cannot be reached is named."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from msgspec import Meta, Struct, field, to_builtins

from burgerprofiel.kit import bodies, problems, responses
from burgerprofiel.mailbox import linking
from burgerprofiel.mailbox.registry.asked import Asked
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.consult.updating import message_id
from burgerprofiel.mailbox.registry.doors import door
from burgerprofiel.mailbox.registry.publish import speaking
from burgerprofiel.mailbox.registry.recipients import EboxId
from burgerprofiel.mailbox.registry.scopes import PUBLISH, PUBLISH_FOR_OTHERS
from burgerprofiel.mailbox.registry.wire.messages import moment

MOST = 500
"""Recipients in one request: more is a broadcast."""


class ToLink(Struct, forbid_unknown_fields=True):
    """`MessageToLink`."""

    message_id: str = field(name="messageId")
    recipients: Annotated[list[EboxId], Meta(max_length=MOST)]


@door(PUBLISH, PUBLISH_FOR_OTHERS, method="POST")
def link(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Link it to each; who asks twice gets the same answer."""
    Asked(request)
    wanted = bodies.read(request, ToLink)
    try:
        message = linking.prepare(message_id(wanted.message_id), speaking.organisations(caller))
    except linking.NotLinkableError as error:
        raise problems.invalid("messageId", str(error)) from None
    if message is None:
        raise problems.not_found("You published no such message.")
    failed = []
    for each in dict.fromkeys(wanted.recipients):
        number = each.number
        if number is None or not linking.link(message, number, caller.trace):
            failed.append(to_builtins(each))
    told = {
        "messageId": str(message.first.id),
        "expirationDate": moment(message.first.expires_at),
        "nbSuccessLinks": len(set(wanted.recipients)) - len(failed),
        "errorCases": failed,
    }
    return responses.private(told, 201)
