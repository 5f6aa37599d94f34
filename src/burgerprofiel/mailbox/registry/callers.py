"""Who asks at the registry, and whose box that opens.

A citizen's token opens that citizen's box; a program's own token the box of the enterprise it is registered for. Nobody
names a box in an address: so there is no other box to reach (contracts/ebox.md A.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from burgerprofiel.access import callers
from burgerprofiel.access.faces import APPLICATION
from burgerprofiel.kit import problems
from burgerprofiel.mailbox.models import SenderClient
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES, SUMMARY
from burgerprofiel.mailbox.senders import queries as senders
from burgerprofiel.mailbox.work.rights import rights
from burgerprofiel.organisations import queries as organisations


@dataclass(frozen=True)
class Caller(callers.Caller):
    """Who asks."""

    def may(self, *scopes: str) -> bool:
        """Whether the token has one of these scopes.

        A citizen's box is open to somebody else's portal only for a purpose and a time that the citizen allowed
        (`authorization_details`, RFC 9396): without that its scopes for the box count for nothing.
        """
        return not (self.bearer.scopes - self._closed()).isdisjoint(scopes)

    def _closed(self) -> frozenset[str]:
        """The scopes that the citizen did not open, or not any more."""
        stranger = self.bearer.third_party and self.bearer.citizen_id is not None
        open_now = bool(self.bearer.details) and "show" in self.bearer.details.purposes
        return frozenset({MESSAGES, SUMMARY, CONSUMER}) if stranger and not open_now else frozenset()

    def client(self) -> SenderClient:
        """Return for whom the program speaks. Raises ProblemError when nobody registered that."""
        found = senders.client(self.client_id)
        if found is None:
            raise problems.not_allowed("This client is not registered for an enterprise at this registry.")
        return found

    def box_id(self) -> UUID:
        """Return whose box the token opens. Raises ProblemError. No statement for a citizen, at most three else."""
        spoken_for = self.bearer.capacity
        if spoken_for.mandate:
            raise problems.not_allowed("A mandate does not open somebody's mailbox here.")
        if spoken_for.organisation:
            return self._box_of_office(UUID(spoken_for.organisation))
        if self.bearer.citizen_id:
            return self.bearer.citizen_id
        return self._enterprise_box()

    def _box_of_office(self, organisation_id: UUID) -> UUID:
        """An organisation's box for a person: as at the desk, but whole or not at all (parts are not told apart)."""
        person = self.bearer.citizen_id
        roles = organisations.roles_of(person) if person else []
        held = [
            (each.role, each.context)
            for each in roles
            if each.application == APPLICATION and each.organisation.id == organisation_id
        ]
        found = rights(organisation_id, person, held) if person else None
        if found is None or not found.everything:
            raise problems.not_allowed("This person may not handle all mail of this organisation.")
        return organisation_id

    def _enterprise_box(self) -> UUID:
        found = organisations.with_enterprise_number(self.client().enterprise_number)
        if found is None:
            raise problems.not_found("There is no box for this enterprise.")
        return found.id


def of(request: HttpRequest) -> Caller:
    """Return who asks. Raises ProblemError without a token that stands."""
    return callers.of(request, settings.CONFIG.registry_origin, Caller)
