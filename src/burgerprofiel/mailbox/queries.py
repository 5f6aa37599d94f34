"""Every read of a box, by the box's id: who may look in it was asked before (`pages`, `registry.callers`).

What has expired is not there any more, also while its rows still wait to be removed. A list is read from its newest end
and counted from what stands beside the box, so a million messages cost no more than ten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from burgerprofiel.kit import clock
from burgerprofiel.mailbox import models
from burgerprofiel.mailbox.filters import Filter, Named, narrowed
from burgerprofiel.mailbox.finding import ways
from burgerprofiel.mailbox.models import Box, Message
from burgerprofiel.mailbox.models.boxes import Kind, State

__all__ = [
    "File",
    "Filter",
    "Kind",
    "Named",
    "State",
    "Tally",
    "box",
    "count",
    "counted",
    "file",
    "files",
    "files_of",
    "message",
    "messages",
    "tally",
    "withdrawn_for_all",
]


class Tally(NamedTuple):
    """A box and how many messages it holds now."""

    kind: Kind
    state: State
    messages: int
    """All that have not expired: hidden and withdrawn ones too."""
    hidden: int
    unread: int
    """Visible, not withdrawn, and shown as unread."""
    octets: int
    """Of what has expired too, until it is removed (`expired_octets`)."""
    received_at: datetime | None
    consulted_at: datetime | None
    dormant_since: datetime | None = None


_TALLY = """
SELECT box.kind, box.state, box.messages - past.messages, box.hidden - past.hidden, box.unread - past.unread,
  box.octets, box.received_at, box.consulted_at, box.dormant_since
FROM mailbox_box AS box CROSS JOIN LATERAL (
  SELECT count(*) AS messages, count(*) FILTER (WHERE NOT visible) AS hidden,
    count(*) FILTER (WHERE visible AND unread AND withdrawn_at IS NULL) AS unread
  FROM mailbox_message WHERE box_id = box.box_id AND expires_at <= %s
) AS past
WHERE box.box_id = %s
"""


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


_FILE = (
    "id",
    "message_id",
    "title",
    "file_name",
    "media_type",
    "octets",
    "digest",
    "is_main",
    "signed",
    "object_name",
    "key",
)


def box(box_id: UUID) -> Box | None:
    """Return the box; None: nobody ever wrote, nor was it activated. One SQL statement."""
    return Box.objects.filter(box_id=box_id).first()


def tally(box_id: UUID) -> Tally | None:
    """Return whose box it is and its counts, without those that expired. One SQL statement, whatever it holds."""
    with connection.cursor() as cursor:
        cursor.execute(_TALLY, [clock.now(), box_id])
        row = cursor.fetchone()
    return Tally(Kind(row[0]), State(row[1]), *row[2:]) if row else None


_EXPIRED_OCTETS = """
SELECT coalesce(sum(file.octets), 0)::bigint FROM mailbox_message AS message CROSS JOIN LATERAL (
  SELECT octets FROM mailbox_attachment WHERE box_id = message.box_id AND message_id = message.id
  UNION ALL SELECT octets FROM mailbox_shared_attachment WHERE message.shared AND message_id = message.id
) AS file
WHERE message.box_id = %s AND message.expires_at <= %s
"""


def expired_octets(box_id: UUID) -> int:
    """Return the size of files of messages that have expired and are not removed yet. One SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute(_EXPIRED_OCTETS, [box_id, clock.now()])
        return int(cursor.fetchone()[0])


def messages(box_id: UUID, wanted: Filter, *, after: UUID | None = None) -> QuerySet[Message]:
    """Return the messages that are meant, newest first: an order in which no two are alike.

    `after` continues behind the message with this id, whether or not it is still there. When a text is sought: one SQL
    statement, in a large box up to three, to choose the way.
    """
    if wanted.impossible:
        return Message.objects.none()
    rows = Message.objects.filter(box_id=box_id, expires_at__gt=clock.now())
    found = narrowed(rows if after is None else rows.filter(id__lt=after), wanted)
    indexed = ways.by_index(box_id, found, wanted, after) if wanted.sought else None
    return (found if indexed is None else found.filter(indexed)).order_by("-id")


def count(box_id: UUID, wanted: Filter, known: Tally) -> int:
    """Return how many are meant: from what stands beside the box where that tells, else by counting the hits."""
    told = {
        Filter(): known.messages,
        Filter(visible=True): known.messages - known.hidden,
        Filter(visible=False): known.hidden,
    }
    return told[wanted] if wanted in told else messages(box_id, wanted).order_by().count()


def counted(found: QuerySet[Message], most: int) -> int:
    """Return how many there are; one more than `most` when there are more: counting stops there."""
    return found[: most + 1].count()


def message(box_id: UUID, message_id: UUID) -> Message | None:
    """Return one message of this box. One SQL statement; two when others have it too."""
    found = Message.objects.filter(box_id=box_id, id=message_id, expires_at__gt=clock.now()).first()
    if found:
        withdrawn_for_all([found])
    return found


def withdrawn_for_all(rows: Sequence[Message]) -> None:
    """Write in these rows what was withdrawn in every box at once. No SQL statement when none is shared, else one."""
    alike = {row.id: row for row in rows if row.shared and row.withdrawn_at is None}
    gone = models.SharedMessage.objects.filter(id__in=alike, withdrawn_at__isnull=False) if alike else ()
    for each in gone:
        alike[each.id].withdrawn_at, alike[each.id].withdrawn_why = each.withdrawn_at, each.withdrawn_why


def files(row: Message) -> Sequence[File]:
    """Return what is attached, in the sender's order. One SQL statement. Of a withdrawn message: nothing."""
    return files_of(row.box_id, [row])[row.id]


def file(row: Message, attachment_id: UUID) -> File | None:
    """Return one of what is attached to this message. One SQL statement."""
    return next((each for each in files(row) if each.id == attachment_id), None)


def files_of(box_id: UUID, rows: Sequence[Message]) -> Mapping[UUID, list[File]]:
    """Return what is attached to each of these messages of one box. At most two SQL statements."""
    found: dict[UUID, list[File]] = {row.id: [] for row in rows}
    own = [row.id for row in rows if not row.shared and not row.withdrawn_at]
    alike = [row.id for row in rows if row.shared and not row.withdrawn_at]
    kept = models.Attachment.objects.filter(box_id=box_id, message_id__in=own)
    shared = models.SharedAttachment.objects.filter(message_id__in=alike)
    for is_shared, some in ((False, kept if own else None), (True, shared if alike else None)):
        for values in some.order_by("message_id", "position").values_list(*_FILE) if some is not None else ():
            each = File(*[*values, is_shared])
            found[each.message_id].append(each)
    return found
