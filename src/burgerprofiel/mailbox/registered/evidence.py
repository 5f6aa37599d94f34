"""What happened to registered mail, as a statement that can be checked years later without asking us.

It says when the message was handed in, when its recipient could read it, when it was opened and when receipt was
confirmed, with the digests of what was sent, and where each act stands in the audit trail of the recipient: its place
and its hash, which the anchors of that trail confirm (docs/decisions/0002). Signed as a JWS with a key of `keys`. It
does not say who the recipient is: sender and recipient know, and the message's id stands for it.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from uuid import UUID

import msgspec
from django.conf import settings

from burgerprofiel.audit import queries as audit
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox import keys, queries, reading
from burgerprofiel.mailbox.events import ContentOpened, MessageReceived, MessageWithdrawn, ReceiptConfirmed
from burgerprofiel.mailbox.models import Box, Message
from burgerprofiel.mailbox.models.boxes import Kind

TYPE = "mailbox-evidence+jws"


class Place(msgspec.Struct, frozen=True):
    """Where an act stands in the recipient's audit trail."""

    position: int
    hash: str
    """SHA-256 of the event and all before it, in hexadecimal."""


class Act(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that happened."""

    act: str
    """`dispatched`, `available`, `opened`, `confirmed`, `withdrawn`."""
    at: datetime
    audit: Place | None = None


class Content(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of what was sent."""

    part: str
    """`body` or `attachment`."""
    octets: int
    sha256: str
    """In hexadecimal."""
    fileName: str = ""  # noqa: N815 - the contract's name
    isMainContent: bool = False  # noqa: N815 - the contract's name


class Evidence(msgspec.Struct, frozen=True):
    """The statement."""

    registry: str
    statedAt: datetime  # noqa: N815 - the contract's name
    messageId: str  # noqa: N815 - the contract's name
    senderOrganizationId: str  # noqa: N815 - the contract's name
    senderApplicationId: str  # noqa: N815 - the contract's name
    messageTypeId: str  # noqa: N815 - the contract's name
    recipientType: str  # noqa: N815 - the contract's name
    """`citizen` or `enterprise`."""
    contents: list[Content]
    acts: list[Act]


def signed(message: Message) -> tuple[Evidence, str]:
    """Return the statement as it stands now, and the same as a JWS."""
    box = Box.objects.get(box_id=message.box_id)
    told = Evidence(
        registry=settings.CONFIG.registry_origin,
        statedAt=clock.now(),
        messageId=str(message.id),
        senderOrganizationId=message.organisation,
        senderApplicationId=message.application,
        messageTypeId=message.message_type_id,
        recipientType=box.kind,
        contents=_contents(message, box),
        acts=_acts(message, box),
    )
    return told, keys.compact(TYPE, msgspec.json.encode(told))


def _contents(message: Message, box: Box) -> list[Content]:
    """Of a withdrawn message there is nothing any more; its digests stay in the trail of the day it came."""
    files = [
        Content("attachment", each.octets, each.digest.hex(), each.file_name, each.is_main)
        for each in queries.files(message)
    ]
    body = reading.body(message, Kind(box.kind)).encode()
    if not body:
        return files
    return [Content("body", len(body), sha256(body).hexdigest(), isMainContent=message.body_is_main), *files]


def _acts(message: Message, box: Box) -> list[Act]:
    """A citizen who had no box yet could read it from the day it was activated."""
    readable = box.activated_at and max(box.activated_at, message.published_at)
    happened = [
        ("dispatched", MessageReceived.tag, message.published_at),
        ("available", "", readable),
        ("opened", ContentOpened.tag, message.read_at),
        ("confirmed", ReceiptConfirmed.tag, message.confirmed_at),
        ("withdrawn", MessageWithdrawn.tag, message.withdrawn_at),
    ]
    return [Act(act, at, _place(message, tag, at)) for act, tag, at in happened if at]


def _place(message: Message, tag: str, at: datetime) -> Place | None:
    found = audit.placed(CitizenId(UUID(str(message.box_id))), tag, at, f'"message":"{message.id}"') if tag else None
    return Place(found.seq, found.hash) if found else None
