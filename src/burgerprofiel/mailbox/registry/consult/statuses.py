"""What became of messages, for who sent them and for nobody else: `POST /searchMessageStatus`, and ours in bulk.

Whatever is not the sender's own, has gone, or was never there is left out: the answer is the same for all three.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from msgspec import Meta, Struct, field, to_builtins

from burgerprofiel.kit import bodies, clock, problems, responses
from burgerprofiel.mailbox.models import Message, Publication, SharedMessage
from burgerprofiel.mailbox.registry import recipients, surfaces
from burgerprofiel.mailbox.registry.asked import Asked
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.doors import door
from burgerprofiel.mailbox.registry.publish import speaking
from burgerprofiel.mailbox.registry.recipients import EboxId
from burgerprofiel.mailbox.registry.scopes import PUBLISH, PUBLISH_FOR_OTHERS
from burgerprofiel.mailbox.registry.surfaces import Surface
from burgerprofiel.mailbox.registry.wire.messages import Told, moment

MOST = 500
"""Messages in one question."""


class Asking(Struct, frozen=True, forbid_unknown_fields=True):
    """One message in one box."""

    message_id: str = field(name="messageId", default="")
    ebox_id: EboxId | None = field(name="eboxId", default=None)


Couples = Annotated[list[Asking], Meta(max_length=MOST)]


class Questions(Struct, forbid_unknown_fields=True):
    """v3: an object, as every body there."""

    items: Couples


class Names(Struct, forbid_unknown_fields=True):
    """Ours: by name alone."""

    message_ids: Annotated[list[str], Meta(max_length=MOST)] = field(name="messageIds")


@door(PUBLISH, PUBLISH_FOR_OTHERS, method="POST")
def search(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`POST /searchMessageStatus`."""
    Asked(request)
    if surfaces.of(request) is Surface.V2:
        couples = bodies.read(request, list[Asking])
        if len(couples) > MOST:
            raise problems.bad(f"Ask for at most {MOST} messages at once.")
        return responses.private(_couples(caller, couples), 201)
    return responses.private({"items": _couples(caller, bodies.read(request, Questions).items)})


@door(PUBLISH, PUBLISH_FOR_OTHERS, method="POST")
def query(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`POST /burgerprofiel/mailbox/v1/statuses/query`."""
    Asked(request)
    names = bodies.read(request, Names).message_ids
    own = _own(caller, [found for name in names if (found := _id(name))])
    rows = _rows([(each.box_id, each.message_id) for each in own if each.box_id])
    from_all = _withdrawn_from_all(own, rows)
    items = [_status(each, rows.get((each.box_id, each.message_id)), from_all.get(each.message_id)) for each in own]
    return responses.private({"items": items})


def _couples(caller: Caller, asked: Sequence[Asking]) -> list[Told]:
    ids = {each: _id(each.message_id) for each in asked}
    own = {each.message_id: each for each in _own(caller, [found for found in ids.values() if found])}
    meant = [each for each in asked if ids[each] in own and each.ebox_id]
    boxes = recipients.boxes(each.ebox_id for each in meant if each.ebox_id)
    places = {each: (boxes[each.ebox_id], ids[each]) for each in meant if each.ebox_id and each.ebox_id in boxes}
    rows = _rows([(box_id, message_id) for box_id, message_id in places.values() if message_id])
    return [
        {
            "messageId": str(place[1]),
            "eboxId": to_builtins(each.ebox_id),
            "expirationDate": moment(rows[place].expires_at),
            "readStatus": rows[place].read_at is not None,
            "visible": rows[place].visible,
        }
        for each, place in places.items()
        if place in rows
    ]


def _own(caller: Caller, ids: Sequence[UUID]) -> list[Publication]:
    """Return what the caller's organisation published, or one for which it may speak."""
    for_whom = speaking.organisations(caller)
    return list(Publication.objects.filter(message_id__in=ids, organisation__in=for_whom).order_by("message_id"))


def _rows(places: Sequence[tuple[UUID, UUID]]) -> dict[tuple[UUID | None, UUID | None], Message]:
    found = Message.objects.filter(
        box_id__in={box_id for box_id, _id in places},
        id__in={message_id for _box_id, message_id in places},
        expires_at__gt=clock.now(),
    ).only("box_id", "id", "expires_at", "read_at", "visible", "withdrawn_at", "confirmed_at", "shared")
    return {(row.box_id, row.id): row for row in found}


def _withdrawn_from_all(
    own: Sequence[Publication], rows: Mapping[tuple[UUID | None, UUID | None], Message]
) -> dict[UUID, datetime]:
    """Return since when what went to many was withdrawn from all of them. A SQL statement when there is any such."""
    found = ((each, rows.get((each.box_id, each.message_id))) for each in own)
    ids = [each.message_id for each, row in found if each.box_id is None or (row and row.shared)]
    gone = SharedMessage.objects.filter(id__in=ids).values_list("id", "withdrawn_at") if ids else ()
    return {message_id: at for message_id, at in gone if at}


def _status(published: Publication, row: Message | None, from_all: datetime | None) -> Told:
    told: Told = {
        "messageId": str(published.message_id),
        "publicationDate": moment(published.published_at),
        "expirationDate": moment(published.expires_at),
        "status": _word(published, row, from_all),
    }
    if published.code:
        told["code"] = published.code
    for name, at in (
        ("readDate", row and row.read_at),
        ("withdrawalDate", from_all or (row and row.withdrawn_at)),
        ("confirmationDate", row and row.confirmed_at),
    ):
        if at:
            told[name] = moment(at)
    return told


def _word(published: Publication, row: Message | None, from_all: datetime | None) -> str:
    if published.expires_at <= clock.now():
        return "expired"
    if from_all:
        return "withdrawn"
    if published.box_id is None or (row and row.shared):
        return "linked"
    if row is None:
        return "gone"
    return "withdrawn" if row.withdrawn_at else "read" if row.read_at else "available"


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
