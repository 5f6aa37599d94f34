"""A part of an organisation's box stays as it is while mail is put into it: who ends it waits, and then moves that too.

Whoever holds a part does so before any message: in this order nobody waits for each other.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import connection

_BY_ID = """
SELECT id FROM mailbox_partition WHERE box_id = %s AND id = ANY(%s) AND ended_at IS NULL ORDER BY id FOR SHARE
"""
_BY_CODE = "SELECT id FROM mailbox_partition WHERE box_id = %s AND code = %s AND ended_at IS NULL FOR SHARE"


def held(box_id: UUID, parts: Collection[UUID]) -> set[UUID]:
    """Return those of these parts that have not ended, and do not until this transaction does. One SQL statement."""
    if not parts:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_BY_ID, [box_id, list(parts)])
        return {row[0] for row in cursor.fetchall()}


def named(box_id: UUID, code: str) -> UUID | None:
    """Return the part of this code, held likewise; None: there is none (any more). One SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_CODE, [box_id, code])
        row = cursor.fetchone()
    return row[0] if row else None
