"""How an organisation arranges its mail: partitions, ordered rules, and what senders suggest.

Rules count for new mail. What is there already moves only when somebody says so, after seeing what would move.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.ssin import stands_in
from burgerprofiel.mailbox.models import Partition, RoutingRule, RuleSuggestion, Work
from burgerprofiel.mailbox.work import parts
from burgerprofiel.mailbox.work.events import PartitionsChanged, RulesChanged
from burgerprofiel.mailbox.work.placing import rules_of
from burgerprofiel.mailbox.work.rights import GENERAL
from burgerprofiel.mailbox.work.routing import Facts, Rule, place

MOST_RULES, MOST_DAYS, MOST_PARTITIONS = 200, 365, 100
_OPEN = """
SELECT work.message_id, work.partition_id, message.message_type_id, message.application, message.organisation,
  message.published_at
FROM mailbox_work AS work JOIN mailbox_message AS message
  ON message.box_id = work.box_id AND message.id = work.message_id
WHERE work.box_id = %s AND work.state = 'open' AND message.expires_at > %s
"""


class ArrangementError(ValueError):
    """It cannot be arranged so; the text is a name: `name`, `code`, `days`, `partition`, `many`, `rule` or `why`."""


class Move(NamedTuple):
    """What a dry run found: so many messages would go from one partition to another. None is GENERAL."""

    source: UUID | None
    target: UUID | None
    messages: int


@transaction.atomic
def make_partition(box_id: UUID, name: str, trace: Trace) -> Partition:
    """Make a part with this name; its code follows from it. Raises ArrangementError."""
    name = " ".join(name.split())
    code = re.sub(r"[^A-Z0-9]+", "_", _plain(name).upper()).strip("_")[:50]
    if not 1 <= len(name) <= 100 or not name.isprintable() or not code or stands_in(name):
        raise ArrangementError("name")
    _alone(box_id)
    if code == GENERAL or Partition.objects.filter(box_id=box_id, code=code).exists():
        raise ArrangementError("code")
    if Partition.objects.filter(box_id=box_id).count() >= MOST_PARTITIONS:
        raise ArrangementError("many")
    try:
        with transaction.atomic():
            row = Partition.objects.create(box_id=box_id, id=uuid7(), code=code, name=name)
    except IntegrityError as error:
        raise ArrangementError("code") from error
    record(CitizenId(box_id), trace, PartitionsChanged(what="made", partition=code))
    return row


@transaction.atomic
def end_partition(box_id: UUID, code: str, trace: Trace) -> None:
    """End a part: its open mail goes to GENERAL, where nobody has it yet, and its rules go. Raises ArrangementError."""
    row = Partition.objects.select_for_update().filter(box_id=box_id, code=code, ended_at=None).first()
    if row is None:
        raise ArrangementError("partition")
    Partition.objects.filter(box_id=box_id, id=row.id).update(ended_at=clock.now())
    rules = RoutingRule.objects.filter(box_id=box_id, partition_id=row.id)
    gone = [_told("removed", each, code) for each in rules]
    rules.delete()
    Work.objects.filter(box_id=box_id, partition_id=row.id).update(partition_id=None, assignee=None)
    record(CitizenId(box_id), trace, PartitionsChanged(what="ended", partition=code), *gone)


@transaction.atomic
def add_rule(box_id: UUID, facts: Facts, code: str, days: int | None, trace: Trace) -> UUID:
    """Add a rule after the others. Raises ArrangementError."""
    if not any(facts):
        raise ArrangementError("rule")
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise ArrangementError("days")
    _alone(box_id)
    rows = RoutingRule.objects.filter(box_id=box_id)
    if rows.count() >= MOST_RULES:
        raise ArrangementError("many")
    last = rows.aggregate(last=Max("position"))["last"] or 0
    made = RoutingRule.objects.create(
        box_id=box_id,
        id=uuid7(),
        position=last + 1,
        message_type=facts.message_type,
        application=facts.application,
        organisation=facts.organisation,
        partition_id=_partition(box_id, code),
        days=days,
    )
    record(CitizenId(box_id), trace, _told("added", made, code))
    return made.id


@transaction.atomic
def remove_rule(box_id: UUID, rule_id: UUID, trace: Trace) -> None:
    """Take a rule away; what it placed stays where it is."""
    row = RoutingRule.objects.select_for_update().filter(box_id=box_id, id=rule_id).first()
    if row:
        RoutingRule.objects.filter(box_id=box_id, id=rule_id).delete()
        record(CitizenId(box_id), trace, _told("removed", row, _code(row)))


@transaction.atomic
def raise_rule(box_id: UUID, rule_id: UUID, trace: Trace) -> None:
    """Let a rule be asked before the one that now stands before it."""
    rows = list(RoutingRule.objects.select_for_update().filter(box_id=box_id).order_by("position", "id"))
    place_now = next((number for number, row in enumerate(rows) if row.id == rule_id), 0)
    if place_now == 0:
        return
    rows[place_now - 1], rows[place_now] = rows[place_now], rows[place_now - 1]
    for number, row in enumerate(rows, 1):
        RoutingRule.objects.filter(box_id=box_id, id=row.id).update(position=number)
    raised = rows[place_now - 1]
    raised.position = place_now
    record(CitizenId(box_id), trace, _told("ordered", raised, _code(raised)))


@transaction.atomic
def suggest(box_id: UUID, facts: Facts, why: str, trace: Trace) -> UUID:
    """Suggest a rule to an organisation, by the sender that it is about; the same once more is the same suggestion.

    Raises ArrangementError.
    """
    message_type, application, sender = facts
    why = " ".join(why.split())
    if not (message_type or application):
        raise ArrangementError("rule")
    if not 1 <= len(why) <= 200 or not why.isprintable() or stands_in(why):
        raise ArrangementError("why")
    _alone(box_id)
    rows = RuleSuggestion.objects.filter(box_id=box_id, sender=sender)
    same = rows.filter(message_type=message_type, application=application).first()
    if same:
        return same.id
    if rows.count() >= MOST_RULES:
        raise ArrangementError("many")
    made = RuleSuggestion.objects.create(
        box_id=box_id,
        id=uuid7(),
        sender=sender,
        message_type=message_type,
        application=application,
        why=why,
        at=clock.now(),
    )
    record(CitizenId(box_id), trace, _suggested("suggested", made))
    return made.id


@transaction.atomic
def answer(box_id: UUID, suggestion_id: UUID, code: str | None, days: int | None, trace: Trace) -> None:
    """Accept a suggestion for a partition, or with None dismiss it. Raises ArrangementError."""
    rows = RuleSuggestion.objects.select_for_update().filter(box_id=box_id, id=suggestion_id, state="open")
    row = rows.first()
    if row is None:
        raise ArrangementError("rule")
    state = "dismissed" if code is None else "accepted"
    RuleSuggestion.objects.filter(box_id=box_id, id=row.id).update(state=state)
    if code is not None:
        add_rule(box_id, Facts(row.message_type, row.application, row.sender), code, days, trace)
    record(CitizenId(box_id), trace, _suggested(state, row))


def dry_run(box_id: UUID, rules: Sequence[Rule] | None = None) -> list[Move]:
    """Return what would move if the rules were asked again for all open mail; nothing changes."""
    moves = Counter((before, after) for _id, before, after in _moved(box_id, rules))
    return [Move(*pair, count) for pair, count in sorted(moves.items(), key=lambda each: -each[1])]


@transaction.atomic
def apply(box_id: UUID, trace: Trace) -> int:
    """Ask the rules again for all open mail; what moves is nobody's there yet. Returns how many messages moved."""
    rules = rules_of(box_id)
    there = parts.held(box_id, {rule.partition for rule in rules if rule.partition})
    count = 0
    for message_id, before, after in _moved(box_id, [rule for rule in rules if rule.partition in {None, *there}]):
        rows = Work.objects.filter(box_id=box_id, message_id=message_id, state="open", partition_id=before)
        count += rows.update(partition_id=after, assignee=None, changed_at=clock.now())
    if count:
        record(CitizenId(box_id), trace, RulesChanged(what="applied", count=count))
    return count


