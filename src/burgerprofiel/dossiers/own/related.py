"""Messages and certificates that belong to a dossier, found by what bodies say, not by guessing (decision 0034).

A message belongs to it when the dossier's own body sent it and wrote the dossier's number among its business data; a
certificate when it is of the dossier's product (IPDC). Mail is for whom it is addressed to: no mandate shows it.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from burgerprofiel.certificates.issuing import queries as certificates
from burgerprofiel.certificates.kinds import KINDS
from burgerprofiel.dossiers.own.files import File
from burgerprofiel.dossiers.own.owner import Owner
from burgerprofiel.mailbox import queries as mailbox
from burgerprofiel.mailbox.queries import State

_LOOKED = 200
"""So many of the body's newest messages are looked at."""
MOST = 10


class Related(msgspec.Struct, frozen=True):
    """Something that belongs to a dossier: what it is called, when it came, and where it is read."""

    id: UUID
    title: str
    at: datetime
    href: str


def messages(owner: Owner, file: File) -> list[Related]:
    """Return what its body wrote about it, the newest first. At most two SQL statements."""
    if not owner.is_citizen or not owner.viewer.may_see("mailbox") or not file.body.organisation:
        return []
    box = mailbox.tally(owner.id)
    if box is None or box.state not in (State.ACTIVE, State.STOPPED):
        return []
    wanted = mailbox.Filter(organisation=file.body.organisation)
    rows = [row for row in mailbox.messages(owner.id, wanted)[:_LOOKED] if row.withdrawn_at is None]
    mine = [row for row in rows if any(file.number in each.get("values", ()) for each in row.business)]
    return [Related(row.id, row.subject, row.published_at, f"/berichten/{row.id}") for row in mine[:MOST]]


def certified(owner: Owner, file: File) -> list[Related]:
    """Return the certificates of its product that are ready, the newest first. At most one SQL statement."""
    products = set(file.now.products)
    if not owner.is_citizen or not products & {kind.product for kind in KINDS.values()}:
        return []
    mine = [each for each in certificates.certificates(owner.viewer) if each.kind.product in products]
    return [Related(each.id, each.kind.title(), each.asked_at, f"/attesten/{each.id}") for each in mine[:MOST]]
