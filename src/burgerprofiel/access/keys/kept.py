"""What is kept of a citizen's keys, read: who they are, which keys they have, what a key consists of."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from burgerprofiel.access.identity import Identity
from burgerprofiel.access.models import Account, DigitalKey
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.packing import from_json
from burgerprofiel.people import vault

ACCOUNT = "access.account"
"""Where an account is sealed."""


def place(key_id: UUID) -> str:
    """Where a key is sealed."""
    return f"access.digital_key.{key_id.hex}"


def identity_of(citizen_id: CitizenId) -> Identity:
    """Return who the citizen is, for a sign-in without a card. Raises Account.DoesNotExist."""
    row = Account.objects.get(citizen_id=citizen_id)
    return from_json(vault.unseal(citizen_id, row.sealed, ACCOUNT), Identity)


def given_name_of(citizen_id: CitizenId) -> str:
    """Return the given names with which the citizen is known here; empty: they have no account."""
    try:
        return identity_of(citizen_id).given_name
    except Account.DoesNotExist:
        return ""


def identities_of(citizen_ids: Sequence[CitizenId]) -> dict[CitizenId, Identity]:
    """Return who these citizens are, of those who have an account. Two SQL statements."""
    rows = {CitizenId(row.citizen_id): row.sealed for row in Account.objects.filter(citizen_id__in=citizen_ids)}
    vaults = vault.opened_all(list(rows)) if rows else {}
    return {each: from_json(vaults[each].unseal(sealed, ACCOUNT), Identity) for each, sealed in rows.items()}


def mine(citizen_id: CitizenId, *kinds: Key) -> list[DigitalKey]:
    """Return the citizen's keys (of these kinds), oldest first."""
    rows = DigitalKey.objects.filter(citizen_id=citizen_id).order_by("id")
    return list(rows.filter(kind__in=[kind.name for kind in kinds]) if kinds else rows)


def secret_of(row: DigitalKey) -> bytes:
    """Return what the key consists of."""
    return vault.unseal(CitizenId(row.citizen_id), row.sealed, place(row.id))