def _moved(box_id: UUID, rules: Sequence[Rule] | None = None) -> list[tuple[UUID, UUID | None, UUID | None]]:
    rules = rules_of(box_id) if rules is None else rules
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [box_id, clock.now()])
        rows = cursor.fetchall()
    found = []
    for message_id, before, kind, application, organisation, at in rows:
        where = place(rules, Facts(kind, application, organisation), at.astimezone(clock.BRUSSELS).date())
        if where.rule is not None and where.partition != before:
            found.append((message_id, before, where.partition))
    return found


def _partition(box_id: UUID, code: str) -> UUID | None:
    if code == GENERAL:
        return None
    found = parts.named(box_id, code)
    if found is None:
        raise ArrangementError("partition")
    return found


def _code(rule: RoutingRule) -> str:
    """What the part is called to which a rule leads."""
    rows = Partition.objects.filter(box_id=rule.box_id, id=rule.partition_id) if rule.partition_id else ()
    return next((row.code for row in rows), GENERAL)


def _told(what: str, rule: RoutingRule, code: str) -> RulesChanged:
    """What the trail says of a rule."""
    return RulesChanged(
        what=what,
        rule=str(rule.id),
        message_type=rule.message_type,
        application=rule.application,
        organisation=rule.organisation,
        partition=code,
        days=rule.days or 0,
        position=rule.position,
    )


def _suggested(what: str, row: RuleSuggestion) -> RulesChanged:
    """What the trail says of a suggestion."""
    return RulesChanged(
        what=what,
        rule=str(row.id),
        message_type=row.message_type,
        application=row.application,
        organisation=row.sender,
    )


def _alone(box_id: UUID) -> None:
    """Wait for who else arranges this box: what is counted stays so until this transaction ends. One SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"mailbox.arranging:{box_id}"])


def _plain(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
