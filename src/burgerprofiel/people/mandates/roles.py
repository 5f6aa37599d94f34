"""An organisation knows its people through roles: who manages its mandates, and who may act under them (A11)."""

from __future__ import annotations

from uuid import UUID

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.organisations.queries import Organisation, roles_of

APPLICATION = "burgerprofiel"
MANAGER = "Mandatenbeheerder"
"""Accepts and ends mandates for the organisation, and may act."""
HOLDER = "Mandaathouder"
"""May act."""


def managed_by(citizen_id: CitizenId) -> list[Organisation]:
    """Return the organisations whose mandates somebody manages. Two SQL statements."""
    return _with(citizen_id, MANAGER)


def acted_for_by(citizen_id: CitizenId) -> list[Organisation]:
    """Return the organisations under whose mandates somebody may act. Two SQL statements."""
    return _with(citizen_id, MANAGER, HOLDER)


def manages(citizen_id: CitizenId, organisation_id: UUID) -> bool:
    """Whether somebody manages the mandates of this organisation."""
    return any(each.id == organisation_id for each in managed_by(citizen_id))


def may_act_for(citizen_id: CitizenId, organisation_id: UUID) -> bool:
    """Whether somebody may act under the mandates of this organisation."""
    return any(each.id == organisation_id for each in acted_for_by(citizen_id))


def _with(citizen_id: CitizenId, *names: str) -> list[Organisation]:
    roles = roles_of(citizen_id)
    found = {
        role.organisation.id: role.organisation
        for role in roles
        if role.application == APPLICATION and role.role in names
    }
    return list(found.values())
