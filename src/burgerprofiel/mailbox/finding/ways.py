"""Which way a text is sought: a small box is read, newest first; a large one has an index for what stands seldom.

Both find the same. A word that stands in many of the next messages is found sooner by reading on than by an index,
which has no order.
"""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, UUIDField
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler

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
    pieces = _pieces(box_id, wanted)
    hits = None if pieces is None else _next(box_id, wanted, after)
    if pieces is None or hits is None:
        return None
    seldom = hits < OFTEN and wanted.named == Named()
    often = not seldom and all(_often(box_id, found, after, skipped) for skipped in (0, FURTHER))
    return (
        None if often else Q(_Among(F("id"), ArraySubquery(Message.objects.filter(pieces, indexed=True).values("id"))))
    )


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


def _pieces(box_id: UUID, wanted: Filter) -> Q | None:
    """Return what every message that is found has in the index; None: what is sought is too short for it."""
    words = [
        reduce(or_, (Q(_Has(box_id, text)) for text in spellings))
        for spellings in wanted.sought
        if min(map(len, spellings)) >= SHORTEST
    ]
    named = wanted.named
    names = {*named.message_types, *named.organisations, *named.applications}
    return reduce(or_, (Q(_Has(box_id, None, name)) for name in names), reduce(and_, words)) if words else None


class _Among(Func):
    """Whether the first is one of an array: so the index is asked alone, and its hits are then rows of the box."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


class _Has(Func):
    """Whether a row has all pieces of a text, or a name, in the index: in the words of that index."""

    output_field = BooleanField()
    template = (
        "mailbox_pieces({row}box_id, {row}sought, {row}message_type_id, {row}organisation, {row}application)"
        " @> mailbox_pieces(%s, %s, %s, NULL, NULL)"
    )

    def __init__(self, box_id: UUID, text: str | None, name: str | None = None) -> None:
        """Take either a text or a name."""
        super().__init__(F("id"))
        self.extra = {"values": (box_id, text, name)}

    def as_sql(self, compiler: SQLCompiler, *_told: object, **_context: object) -> tuple[str, tuple[Any, ...]]:
        """Return it as SQL."""
        column, _none = compiler.compile(self.get_source_expressions()[0])
        return self.template.format(row=column.removesuffix('"id"')), self.extra["values"]
