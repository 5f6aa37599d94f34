"""Notices that need no telling any more: what they are about was seen where it lies, or something newer stands for it.

They count as read, so the bell does not ring for them, and what still waits to go out does not go (ebox.md A.5). The
act that made it so stands in the trail.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db import connection

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices import numbers
from burgerprofiel.notices.own import ringing

_SEEN = """
WITH told AS (SELECT * FROM unnest(%s::uuid[], %s::bytea[]) AS each (citizen_id, known)),
     mine AS (
       SELECT notice.citizen_id, notice.id
       FROM notices_notice AS notice JOIN told ON notice.citizen_id = told.citizen_id AND notice.{column} = told.known
       WHERE notice.read_at IS NULL ORDER BY notice.citizen_id, notice.id FOR UPDATE OF notice)
UPDATE notices_notice AS notice SET read_at = %s
FROM mine WHERE notice.citizen_id = mine.citizen_id AND notice.id = mine.id
RETURNING notice.citizen_id
"""
"""Rows are locked in one order, so that two such acts never wait for each other crosswise."""
_BY_KEY, _BY_THREAD = _SEEN.format(column="key"), _SEEN.format(column="thread")


class Thread(NamedTuple):
    """What notices of one citizen share that are about the same thing (`Notice.source`, `Notice.transaction`)."""

    citizen_id: CitizenId
    source: str
    transaction: str


def seen(citizen_id: CitizenId, keys: Collection[str]) -> int:
    """Let notices with these keys count as read; return how many were not. One SQL statement."""
    return seen_by_many((citizen_id, key) for key in keys)


def seen_by_many(told: Iterable[tuple[CitizenId, str]]) -> int:
    """The same for many citizens at once. One SQL statement."""
    return _passed(_BY_KEY, [(citizen_id, numbers.key_of(key)) for citizen_id, key in told])


def superseded(threads: Iterable[Thread]) -> int:
    """Let what was told of these until now count as read: something newer is told. One SQL statement."""
    told = [(each.citizen_id, numbers.thread_of(each.source, each.transaction)) for each in threads]
    return _passed(_BY_THREAD, told)


def _passed(statement: str, told: list[tuple[CitizenId, bytes]]) -> int:
    if not told:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(statement, [*map(list, zip(*set(told), strict=True)), clock.now()])
        changed = [CitizenId(row[0]) for row in cursor.fetchall()]
    ringing.after_this(changed)
    return len(changed)
