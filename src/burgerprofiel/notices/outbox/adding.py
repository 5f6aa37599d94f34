"""What goes by which channel, decided when a notice is raised: a delivery, and a place in the outbox."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from operator import attrgetter
from uuid import UUID

from django.db import connection

from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.notices.kinds.kind import Kind
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.outbox import reach
from burgerprofiel.notices.preferences import queries
from burgerprofiel.notices.preferences.rule import NOTHING_CHOSEN, Wanted, When, when
from burgerprofiel.notices.rows import NoticeRow

GIVE_UP = timedelta(days=3)
"""What waited so long for its channel is not sent any more."""

UNNAMED = UUID(int=0)
_DELIVERIES = """
INSERT INTO notices_delivery (citizen_id, id, notice_id, channel, way, created_at, due_at, way_at)
SELECT citizen_id, id, notice_id, channel, 'waiting', at, due_at, at
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::timestamptz[], %s::timestamptz[])
  AS told (citizen_id, id, notice_id, channel, at, due_at)
"""
_WAITING = """
INSERT INTO notices_waiting (citizen_id, id, notice_id, channel, due_at, give_up_at, digest)
SELECT * FROM unnest(
  %s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::timestamptz[], %s::timestamptz[], %s::boolean[])
"""


@dataclass(frozen=True)
class _Way:
    citizen_id: CitizenId
    id: UUID
    notice_id: UUID
    channel: str
    at: datetime
    due_at: datetime
    give_up_at: datetime
    digest: bool


def add(fresh: Sequence[NoticeRow], kinds: Mapping[str, Kind], now: datetime) -> None:
    """Let new notices go out. Some SQL statements, however many there are."""
    citizens = list({row.citizen_id for row in fresh})
    wanted, reached = queries.wanted_of(citizens), reach.channels_of(citizens)
    found = [
        way
        for row in fresh
        for way in _ways(
            row, _times(row, kinds[row.kind], wanted.get(row.citizen_id, NOTHING_CHOSEN), reached, now), now
        )
    ]
    if not found:
        return
    known = sorted(uuid7() for _way in found)  # in their order, which is that of the ids
    ways = [replace(way, id=each) for way, each in zip(found, known, strict=True)]
    with connection.cursor() as cursor:
        columns = ("citizen_id", "id", "notice_id", "channel")
        cursor.execute(_DELIVERIES, [_column(ways, name) for name in (*columns, "at", "due_at")])
        cursor.execute(_WAITING, [_column(ways, name) for name in (*columns, "due_at", "give_up_at", "digest")])


def _column(ways: Sequence[_Way], name: str) -> list[object]:
    return list(map(attrgetter(name), ways))


def _times(
    row: NoticeRow, kind: Kind, wanted: Wanted, reached: Mapping[CitizenId, frozenset[Channel]], now: datetime
) -> Iterator[tuple[Channel, When]]:
    for channel in Channel:
        if channel not in reached.get(row.citizen_id, frozenset()) or channel not in (
            Channel if row.channels is None else row.channels
        ):
            continue
        at = when(kind, channel, wanted, now)
        if at is not None:
            yield channel, at


def _ways(row: NoticeRow, times: Iterator[tuple[Channel, When]], now: datetime) -> Iterator[_Way]:
    for channel, (due_at, digest) in times:
        give_up_at = min(due_at + GIVE_UP, row.expires_at or datetime.max.replace(tzinfo=now.tzinfo))
        if due_at < give_up_at:
            yield _Way(row.citizen_id, UNNAMED, row.id, channel.value, now, due_at, give_up_at, digest)
