"""An event as programs read it (ebox-enterprise-event-api 1.1.1, and its counterpart for citizens).

An enterprise goes by its number. A citizen goes by the pairwise subject that this application knows from signing in
(`sub`), never by the national number. Subjects of messages are left out: the feed tells *that* something came;
who reads *what* came stands in the citizen's trail.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from burgerprofiel.mailbox.feed.reading import Page, Told


class EventData(msgspec.Struct, frozen=True, omit_defaults=True):
    """`EboxEnterpriseDocumentEvent`, of either kind of box, or without one for a sender."""

    eventType: str  # noqa: N815 - the contract's name
    messageId: str  # noqa: N815 - the contract's name
    enterpriseId: str = ""  # noqa: N815 - the contract's name
    eboxId: str = ""  # noqa: N815 - the contract's name
    """The citizen, as this application calls them."""
    receiptDate: datetime | None = None  # noqa: N815 - the contract's name
    expirationDate: datetime | None = None  # noqa: N815 - the contract's name
    registeredMail: bool | None = None  # noqa: N815 - the contract's name
    messageTypeId: str | None = None  # noqa: N815 - the contract's name
    senderOrganizationId: str | None = None  # noqa: N815 - the contract's name
    senderApplicationId: str | None = None  # noqa: N815 - the contract's name
    eventCorrelationId: str = ""  # noqa: N815 - the contract's name
    """The event's own id: the same in the feed and in a webhook."""


class Item(msgspec.Struct, frozen=True):
    """`EboxEnterpriseDocumentEventPageItem`."""

    eventSequenceNbr: int  # noqa: N815 - the contract's name
    eventTime: datetime  # noqa: N815 - the contract's name
    eventProviderId: str  # noqa: N815 - the contract's name
    eventData: EventData  # noqa: N815 - the contract's name


def data(event: Told, *, enterprise: str = "", citizen: str = "") -> EventData:
    """Return what is told of an event; whose box it is in is named as the reader knows it, or not at all."""
    return EventData(
        eventType=event.kind,
        messageId=str(event.message_id),
        enterpriseId=enterprise,
        eboxId=citizen,
        receiptDate=event.received_at,
        expirationDate=event.expires_at,
        registeredMail=event.registered,
        messageTypeId=event.message_type,
        senderOrganizationId=event.organisation,
        senderApplicationId=event.application,
        eventCorrelationId=str(event.id),
    )


def body(name: str, provider: str, page: Page, told: list[EventData]) -> bytes:
    """Return a page as JSON; `name` is what the contract calls its list."""
    items = [Item(event.number, event.at, provider, each) for event, each in zip(page.events, told, strict=True)]
    return msgspec.json.encode({name: items, "pageInfo": {"lastSequenceNbr": page.last, "hasNext": page.more}})
