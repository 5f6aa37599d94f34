"""A citizen's own saved addresses."""

from __future__ import annotations

from uuid import UUID

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_json
from burgerprofiel.people import vault
from burgerprofiel.people.models import SavedAddress
from burgerprofiel.people.profile import places
from burgerprofiel.people.profile.saved.place import Named, Place
from burgerprofiel.people.vault import Vault


def places_of(citizen_id: CitizenId, opened: Vault | None = None) -> list[Place]:
    """Return them, by the names they have.

    Two SQL statements; one with a vault that was opened already, or when there are none.
    """
    found = list(SavedAddress.objects.filter(citizen_id=citizen_id))
    if not found:
        return []
    own = opened or vault.opened(citizen_id)
    return sorted((_place(row, own) for row in found), key=lambda each: (each.name.casefold(), each.id))


def place_of(citizen_id: CitizenId, address_id: UUID) -> Place | None:
    """Return one of them; None when it is not this citizen's. Two SQL statements, one when it is not there."""
    row = SavedAddress.objects.filter(citizen_id=citizen_id, id=address_id).first()
    return _place(row, vault.opened(citizen_id)) if row else None


def _place(row: SavedAddress, opened: Vault) -> Place:
    named = from_json(opened.unseal(row.content, places.address(row.id)), Named)
    return Place(row.id, named.name, named.address, row.since)
