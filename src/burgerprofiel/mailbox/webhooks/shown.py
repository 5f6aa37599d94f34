"""A subscription, and what was put aside, as its program reads them."""

from __future__ import annotations

from collections.abc import Sequence

from burgerprofiel.mailbox.models import Subscription, Undelivered


def subscription(row: Subscription) -> dict[str, object]:
    """Return it with how it goes."""
    told: dict[str, object] = {
        "subscriptionId": str(row.id),
        "address": row.address,
        "sight": row.sight,
        "kinds": row.kinds,
        "madeAt": row.made_at,
        "lastSequenceNbr": row.number,
        "failures": Undelivered.objects.filter(subscription=row).count(),
    }
    if row.failing_since:
        told |= {"failingSince": row.failing_since, "tries": row.tries, "nextTryAt": row.next_try_at}
    more = {"lastError": row.last_error or None, "endedAt": row.ended_at}
    return told | {name: value for name, value in more.items() if value}


def failures(rows: Sequence[Undelivered], most: int) -> dict[str, object]:
    """Return a page of what was put aside, and whether there may be more of it."""
    items = [_failure(row) for row in rows]
    last = rows[-1].number if rows else 0
    return {"items": items, "pageInfo": {"lastSequenceNbr": last, "hasNext": len(rows) == most}}


def _failure(row: Undelivered) -> dict[str, object]:
    told: dict[str, object] = {
        "eventId": str(row.event_id),
        "eventSequenceNbr": row.number,
        "eventType": row.kind,
        "messageId": str(row.message_id),
        "tries": row.tries,
        "error": row.error,
        "gaveUpAt": row.gave_up_at,
    }
    return told | ({"askedAgainAt": row.asked_again_at} if row.asked_again_at else {})
