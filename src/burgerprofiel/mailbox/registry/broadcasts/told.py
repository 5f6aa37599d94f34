"""What a sender hears of a broadcast."""

from __future__ import annotations

from django.conf import settings

from burgerprofiel.mailbox.broadcast import queries
from burgerprofiel.mailbox.broadcast.recipients import Added
from burgerprofiel.mailbox.models import Broadcast
from burgerprofiel.mailbox.models.broadcasts import Stage
from burgerprofiel.mailbox.registry.wire.messages import moment

AT = "/burgerprofiel/mailbox/v1/broadcasts"


def everything() -> str:
    """Where all of them are."""
    return f"{settings.CONFIG.registry_origin}{AT}"


def address(broadcast: Broadcast) -> str:
    """Where one is."""
    return f"{everything()}/{broadcast.id}"


def broadcast(row: Broadcast) -> dict[str, object]:
    """Write one, with how far it is."""
    far = queries.progress(row)
    told: dict[str, object] = {
        "self": address(row),
        "broadcastId": str(row.id),
        "state": row.stage,
        "eboxType": row.kind,
        "everybody": row.query is not None,
        "subject": {row.message["columns"]["language"]: row.message["columns"]["subject"]},
        "creationDate": moment(row.created_at),
        "progress": {
            "boxes": far.boxes,
            "done": far.done,
            "delivered": far.delivered,
            "noDigitalUser": far.unopened,
            "dormant": far.dormant,
            "notReachable": far.refused,
        },
    }
    if row.query is None:
        told["recipients"] = {
            "listed": row.listed,
            "unknown": row.unknown,
            "notReachable": row.refused,
            "invalid": row.invalid,
            "repeated": row.repeated,
        }
    if row.stage != Stage.DRAFT and row.started_at:
        told["messageId"] = str(row.message_id)
        told["startDate"] = moment(row.started_at)
    if row.ended_at:
        told["endDate"] = moment(row.ended_at)
    if far.per_second:
        told["boxesPerSecond"] = round(far.per_second)
    if far.ends_at:
        told["expectedEndDate"] = moment(far.ends_at)
    return told


def added(found: Added) -> dict[str, object]:
    """Write what became of a list. A line is told by its number, never by the number that stood in it."""
    return {
        "upload": found.upload,
        "lines": found.lines,
        "listed": found.listed,
        "unknown": found.unknown,
        "notReachable": found.refused,
        "invalid": found.invalid,
        "repeated": found.repeated,
        "issues": [
            {"line": line.number, "detail": line.wrong} | ({"reference": line.reference} if line.reference else {})
            for line in found.wrong
        ],
    }
