"""Who sends says every few seconds that it lives; what a dead one had taken is free at once for the others.

The clock is the database's. Who did not get to say so in time (it slept, or the database was away) takes itself for
dead: it sends nothing of what it had, and goes on under another name.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

BEAT = 2.5
"""Seconds between two signs of life."""
ALIVE = 10.0
"""Seconds that one sign holds for the others."""
FRESH = 7.0
"""Seconds that it holds for oneself."""

_LIVE = """
INSERT INTO notices_postman (id, alive_until) VALUES (%s, clock_timestamp() + make_interval(secs => %s))
ON CONFLICT (id) DO UPDATE SET alive_until = EXCLUDED.alive_until
"""
_FREE = """
UPDATE notices_waiting SET taken_by = NULL
WHERE taken_by IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM notices_postman AS one WHERE one.id = taken_by AND one.alive_until > clock_timestamp())
"""
_BURY = "DELETE FROM notices_postman WHERE alive_until < clock_timestamp() - interval '1 minute'"


def live(postman: UUID, seconds: float = ALIVE) -> int:
    """Say that one lives, and free what the dead had; return how much that was. One transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LIVE, [postman, seconds])
        cursor.execute(_FREE)
        freed: int = cursor.rowcount
        cursor.execute(_BURY)
    return freed


@transaction.atomic
def leave(postman: UUID) -> None:
    """Say that one goes: what it had is free."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE notices_waiting SET taken_by = NULL WHERE taken_by = %s", [postman])
        cursor.execute("DELETE FROM notices_postman WHERE id = %s", [postman])
