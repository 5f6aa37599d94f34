"""`PATCH /ebox/messages`: hide or show messages again; on v3 also show them as unread. All of it, or nothing."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from msgspec import UNSET, Meta, Struct, UnsetType, field

from burgerprofiel.kit import bodies
from burgerprofiel.mailbox import actions
from burgerprofiel.mailbox.registry import boxes, surfaces
from burgerprofiel.mailbox.registry.asked import Asked
from burgerprofiel.mailbox.registry.boxes import Readable
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.doors import door
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES
from burgerprofiel.mailbox.registry.surfaces import Surface

MOST = 200
"""Messages in one request."""


class Hide(Struct, forbid_unknown_fields=True):
    """v2: `MessageToUpdate`."""

    message_id: str = field(name="messageId")
    visible: bool


class Change(Struct, forbid_unknown_fields=True):
    """v3: what is not said stays as it is."""

    message_id: str = field(name="messageId")
    visible: bool | UnsetType = UNSET
    unread: bool | UnsetType = field(name="isUnread", default=UNSET)


class Hides(Struct, forbid_unknown_fields=True):
    """v2: `MessagesToUpdate`."""

    items: Annotated[list[Hide], Meta(max_length=MOST)] = []
    total: int = field(name="totalItems", default=0)


class Changes(Struct, forbid_unknown_fields=True):
    """v3."""

    items: Annotated[list[Change], Meta(max_length=MOST)]


@door(MESSAGES, CONSUMER, method="PATCH")
def update(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Change some messages of the caller's box."""
    Asked(request)
    if surfaces.of(request) is Surface.V2:
        hides = bodies.read(request, Hides, bodies.MERGE_PATCH).items
        wanted = [Change(each.message_id, each.visible) for each in hides]
    else:
        wanted = bodies.read(request, Changes, bodies.MERGE_PATCH).items
    known = boxes.readable(caller)
    with transaction.atomic():
        for each in wanted:
            _apply(known, each)
    return HttpResponse(headers={"Cache-Control": "private, no-store"}, content_type="")


def _apply(known: Readable, change: Change) -> None:
    """Raises ProblemError."""
    row = known.message(message_id(change.message_id))
    try:
        if change.visible is not UNSET:
            actions.show(known.id, row.id, known.caller.trace, visible=change.visible)
        if change.unread is not UNSET:
            actions.mark(known.id, row.id, known.caller.trace, unread=change.unread)
    except actions.NoSuchMessageError:
        raise boxes.no_such_message() from None


def message_id(text: str) -> UUID:
    """Return a message's id. Raises ProblemError: what is no id is nobody's."""
    try:
        return UUID(text)
    except ValueError:
        raise boxes.no_such_message() from None
