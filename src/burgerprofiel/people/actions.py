"""Meeting a citizen: the first time somebody signs in they get an id that says nothing about them.

Two first sign-ins at the same moment give one citizen: the look-up's key decides, in the database.
"""

from __future__ import annotations

from django.db import connection, transaction

from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people import queries
from burgerprofiel.people.lookup import number_hash
from burgerprofiel.people.models import Citizen, CitizenKey
from burgerprofiel.people.places import key_place, number_place

_CLAIM = """
    INSERT INTO people_citizen_lookup (number_hash, citizen_id) VALUES (%s, %s) ON CONFLICT (number_hash) DO NOTHING
"""


def meet(ssin: Ssin) -> CitizenId:
    """Return the citizen with this national number, made now when we never met. One SQL statement when we did."""
    return queries.citizen_with(ssin) or _welcome(ssin)


def _welcome(ssin: Ssin) -> CitizenId:
    """Make the citizen, unless somebody else is doing so: then wait for them and return theirs."""
    citizen_id = CitizenId(uuid7())
    with transaction.atomic():
        if _claim(ssin, citizen_id):
            _store(ssin, citizen_id)
            return citizen_id
    return meet(ssin)


def _claim(ssin: Ssin, citizen_id: CitizenId) -> bool:
    """Whether the number is ours to give an id. Waits for a claim that is under way."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [number_hash(ssin), citizen_id])
        return bool(cursor.rowcount)


def _store(ssin: Ssin, citizen_id: CitizenId) -> None:
    keeper, data_key = root_keys(), sealing.new_key()
    sealed_key = keeper.seal(data_key, key_place(citizen_id))
    CitizenKey.objects.create(citizen_id=citizen_id, root_key_id=keeper.current, sealed=sealed_key)
    number = sealing.seal(data_key, ssin.digits.encode(), number_place(citizen_id))
    Citizen.objects.create(id=citizen_id, created=clock.now(), national_number=number)


@transaction.atomic
def reseal(at_most: int = 500) -> int:
    """Seal data keys that are under another root key with the current one. Returns how many; 0 when all are.

    Raises UnknownRootKeyError when a key is under a root key that we do not have.
    """
    keeper = root_keys()
    stale = CitizenKey.objects.exclude(root_key_id=keeper.current).select_for_update()[:at_most]
    for row in stale:
        place = key_place(row.citizen_id)
        row.root_key_id, row.sealed = keeper.current, keeper.seal(keeper.unseal(bytes(row.sealed), place), place)
    return CitizenKey.objects.bulk_update(stale, ["root_key_id", "sealed"])
