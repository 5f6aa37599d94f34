"""Reading mandates, names opened: those one gave, those one received, and the one under which somebody acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_json
from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.people.mandates import codes, roles
from burgerprofiel.people.mandates.mandate import Mandate, Names, Terms
from burgerprofiel.people.mandates.models import MandateInvitation
from burgerprofiel.people.places import key_place

_SELECT = """
    SELECT mandate.citizen_id, mandate.id, mandate.taker_id, mandate.organisation_id, mandate.scopes, mandate.begins,
           mandate.ends, mandate.sealed, mandate.given_at, mandate.open_until, mandate.accepted_at,
           mandate.confirmed_at, mandate.ended_at, mandate.ended_by, key.sealed
    FROM people_mandate AS mandate JOIN people_citizen_key AS key ON key.citizen_id = mandate.citizen_id
"""
_GIVEN = f"{_SELECT} WHERE mandate.citizen_id = %s ORDER BY mandate.id DESC"
_ONE = f"{_SELECT} WHERE mandate.citizen_id = %s AND mandate.id = %s"
_RECEIVED = f"""{_SELECT} JOIN people_mandate_received AS received
    ON received.giver_id = mandate.citizen_id AND received.mandate_id = mandate.id
    WHERE received.citizen_id = %s ORDER BY mandate.id DESC
"""
_OF_ORGANISATIONS = f"""{_SELECT} JOIN people_mandate_for_organisation AS towards
    ON towards.giver_id = mandate.citizen_id AND towards.mandate_id = mandate.id
    WHERE towards.organisation_id = ANY(%s) AND (mandate.ended_by <> 'giver' OR mandate.accepted_at IS NOT NULL)
    ORDER BY mandate.id DESC
"""


class _Row(NamedTuple):
    giver: UUID
    id: UUID
    taker: UUID | None
    organisation: UUID | None
    scopes: list[str]
    begins: date
    ends: date
    sealed: bytes
    given_at: datetime
    open_until: datetime
    accepted_at: datetime | None
    confirmed_at: datetime | None
    ended_at: datetime | None
    ended_by: str
    sealed_key: bytes


def given(giver: CitizenId) -> list[Mandate]:
    """Return what a citizen gave, the newest first. One SQL statement."""
    return _read(_GIVEN, giver)


def received(taker: CitizenId) -> list[Mandate]:
    """Return what a citizen accepted for themselves, the newest first. One SQL statement."""
    return _read(_RECEIVED, taker)


def for_organisations(organisation_ids: Sequence[UUID]) -> list[Mandate]:
    """Return what these organisations were given, the newest first. One SQL statement; none for no organisation.

    What its giver took back before anybody accepted is as if it was never there.
    """
    return _read(_OF_ORGANISATIONS, list(organisation_ids)) if organisation_ids else []


def one(giver: CitizenId, mandate_id: UUID) -> Mandate | None:
    """Return a mandate that this citizen gave. One SQL statement."""
    return next(iter(_read(_ONE, giver, mandate_id)), None)


def mine(citizen_id: CitizenId, mandate_id: UUID) -> Mandate | None:
    """Return a mandate with which this citizen has to do: they gave it, accepted it, or manage it for its taker."""
    known = [*given(citizen_id), *received(citizen_id), *managed(citizen_id)]
    return next((each for each in known if each.id == mandate_id), None)


def managed(citizen_id: CitizenId) -> list[Mandate]:
    """Return the mandates of all organisations for which somebody manages them. Two or three SQL statements."""
    return for_organisations([each.id for each in roles.managed_by(citizen_id)])


def invited(code: str) -> Mandate | None:
    """Return the mandate that waits for who has this code. Two SQL statements, one when there is none."""
    row = MandateInvitation.objects.filter(code_hash=codes.digest(code), open_until__gt=clock.now()).first()
    return one(CitizenId(row.giver_id), row.mandate_id) if row else None


def to_act_under(actor: CitizenId) -> list[Mandate]:
    """Return the mandates under which somebody may act today, the newest first."""
    theirs = for_organisations([each.id for each in roles.acted_for_by(actor)])
    return [each for each in [*received(actor), *theirs] if each.holds and each.giver != actor]


def standing(actor: CitizenId, giver: CitizenId, mandate_id: UUID) -> Mandate | None:
    """Return the mandate when it holds now and this citizen may act under it. One SQL statement for a person."""
    found = one(giver, mandate_id)
    if found is None or not found.holds or found.giver == actor:
        return None
    if found.organisation is None:
        return found if found.taker == actor else None
    return found if roles.may_act_for(actor, found.organisation) else None


def _read(statement: str, *values: UUID | list[UUID]) -> list[Mandate]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    return [_opened(_Row(*row)) for row in rows]


def place(mandate_id: UUID) -> str:
    """Return where a mandate's names are sealed."""
    return f"people_mandate.sealed:{mandate_id.hex}"


def _opened(row: _Row) -> Mandate:
    key = root_keys().unseal(bytes(row.sealed_key), key_place(row.giver))
    return Mandate(
        id=row.id,
        giver=CitizenId(row.giver),
        taker=CitizenId(row.taker) if row.taker else None,
        organisation=row.organisation,
        terms=Terms(tuple(row.scopes), row.begins, row.ends),
        names=from_json(sealing.unseal(key, bytes(row.sealed), place(row.id).encode()), Names),
        given_at=row.given_at,
        open_until=row.open_until,
        accepted_at=row.accepted_at,
        confirmed_at=row.confirmed_at,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
    )
