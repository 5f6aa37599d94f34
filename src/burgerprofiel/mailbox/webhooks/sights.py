"""As what a program listens, looked up anew at every delivery: what it may not see any more it is not told either."""

from __future__ import annotations

from typing import NamedTuple

from burgerprofiel.access.clients import queries as clients
from burgerprofiel.mailbox.feed.sights import OfBox, OfPortal, OfSender, Sight
from burgerprofiel.mailbox.models import SenderClient, Subscription
from burgerprofiel.mailbox.models import webhooks as model
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES, PUBLISH
from burgerprofiel.organisations import queries as organisations

SCOPES = {
    model.Sight.SENDER: {PUBLISH},
    model.Sight.PORTAL: {MESSAGES},
    model.Sight.ENTERPRISE: {CONSUMER, MESSAGES},
}
"""One of these an application needs for it."""


class Listener(NamedTuple):
    """Who listens."""

    client_id: str
    sight: Sight
    enterprise: str = ""
    """The enterprise whose own box it is."""
    citizens: bool = False
    """Whether the boxes are citizens'."""


def listener(row: Subscription) -> Listener | None:
    """Return as what a subscription listens now; None: its program may not any more."""
    return of(row.client_id, model.Sight(row.sight))


def of(client_id: str, sight: model.Sight) -> Listener | None:
    """Return as what an application may listen now; None: not as this. At most three statements."""
    client = clients.one(client_id)
    if client is None or SCOPES[sight].isdisjoint(client.scopes):
        return None
    if sight is model.Sight.PORTAL:
        return Listener(client_id, OfPortal(client_id), citizens=True) if client.third_party else None
    speaks_for = SenderClient.objects.filter(client_id=client_id).first()
    if speaks_for is None:
        return None
    if sight is model.Sight.SENDER:
        return Listener(client_id, OfSender(speaks_for.enterprise_number))
    found = organisations.with_enterprise_number(speaks_for.enterprise_number)
    return Listener(client_id, OfBox(found.id), enterprise=speaks_for.enterprise_number) if found else None
