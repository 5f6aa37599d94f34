"""Mail for an organisation of the demo, and what its colleagues did with it so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, ids
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.work import actions, arranging
from burgerprofiel.mailbox.work.rights import GENERAL, Rights
from burgerprofiel.mailbox.work.routing import Facts
from burgerprofiel.organisations import queries as organisations
from burgerprofiel.people import actions as people

_DOES = Trace(actor="system", client_id="demo")
Entry = Mapping[str, Any]


class Senders(Protocol):
    """Which sender an entry means."""

    senders: Mapping[str, list[str]]


Send = Callable[[UUID, Entry, Entry, Any, datetime], UUID]


def fill(office: Entry, send: Send, letters: Senders) -> None:
    """Arrange the box, publish its mail and let colleagues work; nothing where there is mail already."""
    found = organisations.with_enterprise_number(office["number"])
    if found is None or Message.objects.filter(box_id=found.id).exists():
        return
    for name in office["parts"]:
        arranging.make_partition(found.id, name, _DOES)
    for rule in office["rules"]:
        organisation, application, kind = letters.senders[rule["sender"]]
        facts = Facts(kind, application, organisation)
        arranging.add_rule(found.id, facts, rule.get("part", GENERAL), rule.get("days"), _DOES)
    now = clock.now()
    for entry in sorted(office["message"], key=lambda each: -each["days"]):
        then = now - timedelta(days=entry["days"])
        with clock.frozen_at(then), ids.made_at(then):
            message_id = send(found.id, office, entry, letters, then)
        _work(found.id, message_id, entry)


def _work(box_id: UUID, message_id: UUID, entry: Entry) -> None:
    person = people.meet(Ssin(entry["by"])) if "by" in entry else None
    if person is None:
        return
    rights = Rights(box_id, person, manages=True, everything=True, partitions=frozenset(), general=True)
    actions.assign(rights, message_id, person, _DOES)
    if "note" in entry:
        actions.note(rights, message_id, entry["note"], _DOES)
    if entry.get("done"):
        actions.finish(rights, message_id, _DOES)
    if "case" in entry:
        actions.hand_over(rights, message_id, entry["case"], _DOES)
