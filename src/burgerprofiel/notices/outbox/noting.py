"""What became of deliveries is noted with the waiting rows' end in one transaction: the moment after which nothing is
sent twice.

A letter that came back, or that no provider took, lets its notice go another way (E4). What was put off holds back
what is behind it for the same recipient.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.notices.models.notices import Way
from burgerprofiel.notices.outbox import instead
from burgerprofiel.notices.outbox.taken import Outcome
from burgerprofiel.people.profile import actions as profile

SYSTEM = Trace(actor="system")

_SETTLED = """
UPDATE notices_delivery AS it
SET way = told.way, why = told.why, contact_id = told.contact_id, provider = told.provider, way_at = told.at,
  letter = told.letter
FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::uuid[], %s::text[], %s::uuid[], %s::timestamptz[])
  AS told (citizen_id, id, way, why, contact_id, provider, letter, at)
WHERE it.citizen_id = told.citizen_id AND it.id = told.id
"""
_ANNOUNCED = """
INSERT INTO notices_delivery
  (citizen_id, id, notice_id, channel, way, why, contact_id, provider, letter, created_at, due_at, way_at)
SELECT citizen_id, id, notice_id, channel, way, why, contact_id, provider, letter, at, at, at
FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::uuid[], %s::text[], %s::uuid[], %s::timestamptz[],
  %s::uuid[], %s::text[])
  AS told (citizen_id, id, way, why, contact_id, provider, letter, at, notice_id, channel)
ON CONFLICT DO NOTHING
"""
_AGAIN = """
UPDATE notices_waiting AS it SET taken_by = NULL, due_at = coalesce(told.at, it.due_at), attempts = told.attempts
FROM unnest(%s::uuid[], %s::uuid[], %s::timestamptz[], %s::int[]) AS told (id, postman, at, attempts)
WHERE it.id = told.id AND it.taken_by = told.postman
"""
_BEHIND = """
UPDATE notices_waiting AS it SET due_at = told.at
FROM unnest(%s::uuid[], %s::text[], %s::timestamptz[]) AS told (citizen_id, channel, at)
WHERE it.citizen_id = told.citizen_id AND it.channel = told.channel AND it.taken_by IS NULL
  AND NOT it.bulk AND NOT it.digest AND it.due_at < told.at
"""
_NOT_REACHED = frozenset({Way.FAILED, Way.BOUNCED})
_UNWRITTEN = frozenset({"gone", "off", "read", "expired", "unreachable"})
"""Of an announcement: whoever was never meant to get it has no delivery."""


@transaction.atomic
def note(outcomes: Sequence[Outcome], *, alone: bool = False) -> None:
    """Note what became of these; `alone`: without what follows from it. Raises DatabaseError: nothing was noted."""
    settled = sorted((each for each in outcomes if each.is_settled), key=lambda each: each.row.id)
    _settle(settled)
    _put_off([each for each in outcomes if not each.is_settled])
    if alone:
        return
    dead = {(each.row.citizen_id, each.contact_id): each.why for each in settled if each.is_dead and each.contact_id}
    for (citizen_id, contact_id), why in sorted(dead.items()):
        profile.note_dead(citizen_id, contact_id, why, SYSTEM)
    instead.go([each for each in settled if each.way in _NOT_REACHED and not each.row.bulk])


def _settle(settled: Sequence[Outcome]) -> None:
    if not settled:
        return
    own = [each for each in settled if not each.row.bulk]
    announced = [each for each in settled if each.row.bulk and each.why not in _UNWRITTEN]
    with connection.cursor() as cursor:
        if own:
            cursor.execute(_SETTLED, _columns(own))
        if announced:
            more: list[Any] = [
                [each.row.notice_id for each in announced],
                [each.row.channel.value for each in announced],
            ]
            cursor.execute(_ANNOUNCED, [*_columns(announced), *more])
        cursor.execute("DELETE FROM notices_waiting WHERE id = ANY(%s)", [[each.row.id for each in settled]])


def _columns(settled: Sequence[Outcome]) -> list[Any]:
    now = clock.now()
    return [
        [each.row.citizen_id for each in settled],
        [each.row.id for each in settled],
        [each.way.value for each in settled],
        [each.why[:100] for each in settled],
        [each.contact_id for each in settled],
        [each.provider for each in settled],
        [_letter(each) for each in settled],
        [now] * len(settled),
    ]


def _letter(outcome: Outcome) -> UUID | None:
    return outcome.row.told_in if outcome.provider else None


def _put_off(waiting: Sequence[Outcome]) -> None:
    if not waiting:
        return
    ordered = sorted(waiting, key=lambda each: each.row.id)
    behind = [
        (each.row.citizen_id, each.row.channel.value, each.again_at)
        for each in ordered
        if each.again_at and each.attempts and not each.row.bulk and not each.row.digest
    ]
    columns = zip(*((each.row.id, each.row.postman, each.again_at, each.attempts) for each in ordered), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_AGAIN, [list(column) for column in columns])
        if behind:
            cursor.execute(_BEHIND, [list(column) for column in zip(*behind, strict=True)])
