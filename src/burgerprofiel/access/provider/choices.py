"""As what somebody may sign in at an application: themselves, or an organisation they have a role in (A9).

An application says which target groups may come in (contracts/mbp.md §5.4); one that says nothing is for citizens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from burgerprofiel.access.capacity import OWN, Capacity
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.organisations import queries
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.organisations.queries import Organisation


class Open(Protocol):
    """For whom an application is: a column of `models.Client`."""

    @property
    def target_groups(self) -> list[str]: ...


@dataclass(frozen=True)
class Choice:
    """One way to go on."""

    capacity: Capacity
    organisation: Organisation | None = None
    roles: tuple[str, ...] = ()

    @property
    def group(self) -> TargetGroup:
        """The target group it belongs to."""
        return self.organisation.group if self.organisation else TargetGroup.CITIZEN

    @property
    def name(self) -> str:
        """What the form calls it."""
        return self.capacity.organisation or TargetGroup.CITIZEN.value


def choices(client: Open, citizen_id: CitizenId) -> Sequence[Choice]:
    """Return as what they may go on: themselves first, then organisations by name; perhaps nothing."""
    groups = client.target_groups or [TargetGroup.CITIZEN.value]
    own = [Choice(OWN)] if TargetGroup.CITIZEN.value in groups else []
    if groups == [TargetGroup.CITIZEN.value]:
        return own
    roles: dict[UUID, list[queries.Role]] = {}
    for role in queries.roles_of(citizen_id):
        if role.organisation.group.value in groups:
            roles.setdefault(role.organisation.id, []).append(role)
    found = [_choice(each) for each in roles.values()]
    return own + sorted(found, key=lambda each: each.organisation.name("nl") if each.organisation else "")


def _choice(roles: list[queries.Role]) -> Choice:
    organisation = roles[0].organisation
    capacity = Capacity(group=organisation.group.value, organisation=str(organisation.id))
    return Choice(capacity, organisation, tuple(dict.fromkeys(role.role for role in roles)))


def stands(capacity: Capacity, citizen_id: CitizenId, client: Open | None = None) -> bool:
    """Whether they may still speak for it: the role was not taken away, nor the group from the application's."""
    if not capacity.organisation:
        return True
    if client is not None and capacity.group not in client.target_groups:
        return False
    return queries.works_for(citizen_id, UUID(capacity.organisation))
