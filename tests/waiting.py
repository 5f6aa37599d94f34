"""Two who are busy with one citizen at the same moment: when one begins to wait for the other."""

from __future__ import annotations

import time

from django.db import connection

_WAITS = "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database())"


def until_somebody_waits() -> None:
    """Return when a statement waits for a lock. Raises AssertionError after ten seconds."""
    until = time.monotonic() + 10
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(_WAITS)
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError("nobody waits")
