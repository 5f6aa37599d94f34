"""A box that has grown large gets its words into an index: what comes in from then on, and then what was there.

A box that becomes small again keeps its index. Safe to run twice, and to be cut off.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

from burgerprofiel.mailbox import counts
from burgerprofiel.mailbox.models import Box
from burgerprofiel.mailbox.models.boxes import Indexing

LARGE = 1_000
"""Messages; so many are read in a millisecond."""
AT_ONCE = 500
"""Messages in a transaction: the box takes no mail meanwhile."""
_NEXT = """
WITH next AS MATERIALIZED (
  SELECT id FROM mailbox_message WHERE box_id = %(box)s AND id > %(after)s ORDER BY id LIMIT %(most)s
), put AS (
  UPDATE mailbox_message AS message
  SET indexed = true, sought = coalesce(message.sought, (
    SELECT alike.sought FROM mailbox_shared_message AS alike WHERE alike.id = message.id))
  FROM next WHERE message.box_id = %(box)s AND message.id = next.id AND NOT message.indexed
)
SELECT id FROM next ORDER BY id DESC LIMIT 1
"""


def fill_large() -> int:
    """Fill the index of every box that became large. Returns how many they are."""
    large = Box.objects.filter(messages__gt=LARGE).exclude(indexing=Indexing.WHOLE).order_by("box_id")
    boxes = list(large.values_list("box_id", flat=True))
    for box_id in boxes:
        fill(box_id)
    return len(boxes)


def fill(box_id: UUID) -> None:
    """Put every message of a box into its index; from the first moment on, what comes in goes there by itself."""
    Box.objects.filter(box_id=box_id, indexing=Indexing.NONE).update(indexing=Indexing.BEGUN)
    after: UUID | None = UUID(int=0)
    while after:
        after = _some(box_id, after)
    Box.objects.filter(box_id=box_id, indexing=Indexing.BEGUN).update(indexing=Indexing.WHOLE)


def _some(box_id: UUID, after: UUID) -> UUID | None:
    with transaction.atomic():
        counts.lock(box_id)
        with connection.cursor() as cursor:
            cursor.execute(_NEXT, {"box": box_id, "after": after, "most": AT_ONCE})
            last = cursor.fetchone()
    return last[0] if last else None
