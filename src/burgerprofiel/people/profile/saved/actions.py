"""Saving a place under a name, calling it otherwise, removing it: each in one transaction with its audit event (E3)."""

from __future__ import annotations

from uuid import UUID

import msgspec
from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.people import vault
from burgerprofiel.people.addresses.address import Address
from burgerprofiel.people.events import AddressRemoved, AddressSaved
from burgerprofiel.people.models import SavedAddress
from burgerprofiel.people.profile import places, rows
from burgerprofiel.people.profile.saved import queries
from burgerprofiel.people.profile.saved.place import Named

MOST = 20
LONGEST_NAME = 60


class NotSavedError(ValueError):
    """`reason`: `name` (empty, too long or unreadable), `twice` or `many`."""

    def __init__(self, reason: str) -> None:
        """Say why, never what was typed."""
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def save(citizen_id: CitizenId, name: str, address: Address, trace: Trace) -> UUID:
    """Keep a place, and return its id. Raises NotSavedError."""
    name = _name(name)
    rows.made(citizen_id)
    mine = queries.places_of(citizen_id)
    if len(mine) >= MOST:
        raise NotSavedError("many")
    if any(each.address.lines == address.lines for each in mine):
        raise NotSavedError("twice")
    address_id = uuid7()
    SavedAddress.objects.create(
        citizen_id=citizen_id,
        id=address_id,
        content=_sealed(citizen_id, address_id, Named(name, address)),
        since=clock.now(),
    )
    record(citizen_id, trace, AddressSaved(address=str(address_id)))
    return address_id


@transaction.atomic
def rename(citizen_id: CitizenId, address_id: UUID, name: str, trace: Trace) -> bool:
    """Call a place otherwise; False when it is not there. Raises NotSavedError."""
    name = _name(name)
    rows.held(citizen_id)
    found = queries.place_of(citizen_id, address_id)
    if found is None:
        return False
    content = _sealed(citizen_id, address_id, Named(name, found.address))
    SavedAddress.objects.filter(citizen_id=citizen_id, id=address_id).update(content=content)
    record(citizen_id, trace, AddressSaved(address=str(address_id)))
    return True


@transaction.atomic
def remove(citizen_id: CitizenId, address_id: UUID, trace: Trace) -> bool:
    """Forget a place; False when it is not there."""
    rows.held(citizen_id)
    if not SavedAddress.objects.filter(citizen_id=citizen_id, id=address_id).delete()[0]:
        return False
    rows.tidy(citizen_id)
    record(citizen_id, trace, AddressRemoved(address=str(address_id)))
    return True


def _name(typed: str) -> str:
    name = " ".join(typed[: LONGEST_NAME * 10].split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise NotSavedError("name")
    return name


def _sealed(citizen_id: CitizenId, address_id: UUID, named: Named) -> bytes:
    return vault.seal(citizen_id, msgspec.json.encode(named), places.address(address_id))
