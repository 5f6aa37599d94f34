"""Reading who somebody is. The national number leaves this room only for a source or a certificate that needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.db import connection

from burgerprofiel.kit import sealing
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.lookup import number_hash
from burgerprofiel.people.models import CitizenKey, CitizenLookup
from burgerprofiel.people.places import key_place, number_place

_SEALED_NUMBER = """
    SELECT citizen.id, citizen.national_number, key.sealed
    FROM people_citizen AS citizen JOIN people_citizen_key AS key ON key.citizen_id = citizen.id
    WHERE citizen.id = ANY(%s)
"""
_NOT_ERASED = "SELECT citizen_id FROM people_citizen_key WHERE citizen_id = ANY(%s::uuid[])"
_EVERYBODY = "SELECT citizen_id FROM people_citizen_key WHERE citizen_id > %s ORDER BY citizen_id LIMIT %s"


class UnknownCitizenError(LookupError):
    """Nobody has this id, or the citizen was erased."""


def citizen_with(ssin: Ssin) -> CitizenId | None:
    """Return the citizen with this national number, when we have met. One SQL statement."""
    found = CitizenLookup.objects.filter(number_hash=number_hash(ssin)).values_list("citizen_id", flat=True).first()
    return None if found is None else CitizenId(found)


def citizens_with(ssins: Iterable[Ssin]) -> dict[Ssin, CitizenId]:
    """Return those of these citizens whom we have met. One SQL statement."""
    by_hash = {number_hash(ssin): ssin for ssin in ssins}
    found = CitizenLookup.objects.filter(number_hash__in=list(by_hash)).values_list("number_hash", "citizen_id")
    return {by_hash[bytes(digest)]: CitizenId(citizen_id) for digest, citizen_id in found}


def everybody(at_once: int = 5_000) -> Iterator[CitizenId]:
    """Return everybody whom we met and did not erase, in the order of their ids; a statement for so many."""
    after = UUID(int=0)
    while some := some_after(after, at_once):
        yield from some
        after = some[-1]


def some_after(citizen_id: UUID, most: int) -> list[CitizenId]:
    """Return so many of those whose ids come after this one, in their order. One SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute(_EVERYBODY, [citizen_id, most])
        return [CitizenId(row[0]) for row in cursor.fetchall()]


def how_many() -> int:
    """Return how many we met and did not erase. One SQL statement."""
    return CitizenKey.objects.count()


def not_erased(citizen_ids: Sequence[CitizenId]) -> list[CitizenId]:
    """Return those of these whom we still know, in the same order. One SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute(_NOT_ERASED, ["{" + ",".join([each.hex for each in citizen_ids]) + "}"])
        known = {row[0] for row in cursor.fetchall()}
    return [each for each in citizen_ids if each in known]


def ssin_of(citizen_id: CitizenId) -> Ssin:
    """Return the citizen's national number. One SQL statement. Raises UnknownCitizenError."""
    found = ssins_of([citizen_id])
    if citizen_id not in found:
        raise UnknownCitizenError
    return found[citizen_id]


def ssins_of(citizen_ids: Sequence[CitizenId]) -> dict[CitizenId, Ssin]:
    """Return the national numbers of those of these that we know. One SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute(_SEALED_NUMBER, [list(citizen_ids)])
        rows = [(CitizenId(row[0]), row[1], row[2]) for row in cursor.fetchall()]
    return {each: _number(each, number, key) for each, number, key in rows}


def _number(citizen_id: CitizenId, number: bytes, sealed_key: bytes) -> Ssin:
    data_key = root_keys().unseal(sealed_key, key_place(citizen_id))
    return Ssin(sealing.unseal(data_key, number, number_place(citizen_id)).decode())
