"""Colleagues are known by name once they signed in at the desk; before that by the end of their national number."""

from __future__ import annotations

from uuid import UUID

from burgerprofiel.access.keys.kept import identity_of
from burgerprofiel.access.models import Account
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people.queries import ssin_of


def name_of(citizen_id: UUID) -> str:
    """Return what colleagues call somebody."""
    try:
        who = identity_of(CitizenId(citizen_id))
    except Account.DoesNotExist:
        return f"••.••.••-•••.{ssin_of(CitizenId(citizen_id)).digits[-2:]}"
    return f"{who.given_name} {who.family_name}".strip()
