"""How contents are sealed: for a citizen with their own key, for an organisation and what is shared with the root key.

Deleting a citizen's key makes everything of theirs unreadable, here too (architecture, decision 5).
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.people import vault
from burgerprofiel.people.owners import OrganisationVault

Seal = Callable[[bytes, str], bytes]
"""Seals something at a place, for one box; or opens it."""


def seal(kind: Kind, box_id: UUID, plain: bytes, place: str) -> bytes:
    """Seal something for a box at a place (`mailbox.attachment.key:<id>`). Raises UnknownCitizenError."""
    if kind is Kind.CITIZEN:
        return vault.seal(CitizenId(box_id), plain, place)
    return OrganisationVault(box_id).seal(plain, place)


def sealer(kind: Kind, box_id: UUID) -> Seal:
    """Return what seals several things for one box, as `seal` does. One SQL statement for a citizen, else none.

    Raises UnknownCitizenError.
    """
    if kind is Kind.CITIZEN:
        return vault.opened(CitizenId(box_id)).seal
    return OrganisationVault(box_id).seal


def unsealer(kind: Kind, box_id: UUID) -> Seal:
    """Return what opens several things of one box, as `unseal` does. One SQL statement for a citizen, else none.

    Raises UnknownCitizenError.
    """
    if kind is Kind.CITIZEN:
        return vault.opened(CitizenId(box_id)).unseal
    return OrganisationVault(box_id).unseal


def unseal(kind: Kind, box_id: UUID, sealed: bytes, place: str) -> bytes:
    """Open what `seal` made for the same box and place. Raises UnknownCitizenError, NotSealedForThisError."""
    if kind is Kind.CITIZEN:
        return vault.unseal(CitizenId(box_id), sealed, place)
    return OrganisationVault(box_id).unseal(sealed, place)


def seal_shared(plain: bytes, place: str) -> bytes:
    """Seal something that many boxes share."""
    return root_keys().seal(plain, place.encode())


def unseal_shared(sealed: bytes, place: str) -> bytes:
    """Open what `seal_shared` made. Raises NotSealedForThisError."""
    return root_keys().unseal(sealed, place.encode())
