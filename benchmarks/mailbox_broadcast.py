"""One document to many boxes, by the demo's own worker: from the start to the last box, beside a bare INSERT … SELECT.

Needs Django set up for the demo. Rows, counts, events, trail and jobs are in it; the list was handed in before.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

PROMISED = 50_000
"""Boxes a second on two cores."""
_PATIENCE = 120.0
_BARE = """
INSERT INTO bench_broadcast
SELECT box_id, gen_random_uuid(), now(), repeat('x', 300) FROM mailbox_box WHERE box_id = ANY(%s::uuid[])
"""


@dataclass(frozen=True)
class Figures:
    """Boxes a second, and what the database alone does."""

    boxes: int
    per_second: float
    bare: float


def measure(*, quick: bool) -> Figures:
    """Make the boxes and the broadcast, start it, and wait for its end."""
    from django.db import connection

    from burgerprofiel.audit.events import Trace
    from burgerprofiel.mailbox.broadcast import actions
    from burgerprofiel.mailbox.models import Broadcast

    boxes = 20_000 if quick else 100_000
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO mailbox_box (box_id, kind, state, since, why)"
            " SELECT gen_random_uuid(), 'citizen', 'active', now(), '' FROM generate_series(1, %s) RETURNING box_id",
            [boxes],
        )
        ids = [box_id for (box_id,) in cursor.fetchall()]
        broadcast_id = _draft()
        cursor.execute(
            "INSERT INTO mailbox_broadcast_recipient (broadcast_id, box_id, kind, upload, line, reference, code)"
            " SELECT %s, box, 'citizen', 1, line, '', '' FROM unnest(%s::uuid[]) WITH ORDINALITY AS them (box, line)",
            [broadcast_id, ids],
        )
        cursor.execute("ANALYZE mailbox_box")
    Broadcast.objects.filter(id=broadcast_id).update(listed=boxes)
    began = time.monotonic()
    actions.start(broadcast_id, Trace(actor="bench"))
    while Broadcast.objects.get(id=broadcast_id).stage != "done":
        if time.monotonic() - began > _PATIENCE:
            raise SystemExit("The broadcast did not end: does the worker run?")
        time.sleep(0.02)
    spent = time.monotonic() - began
    found = actions.queries.delivered(broadcast_id)
    if found != boxes:
        raise SystemExit(f"{found} of {boxes} boxes have it.")
    return Figures(boxes, boxes / spent, _bare(ids))


def _draft() -> object:
    """Hand it in as the demo's municipality; returns its id."""
    from burgerprofiel.audit.events import Trace
    from burgerprofiel.mailbox.broadcast import draft
    from burgerprofiel.mailbox.models.boxes import Kind
    from burgerprofiel.mailbox.publishing.message import Sender, ToPublish

    audience = draft.Audience(Kind.CITIZEN, everybody=False)
    message = ToPublish(
        to=audience.anybody,
        message_type="zonnegem-brief",
        language="nl",
        subject="Uw straat wordt vernieuwd",
        body="Van maart tot mei is uw straat dicht.",
        body_is_main=True,
    )
    made = draft.make(Sender("0812345603", "zonnegem-post"), audience, message, [], Trace(actor="bench"))
    return made.id


def _bare(ids: list[object]) -> float:
    """Return how many rows a second go in without anything around them."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_broadcast")
        cursor.execute(
            "CREATE TABLE bench_broadcast (box uuid, id uuid, at timestamptz, content text, PRIMARY KEY (box, id))"
        )
        began = time.monotonic()
        cursor.execute(_BARE, [ids])
        return len(ids) / (time.monotonic() - began)
