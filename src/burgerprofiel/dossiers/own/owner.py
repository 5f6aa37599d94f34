"""Whose dossiers somebody reads: one's own, those of who gave a mandate for it, or of the organisation one acts for.

Every read and act of this package takes an owner, and there is no other way to get one than from who is signed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import msgspec

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.organisations import queries as organisations
from burgerprofiel.people import owners
from burgerprofiel.people.owners import Opened
from burgerprofiel.people.queries import UnknownCitizenError

SCOPE = "dossiers"
"""What a mandate must be for (`people.mandates.scopes`)."""


@dataclass(frozen=True)
class Owner:
    """Whose rows may be read now."""

    id: UUID
    viewer: Viewer
    is_citizen: bool = True

    @cached_property
    def opened(self) -> Opened:
        """What opens their rows. One SQL statement for a citizen, once. Raises UnknownCitizenError."""
        asked = ([self.viewer.citizen_id], []) if self.is_citizen else ([], [self.id])
        try:
            return owners.opened_all(*asked)[self.id]
        except KeyError as error:
            raise UnknownCitizenError from error

    @property
    def may_change(self) -> bool:
        """Whether what is done here is the owner's own: a mandate is for looking, and who looks silences no bell."""
        return self.viewer.actor is None

    @property
    def trail(self) -> tuple[CitizenId, Trace]:
        """In whose trail an act is written, and how: that of an organisation names who acted."""
        trace = self.viewer.trace
        named = trace if self.is_citizen else msgspec.structs.replace(trace, actor=str(self.viewer.citizen_id))
        return CitizenId(self.id), named


def owner_of(viewer: Viewer) -> Owner | None:
    """Return whose dossiers this viewer reads; None: a mandate is for other things, or a role was taken away."""
    if not viewer.may_see(SCOPE):
        return None
    if not viewer.capacity.organisation:
        return Owner(viewer.citizen_id, viewer)
    organisation = UUID(viewer.capacity.organisation)
    if not organisations.works_for(viewer.signed_in_id, organisation):
        return None
    return Owner(organisation, viewer, is_citizen=False)
