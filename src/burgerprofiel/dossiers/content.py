"""What a body says of a dossier at one moment (contracts/mbp.md §2.3): sealed for each of whom it is.

Codes and phases stay as they came: unknown ones are shown, never refused (§2.5).
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from burgerprofiel.kit import packing


class Manager(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whom to ask (`DossierBeheerder`); what is not told is empty."""

    name: str = ""
    service: str = ""
    phone: str = ""
    mobile: str = ""
    fax: str = ""
    email: str = ""
    website: str = ""
    """http(s) only, else empty."""
    street: str = ""
    house: str = ""
    """House number, with a box when there is one."""
    postcode: str = ""
    municipality: str = ""


class Content(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One state of a dossier."""

    number: str
    """`DossierNummer`; it may be somebody's national number, so it is shown hidden."""
    name: str
    kind: str
    """`TypeDossierCode`: `DossierStatus`, `Financieel voordeel`, …"""
    code: str
    """`VlaamsCode`."""
    phase: str
    """`VlaamsFase`."""
    details: tuple[str, ...] = ()
    action_needed: bool = False
    action: str = ""
    due: date | None = None
    """`StreefDatum`: by when something is due or expected."""
    link: str = ""
    """The dossier at the body itself (`Doorverwijzing`); http(s) only, else empty."""
    extra: str = ""
    """`ExtraInformatie`."""
    products: tuple[str, ...] = ()
    """IPDC numbers."""
    manager: Manager | None = None
    changed_at: datetime
    """`WijzigingsDatum`, in UTC."""
    shared_with: int = 0
    """How many other agents this state names."""


def packed(content: Content) -> bytes:
    """Return what is sealed."""
    return msgspec.msgpack.encode(content)


def read(plain: bytes) -> Content:
    """Return what `packed` made. Raises msgspec.DecodeError."""
    return packing.from_msgpack(plain, Content)


def dossier_place(dossier_id: UUID) -> str:
    """Where `Dossier.sealed` is sealed."""
    return f"dossiers.dossier:{dossier_id}"


def mutation_place(mutation_id: UUID) -> str:
    """Where `Mutation.sealed` is sealed."""
    return f"dossiers.mutation:{mutation_id}"
