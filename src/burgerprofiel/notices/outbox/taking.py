"""Taking what is due, each by one postman only: a statement of its own, committed before anything is sent.

Of one recipient and channel only the first is taken: those behind it wait while it is under way or put off. Three kinds
of letters do not wait for each other: what goes at once, digests, announcements.

The outbox is almost empty all day and holds a million in a moment, so what PostgreSQL knows of its size is mostly
wrong. So each part of a statement is written such that one index only can serve it: `IS TRUE` keeps what it holds out
of that choice.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.outbox.taken import Taken

_COLUMNS = """it.id, it.citizen_id, it.notice_id, it.channel, it.bulk, it.digest, it.instead, it.give_up_at,
  coalesce(it.letter, it.id), it.attempts"""
_HEADS = """
  SELECT it.id, it.citizen_id, it.channel, it.letter FROM notices_waiting AS it
  WHERE it.taken_by IS NULL AND {of_it} AND it.due_at <= %(now)s AND it.channel = ANY(%(channels)s)
    AND (
      SELECT true FROM notices_waiting AS before
      WHERE before.citizen_id = it.citizen_id AND before.channel = it.channel AND (before.id < it.id AND {of_before}
        AND (before.taken_by IS NOT NULL OR before.due_at <= %(now)s OR before.attempts > 0)) IS TRUE
      LIMIT 1) IS NULL
  ORDER BY it.due_at, it.id LIMIT %(most)s FOR UPDATE OF it SKIP LOCKED
"""
_ONE_BY_ONE = f"""
WITH mine AS MATERIALIZED ({_HEADS})
UPDATE notices_waiting AS it SET taken_by = %(postman)s
WHERE it.id = ANY (ARRAY(SELECT id FROM mine)) RETURNING {_COLUMNS}
"""  # noqa: S608 - written above
_TOGETHER = f"""
WITH head AS MATERIALIZED ({_HEADS}),
mine AS MATERIALIZED (
  SELECT own.id FROM head, LATERAL (
    SELECT id FROM notices_waiting
    WHERE citizen_id = head.citizen_id AND channel = head.channel AND (digest AND taken_by IS NULL
      AND due_at <= %(now)s AND letter IS NOT DISTINCT FROM head.letter) IS TRUE
    FOR UPDATE SKIP LOCKED) AS own)
UPDATE notices_waiting AS it SET taken_by = %(postman)s, letter = (
  SELECT coalesce(head.letter, head.id) FROM head WHERE head.citizen_id = it.citizen_id AND head.channel = it.channel)
WHERE it.id = ANY (ARRAY(SELECT id FROM mine)) RETURNING {_COLUMNS}
"""  # noqa: S608 - written above
_BY_INDEX = "; ".join(
    f"SET LOCAL enable_{way} = off" for way in ("seqscan", "bitmapscan", "sort", "hashjoin", "mergejoin")
)


def _where(condition: str) -> dict[str, str]:
    return {"of_it": condition.format(row="it"), "of_before": condition.format(row="before")}


_AT_ONCE = _ONE_BY_ONE.format(**_where("NOT {row}.bulk AND NOT {row}.digest"))
_BULK = _ONE_BY_ONE.format(**_where("{row}.bulk AND NOT {row}.digest"))
_DIGESTS = _TOGETHER.format(**_where("{row}.digest"))

Group = tuple[Taken, ...]
"""What goes in one letter."""


def at_once(postman: UUID, channels: Collection[Channel], most: int, now: datetime) -> list[Group]:
    """Take what goes before everything else."""
    return _take(_AT_ONCE, postman, channels, most, now)


def digests(postman: UUID, channels: Collection[Channel], most: int, now: datetime) -> list[Group]:
    """Take the digests of so many: all that waits for one citizen and channel."""
    return _take(_DIGESTS, postman, channels, most, now)


def bulk(postman: UUID, channels: Collection[Channel], most: int, now: datetime) -> list[Group]:
    """Take what was announced."""
    return _take(_BULK, postman, channels, most, now)


def _take(statement: str, postman: UUID, channels: Collection[Channel], most: int, now: datetime) -> list[Group]:
    if most <= 0 or not channels:
        return []
    values: dict[str, Any] = {
        "postman": postman,
        "channels": [each.value for each in channels],
        "most": most,
        "now": now,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_BY_INDEX)
        cursor.execute(statement, values)
        rows = [_taken(row, postman) for row in cursor.fetchall()]
    rows.sort(key=lambda row: (row.letter, row.id))
    return [tuple(group) for _letter, group in groupby(rows, key=lambda row: row.letter)]


def _taken(row: tuple[Any, ...], postman: UUID) -> Taken:
    known, citizen_id, notice_id, channel, is_bulk, digest, instead, give_up_at, letter, attempts = row
    channel = Channel(channel)
    return Taken(
        known,
        CitizenId(citizen_id),
        notice_id,
        channel,
        is_bulk,
        digest,
        instead,
        give_up_at,
        letter,
        attempts,
        postman,
    )
