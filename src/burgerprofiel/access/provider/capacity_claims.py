"""What is told of for whom one signed in: scopes `vo`, `ssm_mandaat`, applications' own (contracts/mbp.md §5.2)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.faces import with_client_id
from burgerprofiel.access.provider.client import SCOPES
from burgerprofiel.access.provider.subject import Named, member_name, subject
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.organisations import queries
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people.mandates import queries as mandates
from burgerprofiel.people.queries import ssin_of

CLAIMS = ("vo_id", "vo_doelgroepcode", "vo_doelgroepnaam", "vo_orgcode", "vo_orgnaam", "ssm_mandaatgever")


def capacity_claims(
    client: Named, citizen_id: CitizenId, wanted: Sequence[str], capacity: Capacity
) -> dict[str, object]:
    """Return the claims about group, organisation and roles for the scopes `wanted`; without such a scope none."""
    told: dict[str, object] = {}
    if "vo" in wanted:
        told |= _vo(client, citizen_id, capacity)
    if "ssm_mandaat" in wanted and capacity.mandate:
        told |= _mandate(client, citizen_id, capacity, number="rrn" in wanted)
    applications = [scope for scope in wanted if scope not in SCOPES]
    if applications and capacity.organisation:
        told |= _roles(citizen_id, applications, capacity)
    return told


def _mandate(client: Named, citizen_id: CitizenId, capacity: Capacity, *, number: bool) -> dict[str, object]:
    """Return for whom they act: the national number for who may see it and asked, else our pairwise name (§5.8).

    Beside the contract: the parts that the mandate is for, so that nobody reads more into it; and its id for our own.
    """
    found = mandates.standing(citizen_id, CitizenId(UUID(capacity.giver)), UUID(capacity.mandate))
    if found is None:
        return {}
    whom = ssin_of(found.giver).digits if number and "rrn" in client.scopes else subject(client, found.giver)
    told: dict[str, object] = {"ssm_mandaatgever": whom, "ssm_mandaat_onderdelen": list(found.terms.scopes)}
    return told | ({"ssm_mandaat_id": capacity.mandate} if with_client_id(client.client_id) else {})


def _vo(client: Named, citizen_id: CitizenId, capacity: Capacity) -> dict[str, object]:
    group = TargetGroup(capacity.group or TargetGroup.CITIZEN.value)
    told: dict[str, object] = {
        "vo_id": member_name(client, citizen_id, capacity.organisation),
        "vo_doelgroepcode": group.value,
        "vo_doelgroepnaam": group.wire_name,
    }
    organisation = queries.organisation(UUID(capacity.organisation)) if capacity.organisation else None
    return told | ({"vo_orgcode": organisation.code, "vo_orgnaam": organisation.name("nl")} if organisation else {})


def _roles(citizen_id: CitizenId, applications: Sequence[str], capacity: Capacity) -> dict[str, object]:
    """Return `<application>_rol_3d` for each application in which they have a role there."""
    there = [each for each in queries.roles_of(citizen_id) if str(each.organisation.id) == capacity.organisation]
    named = {name: [each.rol_3d for each in there if each.application == name] for name in applications}
    return {f"{name}_rol_3d": roles for name, roles in named.items() if roles}
