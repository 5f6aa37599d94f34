"""New mail of an organisation becomes work in the moment it comes: placed by the rules, in the sender's transaction.

What came another way (to many at once) is placed by the worker within a minute.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from burgerprofiel.kit import clock
from burgerprofiel.mailbox.models import RoutingRule, Work
from burgerprofiel.mailbox.work import parts
from burgerprofiel.mailbox.work.routing import Facts, Rule, place

_AT_ONCE = 1000
_LATE = timedelta(days=7)
"""How long back the worker looks for what was not placed."""
_UNPLACED = """
SELECT message.box_id, message.id, message.message_type_id, message.application, message.organisation,
  message.published_at
FROM mailbox_message AS message JOIN mailbox_box AS box ON box.box_id = message.box_id AND box.kind = 'enterprise'
WHERE message.published_at > %s AND NOT EXISTS (
  SELECT 1 FROM mailbox_work AS work WHERE work.box_id = message.box_id AND work.message_id = message.id)
LIMIT %s
"""


def rules_of(box_id: UUID) -> list[Rule]:
    """Return an organisation's rules in their order. One SQL statement."""
    rows = RoutingRule.objects.filter(box_id=box_id).order_by("position", "id")
    fields = ("id", "message_type", "application", "organisation", "partition_id", "days")
    return [Rule(*values) for values in rows.values_list(*fields)]


def placed(box_id: UUID, message_id: UUID, facts: Facts, at: datetime) -> None:
    """Make work of a message, within the running transaction; what is work already stays.

    A part that was ended meanwhile is GENERAL. At most three SQL statements.
    """
    _keep(box_id, message_id, facts, at, rules_of(box_id))


@transaction.atomic
def place_late() -> int:
    """Make work of what came without it; returns of how many messages. Safe to run twice."""
    with connection.cursor() as cursor:
        cursor.execute(_UNPLACED, [clock.now() - _LATE, _AT_ONCE])
        found = cursor.fetchall()
    rules: dict[UUID, list[Rule]] = {}
    for box_id, message_id, kind, application, organisation, at in found:
        known = rules[box_id] if box_id in rules else rules.setdefault(box_id, rules_of(box_id))
        _keep(box_id, message_id, Facts(kind, application, organisation), at, known)
    return len(found)


def _keep(box_id: UUID, message_id: UUID, facts: Facts, at: datetime, rules: list[Rule]) -> None:
    where = place(rules, facts, at.astimezone(clock.BRUSSELS).date())
    there = parts.held(box_id, {where.partition} if where.partition else ())
    Work.objects.bulk_create(
        [
            Work(
                box_id=box_id,
                message_id=message_id,
                partition_id=where.partition if where.partition in there else None,
                due_on=where.due_on,
                changed_at=clock.now(),
            )
        ],
        ignore_conflicts=True,
    )
