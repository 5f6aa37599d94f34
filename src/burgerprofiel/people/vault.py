"""Sealing for one citizen: what is sealed here opens with their data key only, at its own place (decision 5).

Deleting the citizen's key makes all of it unreadable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection

from burgerprofiel.kit import prepared, sealing
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.lookup import number_hash
from burgerprofiel.people.places import key_place
from burgerprofiel.people.queries import UnknownCitizenError

_OF_NUMBER = """
SELECT found.citizen_id, key.sealed
FROM people_citizen_lookup AS found JOIN people_citizen_key AS key USING (citizen_id)
WHERE found.number_hash = %s
"""


@dataclass(frozen=True)
class Vault:
    """One citizen's key, opened once for several things; not kept longer than the act they belong to."""

    citizen_id: CitizenId
    _key: bytes = field(repr=False)

    def seal(self, plain: bytes, place: str) -> bytes:
        """Seal for this citizen at `place`, as `seal` does."""
        return sealing.seal(self._key, plain, place.encode())

    def unseal(self, sealed: bytes | memoryview[int], place: str) -> bytes:
        """Open what was sealed for this citizen at `place`, as `unseal` does."""
        return sealing.unseal(self._key, bytes(sealed), place.encode())


def opened_all(citizen_ids: Sequence[CitizenId]) -> dict[CitizenId, Vault]:
    """Open the vaults of all of these that have one. One SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT citizen_id, sealed FROM people_citizen_key WHERE citizen_id = ANY(%s)", [list(citizen_ids)]
        )
        rows = [(CitizenId(row[0]), bytes(row[1])) for row in cursor.fetchall()]
    return {each: Vault(each, root_keys().unseal(sealed, key_place(each))) for each, sealed in rows}


def opened(citizen_id: CitizenId) -> Vault:
    """Open a citizen's vault. One SQL statement. Raises UnknownCitizenError."""
    return Vault(citizen_id, _data_key(citizen_id))


def opened_for(ssin: Ssin) -> Vault | None:
    """Open the vault of whoever has this national number; None when we never met. One SQL statement."""
    digest = number_hash(ssin)
    try:
        row = prepared.one(_OF_NUMBER, digest)
    except prepared.UnavailableError:
        with connection.cursor() as cursor:
            cursor.execute(_OF_NUMBER, [digest])
            row = cursor.fetchone()
    if row is None:
        return None
    citizen_id = CitizenId(row[0])
    return Vault(citizen_id, root_keys().unseal(bytes(row[1]), key_place(citizen_id)))


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
