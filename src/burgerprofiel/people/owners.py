"""Sealing for whom something is: a citizen with their own key, an organisation with the root key.

A citizen whose key was erased has no vault any more; an organisation always has one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.people import vault
from burgerprofiel.people.vault import Vault


@dataclass(frozen=True)
class OrganisationVault:
    """What seals for one organisation; the same words as a citizen's `Vault`."""

    organisation_id: UUID

    def seal(self, plain: bytes, place: str) -> bytes:
        """Seal for this organisation at `place`."""
        return root_keys().seal(plain, self._bound(place))

    def unseal(self, sealed: bytes | memoryview[int], place: str) -> bytes:
        """Open what `seal` made at the same place. Raises NotSealedForThisError, UnknownRootKeyError."""
        return root_keys().unseal(bytes(sealed), self._bound(place))

    def _bound(self, place: str) -> bytes:
        return f"{place}@{self.organisation_id}".encode()


Opened = Vault | OrganisationVault


def opened_all(citizens: Iterable[CitizenId], organisations: Iterable[UUID]) -> dict[UUID, Opened]:
    """Open the vaults of all of these that have one. One SQL statement."""
    found: dict[UUID, Opened] = {each: OrganisationVault(each) for each in organisations}
    return found | vault.opened_all(list(citizens))
