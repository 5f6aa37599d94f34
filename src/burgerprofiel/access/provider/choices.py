"""As what somebody may sign in at an application: themselves, or an organisation they have a role in (A9).

An application says which target groups may come in (contracts/mbp.md §5.4); one that says nothing is for citizens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from burgerprofiel.access import acting
from burgerprofiel.access.capacity import OWN, Capacity
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.organisations import queries
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.organisations.queries import Organisation
from burgerprofiel.people.mandates.mandate import Mandate

MANDATE = "ssm_mandaat"
"""The scope with which an application asks for whom somebody acts (contracts/mbp.md §5.2, §5.8)."""


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
    mandate: Mandate | None = None

    @property
    def group(self) -> TargetGroup:
        """The target group it belongs to."""
        return self.organisation.group if self.organisation else TargetGroup.CITIZEN

    @property
    def name(self) -> str:
        """What the form calls it."""
        return self.capacity.organisation or self.capacity.mandate or TargetGroup.CITIZEN.value

    @property
    def code(self) -> str:
        """What a `login_hint` calls it within its group: an organisation's code, a mandate's id; empty for oneself."""
        return self.organisation.code if self.organisation else self.capacity.mandate


def choices(client: Open, citizen_id: CitizenId, scope: str = "") -> Sequence[Choice]:
    """Return as what they may go on; perhaps nothing.

    Themselves first, then who gave them a mandate when the application asks for it, then organisations by name.
    """
    groups = client.target_groups or [TargetGroup.CITIZEN.value]
    own = [Choice(OWN)] if TargetGroup.CITIZEN.value in groups else []
    if own and MANDATE in scope.split():
        own += [Choice(acting.capacity_of(each), mandate=each) for each in acting.possible(citizen_id)]
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
    if capacity.mandate:
        return acting.standing(citizen_id, capacity) is not None
    if not capacity.organisation:
        return True
    if client is not None and capacity.group not in client.target_groups:
        return False
    return queries.works_for(citizen_id, UUID(capacity.organisation))
