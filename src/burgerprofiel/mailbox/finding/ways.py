"""Which way a text is sought: a small box is read, newest first; a large one has an index for what stands seldom.

Both find the same. A word that stands in many of the next messages is found sooner by reading on than by an index,
which has no order.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, UUIDField
from django.db.models.expressions import RawSQL

from burgerprofiel.mailbox.filters import Filter, Named
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.models.boxes import Indexing

SAMPLE, OFTEN = 200, 4
"""A text that stands in so many of so many messages, the next ones and some further on, is found by reading on."""
FURTHER = 3_000
"""Messages; fewer than these are read to fill a page with a text that stands often."""
SHORTEST = 3
"""Letters of a piece: the index holds each piece of a text (`mailbox_pieces`, migration 0015)."""
_NEXT = """
SELECT (
  SELECT count(*) FROM (
    SELECT sought FROM mailbox_message WHERE box_id = %s AND id < %s ORDER BY id DESC LIMIT %s
  ) AS next WHERE {stands}
) FROM mailbox_box WHERE box_id = %s AND indexing = %s
"""
"""How many of the next messages hold the text, whatever else is asked of them; nothing for a box without an index."""
_PLACE = "SELECT id FROM mailbox_message WHERE box_id = %s AND id < %s ORDER BY id DESC LIMIT 1 OFFSET %s"
_LAST = UUID(int=(1 << 128) - 1)


def by_index(box_id: UUID, found: QuerySet[Message], wanted: Filter, after: UUID | None) -> Q | None:
    """Return the condition by which the box's index finds these rows; None: reading on from `after` is quicker.

    One SQL statement; for a text that stands often in a large box two more.
    """
    words = [spellings for spellings in wanted.sought if min(map(len, spellings)) >= SHORTEST]
    hits = _next(box_id, wanted, after) if words else None
    if hits is None:
        return None
    seldom = hits < OFTEN and wanted.named == Named()
    if not seldom and all(_often(box_id, found, after, skipped) for skipped in (0, FURTHER)):
        return None
    return Q(_Among(F("id"), _indexed(box_id, words, wanted.named)))


def _next(box_id: UUID, wanted: Filter, after: UUID | None) -> int | None:
    """Return how many of the next messages hold the text; None: the box has no index."""
    stands = " AND ".join(f"({' OR '.join('strpos(sought, %s) > 0' for _each in words)})" for words in wanted.sought)
    texts = [text for words in wanted.sought for text in words]
    with connection.cursor() as cursor:
        cursor.execute(
            _NEXT.format(stands=stands), [box_id, after or _LAST, SAMPLE, *texts, box_id, Indexing.WHOLE.value]
        )
        told = cursor.fetchone()
    return told[0] if told else None


def _often(box_id: UUID, found: QuerySet[Message], after: UUID | None, skipped: int) -> bool:
    """Whether enough is found in a stretch of messages, with all that is asked."""
    begin, end = (
        RawSQL(_PLACE, [box_id, after or _LAST, place], output_field=UUIDField())  # noqa: S611 - ours
        for place in (skipped, skipped + SAMPLE)
    )
    part = found.filter(id__gt=end, id__lte=begin) if skipped else found.filter(id__gt=end)
    return len(part.values_list("id")[:OFTEN]) == OFTEN


def _indexed(box_id: UUID, words: list[tuple[str, ...]], named: Named) -> RawSQL:
    """Return the ids of the messages that have all pieces of each word, or one of the names, in the index.

    PostgreSQL takes any one piece for frequent, and would go through the box beside it: then it is not told which box,
    for the pieces tell. Elsewhere it is told, so that one machine of several is asked.
    """
    texts = " AND ".join(f"({' OR '.join(_HAS for _each in spellings)})" for spellings in words)
    names = {*named.message_types, *named.organisations, *named.applications}
    values: list[tuple[UUID, str | None, str | None]] = [
        *((box_id, text, None) for spellings in words for text in spellings),
        *((box_id, None, name) for name in names),
    ]
    condition = " OR ".join([f"({texts})", *(_HAS for _each in names)])
    parts: list[UUID | str | None] = [part for each in values for part in each]
    if not names and any(min(map(len, spellings)) > SHORTEST for spellings in words):
        condition, parts = f"({condition}) AND box_id = %s", [*parts, box_id]
    return RawSQL(_INDEXED.format(condition=condition), parts)  # noqa: S611 - ours


_INDEXED = "ARRAY(SELECT id FROM mailbox_message WHERE indexed AND ({condition}))"
_HAS = (
    "mailbox_pieces(box_id, sought, message_type_id, organisation, application)"
    " @> mailbox_pieces(%s, %s, %s, NULL, NULL)"
)


class _Among(Func):
    """Whether the first is one of an array: so the index is asked alone, and its hits are then rows of the box."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()
