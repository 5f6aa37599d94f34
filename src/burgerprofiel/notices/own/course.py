"""By which channels somebody was told of a notice, where, when, and what became of it: theirs to know (E2, I1).

An address is shown as far as its owner knows it again. What stands in the list alone went by no channel.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from burgerprofiel.kit.ids import CitizenId, made
from burgerprofiel.notices.models import Delivery, Waiting
from burgerprofiel.notices.models.notices import Way
from burgerprofiel.notices.notice import Channel
from burgerprofiel.people.profile.contact import Contact, Kind
from burgerprofiel.people.profile.queries import contacts_of

_LAST = 2
"""Digits of a number that are shown."""


@dataclass(frozen=True)
class Step:
    """A notice on one channel."""

    channel: Channel
    way: Way
    at: datetime
    """Since when it stands so."""
    due_at: datetime
    """When it may go, or might have gone."""
    why: str = ""
    to: str = field(default="", repr=False)
    """Masked; empty: a browser, or a contact that was removed since."""


def of(
    citizen_id: CitizenId, notices: Collection[UUID], announced: Collection[UUID] = ()
) -> Mapping[UUID, Sequence[Step]]:
    """Return the course of each of these notices that goes by a channel. At most four SQL statements however many.

    `announced`: those among them that many were told alike: these have a delivery only when they left, and are looked
    up where they wait.
    """
    of_many = Waiting.objects.filter(citizen_id=citizen_id, notice_id__in=announced, bulk=True)
    waiting = list(of_many.order_by("id")) if announced else []
    rows = list(Delivery.objects.filter(citizen_id=citizen_id, notice_id__in=notices).order_by("id"))
    known = {each.id: masked(each) for each in contacts_of(citizen_id)} if any(row.contact_id for row in rows) else {}
    found = defaultdict[UUID, list[Step]](list)
    for row in rows:
        to = known.get(row.contact_id, "") if row.contact_id else ""
        found[row.notice_id].append(Step(Channel(row.channel), Way(row.way), row.way_at, row.due_at, row.why, to))
    left = {row.id for row in rows}
    for each in waiting:
        if each.id not in left:
            found[each.notice_id].append(Step(Channel(each.channel), Way.WAITING, made(each.id), each.due_at))
    return found


def masked(contact: Contact) -> str:
    """Return a contact so that only who knows it knows it: `n…@example.be`, `•••• 56`."""
    if contact.kind is Kind.PHONE:
        return f"•••• {contact.value[-_LAST:]}"
    name, _at, domain = contact.value.rpartition("@")
    return f"{name[:1]}…@{domain}"
