"""What has expired goes: its rows and counts in one transaction, then its objects, and with them the keys (C7).

From the moment of expiry nobody sees a message any more (`queries`); this removes what is left, some at a time. Safe to
run twice: what is gone is not found again, and an object that could not be removed is an orphan, which is swept.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.storage import objects
from burgerprofiel.mailbox.events import MessagesExpired
from burgerprofiel.mailbox.models import Publication, Repeat, SharedAttachment, SharedMessage
from burgerprofiel.mailbox.models.events import EventKind

AT_ONCE = 500
"""Messages in one transaction."""
REMEMBERED = timedelta(days=400)
"""How long an `Idempotency-Key` is remembered."""

_EXPIRE = """
WITH due AS MATERIALIZED (
  SELECT box_id, id FROM mailbox_message WHERE expires_at <= %(now)s LIMIT %(most)s
), held AS MATERIALIZED (
  SELECT box_id FROM mailbox_box WHERE box_id IN (SELECT box_id FROM due) ORDER BY box_id FOR NO KEY UPDATE
), gone AS (
  DELETE FROM mailbox_message AS message USING due, held
  WHERE message.box_id = due.box_id AND message.id = due.id AND held.box_id = due.box_id
  RETURNING message.box_id, message.id, message.organisation, message.shared, message.visible,
    message.visible AND message.unread AND message.withdrawn_at IS NULL AS unread, message.withdrawn_at
), files AS (
  DELETE FROM mailbox_attachment AS file USING gone
  WHERE file.box_id = gone.box_id AND file.message_id = gone.id
  RETURNING file.box_id, file.octets, file.object_name
), work AS (
  DELETE FROM mailbox_work AS work USING gone WHERE work.box_id = gone.box_id AND work.message_id = gone.id
), notes AS (
  DELETE FROM mailbox_work_note AS note USING gone WHERE note.box_id = gone.box_id AND note.message_id = gone.id
), alike AS (
  SELECT gone.box_id, sum(file.octets) AS octets FROM gone
  JOIN mailbox_shared_attachment AS file ON gone.shared AND gone.withdrawn_at IS NULL AND file.message_id = gone.id
  GROUP BY gone.box_id
), own AS (SELECT box_id, sum(octets) AS octets FROM files GROUP BY box_id
), told AS (
  INSERT INTO mailbox_document_event (box_id, id, kind, message_id, at, organisation)
  SELECT box_id, md5(concat(box_id, id, %(kind)s::text))::uuid, %(kind)s, id, %(now)s, organisation FROM gone
  ON CONFLICT DO NOTHING
), counted AS (
  SELECT box_id, count(*) AS messages, count(*) FILTER (WHERE NOT visible) AS hidden,
    count(*) FILTER (WHERE unread) AS unread
  FROM gone GROUP BY box_id
), box AS (
  UPDATE mailbox_box AS box
  SET messages = box.messages - counted.messages, hidden = box.hidden - counted.hidden,
    unread = box.unread - counted.unread,
    octets = box.octets - coalesce(own.octets, 0) - coalesce(alike.octets, 0)
  FROM counted LEFT JOIN own USING (box_id) LEFT JOIN alike USING (box_id)
  WHERE box.box_id = counted.box_id
)
SELECT box_id, array_agg(id), (SELECT array_agg(object_name) FROM files) FROM gone GROUP BY box_id ORDER BY box_id
"""


def expire() -> int:
    """Remove everything that has expired. Returns how many messages went."""
    now, total = clock.now(), 0
    while went := _some(now):
        total += went
    _shared(now)
    Publication.objects.filter(expires_at__lte=now).delete()
    Repeat.objects.filter(at__lt=now - REMEMBERED).delete()
    return total


def _some(now: datetime) -> int:
    """Remove some messages; nobody changes their boxes meanwhile. Returns how many."""
    values: dict[str, Any] = {"now": now, "most": AT_ONCE, "kind": EventKind.EXPIRED.value}
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_EXPIRE, values)
            rows = cursor.fetchall()
        for box_id, messages, _names in rows:
            event = MessagesExpired(messages=tuple(sorted(map(str, messages))))
            record(CitizenId(box_id), Trace(actor="system"), event)
    _remove(rows[0][2] or [] if rows else [])
    return sum(len(messages) for _box, messages, _names in rows)


def _shared(now: datetime) -> None:
    """Remove what many shared, once no box has it any more: before that `_some` went through all of them."""
    with transaction.atomic():
        files = SharedAttachment.objects.filter(message__expires_at__lte=now)
        names = list(files.values_list("object_name", flat=True))
        files.delete()
        SharedMessage.objects.filter(expires_at__lte=now).delete()
    _remove(names)


def _remove(names: Iterable[str]) -> None:
    for name in names:
        with suppress(OSError):
            objects.remove(name)
