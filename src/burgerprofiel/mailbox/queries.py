"""Every read of a box, by the box's id: who may look in it was asked before (`pages`, `registry.callers`).

What has expired is not there any more, also while its rows still wait to be removed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from burgerprofiel.kit import clock
from burgerprofiel.mailbox import models, search
from burgerprofiel.mailbox.models import Box, Message


@dataclass(frozen=True)
class Filter:
    """Which messages; every part that is set must hold (contracts/ebox.md A.4)."""

    received_before: datetime | None = None
    received_after: datetime | None = None
    expired_before: datetime | None = None
    expired_after: datetime | None = None
    read: bool | None = None
    unread: bool | None = None
    """As the citizen's own list shows it."""
    visible: bool | None = None
    registered: bool | None = None
    message_type: str = ""
    organisation: str = ""
    application: str = ""
    label: str = ""
    text: str = ""
    """What somebody typed to search for."""


@dataclass(frozen=True)
class File:
    """An attachment, one's own or shared with many."""

    id: UUID
    message_id: UUID
    title: str
    file_name: str
    media_type: str
    octets: int
    digest: bytes
    is_main: bool
    signed: bool
    object_name: str
    key: bytes
    shared: bool


def box(box_id: UUID) -> Box | None:
    """Return the box; None: nobody ever wrote, nor was it activated. One SQL statement."""
    return Box.objects.filter(box_id=box_id).first()


def messages(box_id: UUID, wanted: Filter) -> QuerySet[Message]:
    """Return the messages that are meant, newest first: an order in which no two are alike."""
    return _narrowed(Message.objects.filter(box_id=box_id, expires_at__gt=clock.now()), wanted).order_by("-id")


def message(box_id: UUID, message_id: UUID) -> Message | None:
    """Return one message of this box. One SQL statement."""
    return Message.objects.filter(box_id=box_id, id=message_id, expires_at__gt=clock.now()).first()


def files(row: Message) -> Sequence[File]:
    """Return what is attached, in the sender's order. One SQL statement. Of a withdrawn message: nothing."""
    if row.withdrawn_at:
        return []
    if row.shared:
        shared = models.SharedAttachment.objects.filter(message_id=row.id).order_by("position")
        return [_file(each, shared=True) for each in shared]
    own = models.Attachment.objects.filter(box_id=row.box_id, message_id=row.id).order_by("position")
    return [_file(each, shared=False) for each in own]


def _file(row: models.Attachment | models.SharedAttachment, *, shared: bool) -> File:
    return File(
        row.id,
        row.message_id,
        row.title,
        row.file_name,
        row.media_type,
        row.octets,
        bytes(row.digest),
        row.is_main,
        row.signed,
        row.object_name,
        bytes(row.key),
        shared,
    )


def _narrowed(rows: QuerySet[Message], wanted: Filter) -> QuerySet[Message]:
    exact: dict[str, object] = {
        "published_at__lt": wanted.received_before,
        "published_at__gt": wanted.received_after,
        "expires_at__lt": wanted.expired_before,
        "expires_at__gt": wanted.expired_after,
        "read_at__isnull": None if wanted.read is None else not wanted.read,
        "unread": wanted.unread,
        "visible": wanted.visible,
        "registered": wanted.registered,
        "message_type_id": wanted.message_type or None,
        "organisation": wanted.organisation or None,
        "application": wanted.application or None,
        "labels__contains": [wanted.label] if wanted.label else None,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    return rows.filter(_found(wanted.text)) if wanted.text else rows


def _found(text: str) -> Q:
    """Where the folded text stands; in what is shared, its one copy says so."""
    words = search.folded(text)
    alike = models.SharedMessage.objects.filter(sought__contains=words).values("id")
    return Q(sought__contains=words) | Q(shared=True, id__in=alike)
