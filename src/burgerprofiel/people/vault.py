"""Sealing for one citizen: what is sealed here opens with their data key only, at its own place (decision 5).

Deleting the citizen's key makes all of it unreadable.
"""

from __future__ import annotations

from django.db import connection

from burgerprofiel.kit import sealing
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.people.places import key_place
from burgerprofiel.people.queries import UnknownCitizenError


def _data_key(citizen_id: CitizenId) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM people_citizen_key WHERE citizen_id = %s", [citizen_id])
        row = cursor.fetchone()
    if row is None:
        raise UnknownCitizenError
    return root_keys().unseal(bytes(row[0]), key_place(citizen_id))


def seal(citizen_id: CitizenId, plain: bytes, place: str) -> bytes:
    """Seal `plain` for the citizen at `place` (a name of the column and row). Raises UnknownCitizenError."""
    return sealing.seal(_data_key(citizen_id), plain, place.encode())


def unseal(citizen_id: CitizenId, sealed: bytes | memoryview[int], place: str) -> bytes:
    """Open what `seal` made at the same place. Raises UnknownCitizenError, NotSealedForThisError."""
    return sealing.unseal(_data_key(citizen_id), bytes(sealed), place.encode())
