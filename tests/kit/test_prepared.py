"""A plan made while a table was all but empty is not kept when it fills: `kit.prepared` looks by the key soon again."""

from __future__ import annotations

from collections.abc import Iterator
from queue import SimpleQueue
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from burgerprofiel.kit import prepared

pytestmark = pytest.mark.django_db(transaction=True)
_FIND = "SELECT 1 FROM planned WHERE id = ANY (%s::uuid[])"
_NOBODY = [UUID(int=0)]


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A table that PostgreSQL has seen nearly empty, and one connection to plan on."""
    place = SimpleQueue[psycopg.Cursor[tuple[object, ...]] | None]()
    place.put(None)
    monkeypatch.setattr(prepared, "MOST", 1)
    monkeypatch.setattr(prepared, "_places", place)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE planned (id uuid PRIMARY KEY)")
        cursor.execute("INSERT INTO planned VALUES (gen_random_uuid())")
        cursor.execute("VACUUM ANALYZE planned")
    yield
    prepared.close()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE planned")


def _filled_after_it_was_planned() -> None:
    for _each in range(10):
        prepared.one(_FIND, _NOBODY)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE planned SET (autovacuum_enabled = false)")  # this too lets plans go
    for _each in range(10):
        prepared.one(_FIND, _NOBODY)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO planned SELECT gen_random_uuid() FROM generate_series(1, 50000)")


def _rows_read_by_one_search() -> int:
    read = "SELECT pg_stat_force_next_flush(), seq_tup_read FROM pg_stat_user_tables WHERE relname = 'planned'"
    counts = list[int]()
    for _each in range(2):
        prepared.one("SELECT pg_stat_force_next_flush()")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(read)
            counts.append(cursor.fetchone()[1])
        prepared.one(_FIND, _NOBODY)
    return counts[1] - counts[0]


def test_a_table_that_filled_is_searched_by_its_key_once_plans_are_old(
    table: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    _filled_after_it_was_planned()
    monkeypatch.setattr(prepared, "PLANS_LAST", 0.0)
    prepared._plan_at.clear()
    prepared.one(_FIND, _NOBODY)
    assert _rows_read_by_one_search() == 0


def test_a_plan_that_is_kept_would_read_all_of_it(table: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the rule is for: should PostgreSQL see it by itself some day, the rule can go."""
    monkeypatch.setattr(prepared, "PLANS_LAST", 3600.0)
    _filled_after_it_was_planned()
    assert _rows_read_by_one_search() >= 50_000
