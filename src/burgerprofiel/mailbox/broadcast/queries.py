"""How far a broadcast is, and what became of its recipients."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max, QuerySet, Sum

from burgerprofiel.kit.connections import let_go
from burgerprofiel.mailbox.activation.queries import Code
from burgerprofiel.mailbox.models import Broadcast, BroadcastRange, BroadcastRecipient
from burgerprofiel.mailbox.models.broadcasts import Stage

AT_ONCE = 2_000
"""Lines of a report that are read at once."""


@dataclass(frozen=True)
class Progress:
    """How far a broadcast is; the numbers are boxes."""

    boxes: int
    """How many were foreseen at the start."""
    done: int
    """Of the ranges that were sent, delivered or not."""
    delivered: int
    unopened: int
    """Delivered to somebody who never activated: it waits for them (NO_DIGITAL_USER)."""
    dormant: int
    refused: int
    per_second: float | None
    ends_at: datetime | None
    """When the rest will be done, at this rate; None: unknown, or over."""


def waiting(broadcast_id: UUID) -> QuerySet[BroadcastRange]:
    """Return the ranges that were not sent yet."""
    return BroadcastRange.objects.filter(broadcast_id=broadcast_id, done_at=None)


def progress(broadcast: Broadcast) -> Progress:
    """Return how far it is. Two SQL statements, over ranges, not over recipients."""
    ranges = BroadcastRange.objects.filter(broadcast_id=broadcast.id)
    boxes = ranges.aggregate(boxes=Sum("boxes", default=0))["boxes"]
    told = ranges.exclude(done_at=None).aggregate(
        last=Max("done_at"), **{name: Sum(name, default=0) for name in ("boxes", *_COUNTS)}
    )
    last, done = told.pop("last"), told.pop("boxes")
    spent = (last - broadcast.started_at).total_seconds() if last and broadcast.started_at else 0.0
    rate = done / spent if spent > 0 else None
    ends = last + timedelta(seconds=(boxes - done) / rate) if rate and broadcast.stage == Stage.RUNNING else None
    return Progress(boxes, done, per_second=rate, ends_at=ends, **told)


def to_report(broadcast_id: UUID) -> Iterator[list[dict[str, object]]]:
    """Return, some thousands at a time, who on the list must be reached otherwise, as far as that is known by now.

    Each with upload and line, the sender's reference, and why. No connection is held in between.
    """
    after = UUID(int=0)
    rows = BroadcastRecipient.objects.filter(broadcast_id=broadcast_id).exclude(code="").order_by("box_id")
    while page := list(rows.filter(box_id__gt=after)[:AT_ONCE]):
        after = page[-1].box_id
        let_go()
        yield [_reported(row) for row in page]


def _reported(row: BroadcastRecipient) -> dict[str, object]:
    told: dict[str, object] = {"upload": row.upload, "line": row.line, "code": row.code, "stored": row.kind != ""}
    if row.code == Code.NOT_REACHABLE:
        told["stored"] = False
    return told | ({"reference": row.reference} if row.reference else {})


_COUNTS = ("delivered", "unopened", "dormant", "refused")


def delivered(broadcast_id: UUID) -> int:
    """Return how many boxes have it. One SQL statement."""
    ranges = BroadcastRange.objects.filter(broadcast_id=broadcast_id)
    return int(ranges.aggregate(delivered=Sum("delivered", default=0))["delivered"])
