"""A dossier's state as a body sends it (contracts/mbp.md §2.3): PascalCase, every name known, `null` where nothing is.

Beside what the connector of 2021 sends, names stand here that the same body gets back through MAGDA (§2.6): a second
detail, dates, mobile and fax, extra information. They are inferred, optional, and written as their siblings are.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

Line = Annotated[str, Meta(max_length=500)]
Text = Annotated[str, Meta(max_length=4000)]
Code = Annotated[str, Meta(min_length=1, max_length=100)]
Number = Annotated[str, Meta(min_length=1, max_length=200)]
Address = Annotated[str, Meta(max_length=2000)]
MOST_AGENTS, MOST_PRODUCTS = 250, 20


class _Told(Struct, frozen=True, rename="pascal", forbid_unknown_fields=True):
    """Names are PascalCase; what is not here is refused by name."""


class Identification(_Told, frozen=True):
    """`Identificatie`."""

    bron: Annotated[str, Meta(min_length=1, max_length=200)]
    dossier_nummer: Number


class Action(_Told, frozen=True):
    """`Status.Actie`."""

    actie_nodig: bool
    actie: Text | None = None


class Status(_Told, frozen=True):
    """`Status`."""

    vlaams_code: Code
    vlaams_fase: Code
    detail1: Text | None = None
    detail2: Text | None = None
    actie: Action | None = None
    streef_datum: str | None = None


class Product(_Told, frozen=True):
    """One of `Producten`: an IPDC number, which some write as a number."""

    id: Annotated[str, Meta(min_length=1, max_length=40)] | int


class Where(_Told, frozen=True):
    """`DossierBeheerder.Adres`."""

    straat: Line | None = None
    nummer: Line | None = None
    bus: Line | None = None
    postcode: Line | None = None
    gemeente: Line | None = None


class Manager(_Told, frozen=True):
    """`DossierBeheerder`."""

    naam: Line | None = None
    dienst: Line | None = None
    telefoon: Line | None = None
    gsm: Line | None = None
    fax: Line | None = None
    email: Line | None = None
    website: Address | None = None
    adres: Where | None = None


class Right(_Told, frozen=True):
    """One of `Toegangsrechten`: `Raadpleger`, or of an enterprise `recht` or `recht - context`."""

    code: Line


class Agent(_Told, frozen=True):
    """One of `Agenten`."""

    identificatie: Annotated[str, Meta(min_length=1, max_length=40)]
    toegangsrechten: Annotated[list[Right], Meta(max_length=50)] | None = None


class Simple(_Told, frozen=True, kw_only=True):
    """The body of the simplified interface: sender and kind may be left to us."""

    identificatie: Identification
    upload_id: UUID | None = None
    naam: Annotated[str, Meta(min_length=1, max_length=500)]
    wijzigings_datum: str
    status: Status
    doorverwijzing: Address | None = None
    type_dossier_code: Code | None = None
    producten: Annotated[list[Product], Meta(max_length=MOST_PRODUCTS)] | None = None
    dossier_beheerder: Manager | None = None
    extra_informatie: Text | None = None
    agenten: Annotated[list[Agent], Meta(min_length=1, max_length=MOST_AGENTS)]


class Dossier(Simple, frozen=True, kw_only=True):
    """The body of the full interface."""

    upload_id: UUID
    type_dossier_code: Code
    producten: Annotated[list[Product], Meta(min_length=1, max_length=MOST_PRODUCTS)]
