"""Colleagues are known by name once they signed in at the desk; before that by the end of their national number."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from burgerprofiel.access.identity import Identity
from burgerprofiel.access.keys.kept import identities_of
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.queries import ssins_of


def name_of(citizen_id: UUID) -> str:
    """Return what colleagues call somebody."""
    return names_of([citizen_id])[citizen_id]


def names_of(citizen_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return what colleagues call these people. At most three SQL statements."""
    asked = [CitizenId(each) for each in dict.fromkeys(citizen_ids)]
    known = identities_of(asked)
    missing = [each for each in asked if each not in known]
    numbers = ssins_of(missing) if missing else {}
    return {each: _called(known[each]) if each in known else _unknown(numbers[each]) for each in asked}


def _called(who: Identity) -> str:
    return f"{who.given_name} {who.family_name}".strip()


def _unknown(number: Ssin) -> str:
    return f"••.••.••-•••.{number.digits[-2:]}"
