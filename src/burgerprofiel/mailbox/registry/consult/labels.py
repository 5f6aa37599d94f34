"""`PUT /burgerprofiel/mailbox/v1/messages/{messageId}/labels`: the citizen's own labels, from another portal (C14)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from msgspec import Meta, Struct

from burgerprofiel.kit import bodies, problems, responses
from burgerprofiel.mailbox.own import arranging, handling
from burgerprofiel.mailbox.own.handling import What
from burgerprofiel.mailbox.registry import boxes
from burgerprofiel.mailbox.registry.asked import Asked
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.doors import door
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES

_TOLD = {
    "empty": "A label has at least one letter.",
    "long": f"A label has at most {arranging.LONGEST} letters.",
    "number": "A label holds no national number.",
    "many": f"A box has at most {arranging.MOST_LABELS} labels.",
}


class Labels(Struct, forbid_unknown_fields=True):
    """All labels of a message: those that are not said are taken away."""

    labels: Annotated[list[str], Meta(max_length=arranging.MOST_LABELS)]


@door(MESSAGES, CONSUMER, method="PUT")
def labels(caller: Caller, request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Give a message these labels; whoever says the same twice changes nothing the second time."""
    Asked(request)
    wanted = bodies.read(request, Labels).labels
    known = boxes.readable(caller)
    box_id, kind = known.id, known.tally.kind
    try:
        with transaction.atomic():
            row = known.message(message_id)
            before = arranging.of(box_id, kind).kept.names(row.labels) if row.labels else ()
            for label in dict.fromkeys(wanted):
                handling.handle(box_id, [row.id], What.LABELLED, caller.trace, label=label, kind=kind)
            kept = {label.strip().casefold() for label in wanted}
            for label in before:
                if label.casefold() not in kept:
                    handling.handle(box_id, [row.id], What.UNLABELLED, caller.trace, label=label, kind=kind)
            row.refresh_from_db(fields=["labels"])
            names = arranging.of(box_id, kind).kept.names(row.labels)
    except arranging.RefusedError as error:
        raise problems.invalid("labels", _TOLD[str(error)]) from None
    return responses.private({"messageId": str(row.id), "labels": list(names)})
