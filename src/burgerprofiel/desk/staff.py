"""Who works at the desk now: somebody signed in for an organisation, and the roles they still have there.

Roles are read at every page, not at sign-in: one that is taken away stops at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import msgspec
from django.conf import settings
from django.http import HttpRequest

from burgerprofiel.access.request import viewer_of
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.events import Trace
from burgerprofiel.desk.roles import APPLICATION, DeskRole
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.organisations import queries
from burgerprofiel.organisations.queries import Organisation


@dataclass(frozen=True)
class Staff:
    """A civil servant at work."""

    viewer: Viewer
    organisation: Organisation
    roles: frozenset[DeskRole]
    held: tuple[tuple[str, str], ...] = ()
    """Each role with what it is for (its context), as the claim writes them."""

    @property
    def id(self) -> CitizenId:
        """By which the trail knows them: they are a citizen too."""
        return self.viewer.citizen_id

    @property
    def trace(self) -> Trace:
        """The trace of what they do to others: it names them, not the citizen."""
        return msgspec.structs.replace(self.viewer.trace, actor=str(self.id))

    @property
    def of_this_site(self) -> bool:
        """Whether they work for the body whose site this is."""
        return self.organisation.code == settings.CONFIG.brand_number

    def may(self, role: str) -> bool:
        """Whether they have a role, by its name in the claim."""
        return any(each.value == role for each in self.roles)


def staff_of(request: HttpRequest) -> Staff | None:
    """Return who works here now; None when nobody is signed in, or no organisation lets them (any more)."""
    viewer = viewer_of(request)
    if viewer is None or not viewer.capacity.organisation:
        return None
    organisation = queries.organisation(UUID(viewer.capacity.organisation))
    if organisation is None:
        return None
    known = {role.value: role for role in DeskRole}
    held = tuple(pair for pair in _held(viewer.citizen_id, organisation.id) if pair[0] in known)
    return Staff(viewer, organisation, frozenset(known[role] for role, _for in held), held) if held else None


def _held(citizen_id: CitizenId, organisation_id: UUID) -> list[tuple[str, str]]:
    return [
        (each.role, each.context)
        for each in queries.roles_of(citizen_id)
        if each.application == APPLICATION and each.organisation.id == organisation_id
    ]
