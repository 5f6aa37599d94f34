"""A broadcast is cut in stretches of boxes when it starts: small enough that nobody waits long for a box, large enough
that a million take two hundred jobs.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from burgerprofiel.mailbox.models import Broadcast

SIZE = 5_000
"""Boxes in a range: a tenth of a second's work."""

_OF_LIST = "SELECT box_id FROM mailbox_broadcast_recipient WHERE broadcast_id = %(broadcast)s AND kind <> ''"
_OF_QUERY = """
    SELECT box_id FROM mailbox_box WHERE kind = %(kind)s AND state = 'active'
      AND (cardinality(%(languages)s::text[]) = 0 OR language = ANY(%(languages)s))
"""
_CUT = """
    INSERT INTO mailbox_broadcast_range (broadcast_id, number, lower, upper, boxes)
    SELECT %(broadcast)s, row_number() OVER up, lag(box_id, 1, %(first)s) OVER up, box_id,
      place - lag(place, 1, 0) OVER up
    FROM (
        SELECT box_id, row_number() OVER (ORDER BY box_id) AS place, count(*) OVER () AS boxes FROM ({boxes}) AS meant
    ) AS numbered
    WHERE place %% %(size)s = 0 OR place = boxes
    WINDOW up AS (ORDER BY box_id)
    RETURNING boxes
"""


def cut(broadcast: Broadcast) -> list[int]:
    """Make the ranges, within the running transaction; returns how many boxes each holds."""
    query = broadcast.query or {}
    values = {
        "broadcast": broadcast.id,
        "first": UUID(int=0),
        "size": SIZE,
        "kind": query.get("kind", ""),
        "languages": query.get("languages", []),
    }
    with connection.cursor() as cursor:
        cursor.execute(_CUT.format(boxes=_OF_LIST if broadcast.query is None else _OF_QUERY), values)
        return [boxes for (boxes,) in cursor.fetchall()]
