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
WITH common AS (
  SELECT %s::uuid AS citizen_id, %s::uuid AS contact_id, %s::text AS provider, %s::uuid AS letter,
    %s::timestamptz AS at, %s::text AS channel),
gone AS (DELETE FROM notices_waiting WHERE id = ANY (%s::uuid[])),
own AS (
  UPDATE notices_delivery
  SET way = 'handed', why = '', contact_id = common.contact_id, provider = common.provider, letter = common.letter,
    way_at = common.at
  FROM common WHERE notices_delivery.citizen_id = %s::uuid AND id = ANY (%s::uuid[])),
announced AS (
  INSERT INTO notices_delivery
    (citizen_id, id, notice_id, channel, way, why, contact_id, provider, letter, created_at, due_at, way_at)
  SELECT common.citizen_id, told.id, told.notice_id, common.channel, 'handed', '', common.contact_id, common.provider,
    common.letter, common.at, common.at, common.at
  FROM common, unnest(%s::uuid[], %s::uuid[]) AS told (id, notice_id)
  ON CONFLICT DO NOTHING)
SELECT 1
"""


def stamp(outcomes: Sequence[Outcome]) -> bool:
    """Note that a letter was handed over; False: it could not be noted so, or is no such letter: use `noting`."""
    first = outcomes[0]
    if any(each.way is not Way.HANDED for each in outcomes):
        return False
    rows = [each.row for each in outcomes]
    citizen_id, known = first.row.citizen_id, [row.id for row in rows]
    announced = [row for row in rows if row.bulk]
    try:
        prepared.one(
            _HANDED,
            citizen_id,
            first.contact_id,
            first.provider,
            first.row.told_in,
            clock.now(),
            first.row.channel.value,
            known,
            citizen_id,
            known,
            [row.id for row in announced],
            [row.notice_id for row in announced],
        )
    except prepared.UnavailableError:
        return False
    return True
