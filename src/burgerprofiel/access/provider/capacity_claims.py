"""What is told of the organisation one signed in for: scope `vo`, applications' own scopes (contracts/mbp.md §5.2)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.provider.client import SCOPES
from burgerprofiel.access.provider.subject import Named, member_name
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.organisations import queries
from burgerprofiel.organisations.groups import TargetGroup

CLAIMS = ("vo_id", "vo_doelgroepcode", "vo_doelgroepnaam", "vo_orgcode", "vo_orgnaam")


def capacity_claims(
    client: Named, citizen_id: CitizenId, wanted: Sequence[str], capacity: Capacity
) -> dict[str, object]:
    """Return the claims about group, organisation and roles for the scopes `wanted`; without such a scope none."""
    told: dict[str, object] = {}
    if "vo" in wanted:
        told |= _vo(client, citizen_id, capacity)
    applications = [scope for scope in wanted if scope not in SCOPES]
    if applications and capacity.organisation:
        told |= _roles(citizen_id, applications, capacity)
    return told


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
