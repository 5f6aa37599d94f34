"""A permit as its source sends it: the fields of contracts/mbp.md §1.3 in camelCase, every name known.

The contract leaves the wire open. Ours adds `changedAt` (the newest state counts), `reason`, and titles of documents.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

MOST_BENEFICIARIES, MOST_DOCUMENTS = 50, 20
NAME = r"^[A-Za-z0-9][A-Za-z0-9._~-]{0,99}\Z"
Name = Annotated[str, Meta(pattern=NAME)]
"""A part of an address."""
Line = Annotated[str, Meta(min_length=1, max_length=200)]
Reason = Annotated[str, Meta(min_length=1, max_length=500)]


class _Told(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What is not here is refused by name."""


class Beneficiary(_Told, frozen=True):
    """Who may use it."""

    kind: Literal["PERS", "OND", "VER"]
    id: Annotated[str, Meta(min_length=1, max_length=40)]


class Dossier(_Told, frozen=True):
    """The dossier that it came of."""

    bron: Line
    dossier_nummer: Line


class Document(_Told, frozen=True):
    """A document that belongs to it."""

    id: Name
    language: Literal["nl", "fr", "de", "en"]
    media_type: Literal["application/pdf"] = "application/pdf"
    title: Line | None = None


class Permit(_Told, frozen=True, kw_only=True):
    """The whole state of a permit."""

    id: Name | None = None
    """As in the address."""
    product_id: Annotated[str, Meta(min_length=1, max_length=40)]
    title: Line
    status: Literal["active", "suspended", "revoked"]
    reason: Reason | None = None
    valid_from: str
    valid_until: str | None = None
    changed_at: str
    issuer: Line
    dossier: Dossier | None = None
    beneficiaries: Annotated[list[Beneficiary], Meta(min_length=1, max_length=MOST_BENEFICIARIES)]
    documents: Annotated[list[Document], Meta(max_length=MOST_DOCUMENTS)] = []


class Revocation(_Told, frozen=True):
    """That it counts no more from now on."""

    reason: Reason
