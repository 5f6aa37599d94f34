"""Taking from an outbox that filled in a moment costs what is taken, whatever PostgreSQL still believes of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

import pytest
from django.db import connection

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.outbox import taking

pytestmark = pytest.mark.django_db
_MANY, _FEW = 20_000, 40
_FILL = """
INSERT INTO notices_waiting (id, citizen_id, notice_id, channel, bulk, digest, due_at, give_up_at)
SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'email', %s, %s, now() - interval '1 minute',
  now() + interval '3 days'
FROM generate_series(1, %s)
"""
Take = Callable[[UUID, Collection[Channel], int, datetime], list[taking.Group]]


def _rows_read() -> int:
    """How many rows this transaction has fetched, by any way."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'notices_waiting'"
        )
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("take", "bulk", "digest"),
    [(taking.at_once, False, False), (taking.digests, False, True), (taking.bulk, True, False)],
    ids=["at once", "together", "announced"],
)
def test_a_few_of_very_many_are_taken_without_reading_the_others(take: Take, bulk: bool, digest: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_FILL, [bulk, digest, 1])
        cursor.execute("ANALYZE notices_waiting")
        cursor.execute(_FILL, [bulk, digest, _MANY])
    before = _rows_read()
    assert len(take(uuid7(), [Channel.EMAIL], _FEW, clock.now())) == _FEW
    assert _rows_read() - before < _FEW * 20
