"""Who is not to be written to any more: what was told until now counts as read, and nothing that waits goes out."""

from __future__ import annotations

from django.db import connection

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.kinds.kind import Group
from burgerprofiel.notices.models import Notice
from burgerprofiel.notices.own import ringing

_DROP = """
WITH silent AS (
       DELETE FROM notices_waiting AS waiting USING notices_notice AS notice
       WHERE waiting.citizen_id = %(citizen)s AND notice.citizen_id = %(citizen)s AND notice.id = waiting.notice_id
         AND (%(group)s = '' OR notice."group" = %(group)s)
       RETURNING waiting.id)
UPDATE notices_delivery AS delivery SET way = 'dropped', why = 'silence', way_at = %(now)s
FROM silent WHERE delivery.citizen_id = %(citizen)s AND delivery.id = silent.id
"""


def of(citizen_id: CitizenId, group: Group | None = None) -> None:
    """Be silent to this citizen, in the running transaction; with a group only about that. Two SQL statements."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(_DROP, {"citizen": citizen_id, "group": group.value if group else "", "now": now})
    told = Notice.objects.filter(citizen_id=citizen_id, read_at=None)
    (told.filter(group=group.value) if group else told).update(read_at=now)
    ringing.after_this([citizen_id])
