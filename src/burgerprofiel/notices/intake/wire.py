"""`NotificatieBundel` as the contract names it (contracts/mbp.md §3.1), every name known.

The contract leaves open what a `Bestemmeling` and a `NotificatieKanaal` hold, and how a pair is spelled. Ours:
`Insz` with an optional `Referentie` of the sender, by which results name them; `Type`; `Sleutel` and `Waarde`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

MOST_RECIPIENTS, MOST_PAIRS, MOST_CHANNELS = 1_000, 50, 4
LONGEST_VALUE = 2_000
_Line = Annotated[str, Meta(min_length=1, max_length=200)]
_Code = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"\A[A-Za-z0-9][A-Za-z0-9._:~-]*\Z")]


class _Sent(Struct, frozen=True, rename="pascal", forbid_unknown_fields=True, kw_only=True):
    """What is not here is refused by name."""


class Recipient(_Sent, frozen=True, kw_only=True, tag=False):
    """`Bestemmeling`. `repr` hides it."""

    insz: Annotated[str, Meta(min_length=1, max_length=20)]
    referentie: _Code | None = None

    def __repr__(self) -> str:
        """Hide it: this text may reach a log."""
        return "Recipient(•••)"


class Kanaal(_Sent, frozen=True, kw_only=True):
    """`NotificatieKanaal`. The list of notices shows every one anyway; the citizen decides about the others."""

    type: Literal["Passief", "Email", "Sms", "Push"]


class Pair(_Sent, frozen=True, kw_only=True):
    """One of `SleutelWaardeParen`. `repr` hides it."""

    sleutel: Annotated[str, Meta(pattern=r"\A[A-Za-z][A-Za-z0-9]{0,59}\Z")]
    waarde: Annotated[str, Meta(max_length=LONGEST_VALUE)]

    def __repr__(self) -> str:
        """Hide it: this text may reach a log."""
        return f"Pair({self.sleutel})"


class Bundle(_Sent, frozen=True, kw_only=True):
    """`NotificatieBundel`."""

    id: _Code
    aanbieder_uri: _Line
    bestemmelingen: Annotated[list[Recipient], Meta(min_length=1, max_length=MOST_RECIPIENTS)]
    categorie: Annotated[str, Meta(min_length=1, max_length=100)]
    datum_notificatie: Annotated[str, Meta(max_length=40)]
    transactie_id: _Line | None = None
    vervaldatum: Annotated[str, Meta(max_length=10)] | None = None
    kanalen: Annotated[list[Kanaal], Meta(min_length=1, max_length=MOST_CHANNELS)]
    product_id: Annotated[str, Meta(min_length=1, max_length=40, pattern=r"\A[A-Za-z0-9-]+\Z")]
    merk_code: Annotated[str, Meta(min_length=1, max_length=40)]
    sleutel_waarde_paren: Annotated[list[Pair], Meta(max_length=MOST_PAIRS)] = []
