"""The note that matters most: that a letter was handed over, written at once by the hand that did it.

One statement that is its own transaction, on a connection where PostgreSQL has planned it already. Once its bytes have
left this process it comes true, whatever becomes of us: only who is killed between the server's word and that moment,
well under a millisecond of our own work, sends a letter twice (docs/decisions/0044).
"""

from __future__ import annotations

from collections.abc import Sequence

from burgerprofiel.kit import clock, prepared
from burgerprofiel.notices.models.notices import Way
from burgerprofiel.notices.outbox.taken import Outcome

_HANDED = """
WITH told AS (
  SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::boolean[]) AS told (citizen_id, id, notice_id, bulk)),
common AS (
  SELECT %s::uuid AS contact_id, %s::text AS provider, %s::uuid AS letter, %s::timestamptz AS at, %s::text AS channel),
gone AS (DELETE FROM notices_waiting AS it USING told WHERE it.id = told.id),
own AS (
  UPDATE notices_delivery AS it
  SET way = 'handed', why = '', contact_id = common.contact_id, provider = common.provider, letter = common.letter,
    way_at = common.at
  FROM told, common
  WHERE NOT told.bulk AND it.citizen_id = told.citizen_id AND it.id = told.id),
announced AS (
  INSERT INTO notices_delivery
    (citizen_id, id, notice_id, channel, way, why, contact_id, provider, letter, created_at, due_at, way_at)
  SELECT told.citizen_id, told.id, told.notice_id, common.channel, 'handed', '', common.contact_id, common.provider,
    common.letter, common.at, common.at, common.at
  FROM told, common WHERE told.bulk
  ON CONFLICT DO NOTHING)
SELECT 1
"""


def stamp(outcomes: Sequence[Outcome]) -> bool:
    """Note that a letter was handed over; False: it could not be noted so, or is no such letter: use `noting`."""
    first = outcomes[0]
    if any(each.way is not Way.HANDED for each in outcomes):
        return False
    rows = [each.row for each in outcomes]
    try:
        prepared.one(
            _HANDED,
            [row.citizen_id for row in rows],
            [row.id for row in rows],
            [row.notice_id for row in rows],
            [row.bulk for row in rows],
            first.contact_id,
            first.provider,
            first.row.told_in,
            clock.now(),
            first.row.channel.value,
        )
    except prepared.UnavailableError:
        return False
    return True
