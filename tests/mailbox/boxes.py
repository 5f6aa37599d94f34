"""Boxes and messages to test with, put straight into the tables: for tests of reading, not of publishing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox import counts, sealed, search
from burgerprofiel.mailbox.models import Box, Message
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.people import actions as people

SENDER, APPLICATION, TYPE = "0812345603", "zonnegem-post", "zonnegem-brief"


def citizen(digits: str) -> CitizenId:
    """A citizen with an active box."""
    citizen_id = people.meet(Ssin(digits))
    box(citizen_id)
    return citizen_id


def box(box_id: UUID, kind: Kind = Kind.CITIZEN, state: State = State.ACTIVE) -> Box:
    """A box of somebody who is known already."""
    now = clock.now()
    return Box.objects.create(box_id=box_id, kind=kind, state=state, since=now, activated_at=now)


def id_at(moment: datetime) -> UUID:
    """A message id of that moment: ids are the order of a box."""
    milliseconds = int(moment.timestamp() * 1000)
    return UUID(int=(milliseconds << 80) | (uuid7().int & ((1 << 80) - 1)))


def message(
    box_id: UUID,
    subject: str = "Uw parkeerkaart",
    *,
    at: datetime | None = None,
    payment: Mapping[str, object] | None = None,
    **fields: object,
) -> Message:
    """A message without files in a box; `payment` is a bill that is sealed, `fields` are columns."""
    at = at or clock.now()
    usual: dict[str, object] = {
        "id": id_at(at),
        "published_at": at,
        "expires_at": at + timedelta(days=365),
        "message_type_id": TYPE,
        "organisation": SENDER,
        "application": APPLICATION,
        "language": "nl",
        "sought": search.sought(subject, [], ""),
    }
    usual |= fields
    if payment:
        bill = {"id": "F1", "cents": 1, "iban": "", "due": at.isoformat()} | payment
        plain, place = json.dumps(bill).encode(), f"mailbox.message.payment:{usual['id']}"
        usual["payment"] = sealed.seal(Kind(Box.objects.get(box_id=box_id).kind), box_id, plain, place)
    row = Message.objects.create(box_id=box_id, subject=subject, **usual)
    counts.change(
        box_id,
        messages=1,
        hidden=int(not row.visible),
        unread=int(row.visible and row.unread and row.withdrawn_at is None),
    )
    return row
