"""Notices that need no telling any more: what they are about was seen where it lies, or something newer stands for it.

They count as read, so the bell does not ring for them, and what still waits to go out does not go (ebox.md A.5). What
one asks is done when who asked says so, or tells something newer of it. The act that made it so stands in the trail.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db import connection

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices import numbers
from burgerprofiel.notices.own import ringing

_PASSED = """
WITH told AS (SELECT * FROM unnest(%s::uuid[], %s::bytea[]) AS each (citizen_id, known)),
     mine AS (
       SELECT notice.citizen_id, notice.id
       FROM notices_notice AS notice JOIN told ON notice.citizen_id = told.citizen_id AND notice.{column} = told.known
       WHERE {which} ORDER BY notice.citizen_id, notice.id FOR UPDATE OF notice),
     now AS (SELECT %s::timestamptz AS moment)
UPDATE notices_notice AS notice SET {change}
FROM now, mine WHERE notice.citizen_id = mine.citizen_id AND notice.id = mine.id
RETURNING notice.citizen_id
"""
"""Rows are locked in one order, so that two such acts never wait for each other crosswise."""
_READ = {"which": "notice.read_at IS NULL", "change": "read_at = now.moment"}
_DONE = {
    "which": "(notice.read_at IS NULL OR (notice.active AND notice.done_at IS NULL))",
    "change": "read_at = coalesce(notice.read_at, now.moment), "
    "done_at = CASE WHEN notice.active THEN coalesce(notice.done_at, now.moment) END",
}
_SEEN_BY_KEY, _DONE_BY_KEY = (_PASSED.format(column="key", **what) for what in (_READ, _DONE))
_SEEN_BY_THREAD, _DONE_BY_THREAD = (_PASSED.format(column="thread", **what) for what in (_READ, _DONE))


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
    return _passed(_SEEN_BY_KEY, [(citizen_id, numbers.key_of(key)) for citizen_id, key in told])


def settled(told: Iterable[tuple[CitizenId, str]]) -> int:
    """Let notices with these keys count as read, and what they ask as done or asked no more. One SQL statement."""
    return _passed(_DONE_BY_KEY, [(citizen_id, numbers.key_of(key)) for citizen_id, key in told])


def seen_threads(threads: Iterable[Thread]) -> int:
    """Let what was told of these count as read: who was told looked where it lies. One SQL statement."""
    return _passed(_SEEN_BY_THREAD, _known(threads))


def superseded(threads: Iterable[Thread]) -> int:
    """Let what was told of these until now count as read and done: something newer is told. One SQL statement."""
    return _passed(_DONE_BY_THREAD, _known(threads))


def _known(threads: Iterable[Thread]) -> list[tuple[CitizenId, bytes]]:
    return [(each.citizen_id, numbers.thread_of(each.source, each.transaction)) for each in threads]


def _passed(statement: str, told: list[tuple[CitizenId, bytes]]) -> int:
    if not told:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(statement, [*map(list, zip(*set(told), strict=True)), clock.now()])
        changed = [CitizenId(row[0]) for row in cursor.fetchall()]
    ringing.after_this(changed)
    return len(changed)
