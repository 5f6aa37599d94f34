"""An event as a CloudEvent (CloudEvents 1.0 JSON, with Belgif's `service` and `type`; contracts/ebox.md A-bis).

`id` is the event's own: whoever gets it twice sees that. Nothing of what the message says is in it.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from django.conf import settings

from burgerprofiel.mailbox.feed.reading import Told
from burgerprofiel.mailbox.feed.wire import EventData
from burgerprofiel.mailbox.models.events import EventKind

SERVICE = "be.burgerprofiel.mailbox.v1"
MEDIA_TYPE = "application/cloudevents+json"
HAPPENED = {
    EventKind.NEW: "published",
    EventKind.REMINDER: "reminded",
    EventKind.READ: "read",
    EventKind.EXPIRING: "expiring",
    EventKind.WITHDRAWN: "withdrawn",
    EventKind.CONFIRMED: "confirmed",
    EventKind.REPLIED: "replied",
    EventKind.EXPIRED: "expired",
    EventKind.HANDED: "handed",
}


class CloudEvent(msgspec.Struct, frozen=True, omit_defaults=True):
    """The envelope."""

    id: str
    source: str
    type: str
    time: datetime
    specversion: str = msgspec.field(default_factory=lambda: "1.0")
    service: str = msgspec.field(default_factory=lambda: SERVICE)
    subject: str = ""
    """The message's id."""
    sequence: str = ""
    """`eventSequenceNbr`: what comes later has a higher one."""
    datacontenttype: str = ""
    data: EventData | None = None


def source() -> str:
    """Who tells it."""
    return f"{settings.CONFIG.registry_origin}/burgerprofiel/mailbox/v1/events"


def told(event: Told, data: EventData) -> bytes:
    """Return an event of the feed as JSON."""
    return msgspec.json.encode(
        CloudEvent(
            id=str(event.id),
            source=source(),
            type=f"{SERVICE}.messages.notify.{HAPPENED[EventKind(event.kind)]}",
            time=event.at,
            subject=str(event.message_id),
            sequence=str(event.number),
            datacontenttype="application/json",
            data=data,
        )
    )


def test(event_id: UUID, at: datetime) -> bytes:
    """Return an event that says nothing, to try an address with."""
    kind = f"{SERVICE}.webhooks.notify.tested"
    return msgspec.json.encode(CloudEvent(id=str(event_id), source=source(), type=kind, time=at))
