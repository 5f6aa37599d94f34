"""What a permit says (contracts/mbp.md §1.3): to its source all that it told, to an owner nothing of the others.

Whoever else may use it is a number of people to its owner: their numbers and names are not in what is sealed for them.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec


class Beneficiary(msgspec.Struct, frozen=True):
    """Who may use it, as its source says."""

    kind: str
    """`PERS`, `OND` or `VER`."""
    id: str
    """National number, enterprise number or V-code, without signs."""


class Listed(msgspec.Struct, frozen=True):
    """A document that belongs to it, whether or not its PDF came in."""

    name: str
    """How its source calls it: a part of an address."""
    language: str
    title: str = ""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One state of a permit, as its source told it."""

    product: str
    title: str
    status: str
    reason: str = ""
    """Why it was suspended or revoked, for its owner."""
    valid_from: date
    valid_until: date | None = None
    changed_at: datetime
    """In UTC: the newest counts."""
    issuer: str
    dossier: tuple[str, str] | None = None
    """Source and number of the dossier that it came of."""
    beneficiaries: tuple[Beneficiary, ...]
    documents: tuple[Listed, ...] = ()


class Got(msgspec.Struct, frozen=True):
    """A PDF that came in."""

    digest: bytes
    octets: int


class State(msgspec.Struct, frozen=True):
    """What its source may read back."""

    told: Told
    got: dict[str, Got] = {}
    """By the document's name."""


class Paper(msgspec.Struct, frozen=True):
    """A document, as an owner sees it."""

    id: UUID
    language: str
    title: str = ""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """A permit, as an owner sees it."""

    number: str
    title: str
    issuer: str
    reason: str = ""
    dossier: tuple[str, str] | None = None
    people: int = 0
    """How many other people may use it."""
    organisations: int = 0
    """How many other organisations may."""
    papers: tuple[Paper, ...] = ()


def known_place(permit: UUID) -> bytes:
    """Where `Known.sealed` is sealed."""
    return f"permits.known:{permit}".encode()


def permit_place(permit: UUID) -> str:
    """Where `Permit.sealed` is sealed."""
    return f"permits.permit:{permit}"


def key_place(document: UUID) -> str:
    """Where `Document.key` is sealed."""
    return f"permits.document:{document}"
