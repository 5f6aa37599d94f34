"""A message that many got was withdrawn: it is noted in their boxes, a stretch of boxes at a time.

Each stretch is one transaction, and what is noted already stays as it is: a job that was killed is simply done again.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection, transaction

from burgerprofiel.kit import clock
from burgerprofiel.mailbox.models import SharedMessage
from burgerprofiel.mailbox.models.events import EventKind

BOXES = 5_000
"""In a stretch."""
_NEXT = """
SELECT box_id FROM (SELECT box_id FROM mailbox_box WHERE box_id > %s ORDER BY box_id LIMIT %s) AS next
ORDER BY box_id DESC LIMIT 1
"""
_NOTE = """
WITH meant AS MATERIALIZED (
  SELECT box_id FROM mailbox_box AS box
  WHERE box_id > %(after)s AND box_id <= %(until)s AND EXISTS (
    SELECT 1 FROM mailbox_message AS message
    WHERE message.box_id = box.box_id AND message.id = %(message)s AND message.withdrawn_at IS NULL)
  ORDER BY box_id FOR NO KEY UPDATE
), gone AS (
  UPDATE mailbox_message AS message
  SET withdrawn_at = %(at)s, withdrawn_why = %(why)s, business = '[]'::jsonb, payment = NULL, amount = NULL,
    due_at = NULL, paid = '', sought = split_part(message.sought, E'\n', 1)
  FROM meant WHERE message.box_id = meant.box_id AND message.id = %(message)s AND message.withdrawn_at IS NULL
  RETURNING message.box_id, message.unread AND message.visible AS counted
), told AS (
  INSERT INTO mailbox_document_event (box_id, id, kind, message_id, at)
  SELECT box_id, md5(concat(box_id, %(message)s::text, %(kind)s::text))::uuid, %(kind)s, %(message)s, %(now)s FROM gone
  ON CONFLICT DO NOTHING
)
UPDATE mailbox_box AS box SET unread = unread - gone.counted::int, octets = octets - %(octets)s
FROM gone WHERE box.box_id = gone.box_id
"""


def note(message_id: UUID, octets: int) -> int:
    """Note it in every box that has the message; `octets` is the size of its files. Returns in how many."""
    shared = SharedMessage.objects.filter(id=message_id, withdrawn_at__isnull=False).first()
    if shared is None:
        return 0
    values: dict[str, Any] = {
        "message": message_id,
        "at": shared.withdrawn_at,
        "why": shared.withdrawn_why,
        "octets": octets,
    }
    after, total = UUID(int=0), 0
    while until := _next(after):
        with transaction.atomic(), connection.cursor() as cursor:
            told: dict[str, Any] = {
                "after": after,
                "until": until,
                "kind": EventKind.WITHDRAWN.value,
                "now": clock.now(),
            }
            cursor.execute(_NOTE, values | told)
            total += cursor.rowcount
        after = until
    return total


def _next(after: UUID) -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [after, BOXES])
        found = cursor.fetchone()
    return found[0] if found else None
