"""The trail as its citizen may read it (B10): events in the order of their numbers, and whether the chain holds.

What of it makes one look, and how looks are counted and listed, is the room of privacy's (`privacy.trail.looks`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db.models import QuerySet

from burgerprofiel.audit.inspect_chains import findings
from burgerprofiel.audit.inspection import Tally, snapshot
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_json

CITIZEN = "citizen"
"""How the trail writes down that the citizen themself acted (`events.Trace.actor`)."""


class Step(msgspec.Struct, frozen=True):
    """One event, as its citizen may read it."""

    seq: int
    at: datetime
    tag: str
    actor: str
    client_id: str
    details: dict[str, object]


def steps(citizen_id: CitizenId, numbers: Sequence[int]) -> list[Step]:
    """Return these events of a citizen, oldest first. One SQL statement."""
    return _read(AuditEvent.objects.filter(citizen_id=citizen_id, seq__in=list(numbers)))


def after(citizen_id: CitizenId, number: int, most: int, last: int | None = None) -> list[Step]:
    """Return the first events behind event `number`, up to and with event `last`, oldest first. One SQL statement.

    Writers of a chain come one after the other, so no event comes in later that would have stood among these.
    """
    rows = AuditEvent.objects.filter(citizen_id=citizen_id, seq__gt=number)
    return _read(rows if last is None else rows.filter(seq__lte=last), most)


def faults(citizen_id: CitizenId) -> list[str]:
    """Walk the citizen's whole chain; return a sentence (in English) for everything that was changed behind its back.

    Reads every event, in one snapshot, outside any transaction: about 50 000 a second.
    """
    with snapshot():
        return list(findings(Tally(), citizen_id))


def _read(rows: QuerySet[AuditEvent], most: int | None = None) -> list[Step]:
    found = rows.order_by("seq").values_list("seq", "at", "tag", "actor", "client_id", "details")[:most]
    return [Step(*row[:-1], from_json(row[-1], dict[str, object])) for row in found]
