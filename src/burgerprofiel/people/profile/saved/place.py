"""A saved address: what it is called, and where it is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """An address in Belgium. `repr` hides it."""

    street: str
    number: str
    box: str = ""
    postcode: str
    municipality: str
    nis: str = ""
    """The NIS code of the municipality; empty: not known."""
    register_id: str = ""
    """The object id in the address register (Basisregisters Vlaanderen); empty: typed, and not found there."""

    def __repr__(self) -> str:
        """Hide it: this text may reach a log."""
        return "Address(…)"

    @property
    def lines(self) -> tuple[str, str]:
        """As on an envelope."""
        first = f"{self.street} {self.number}" + (f" bus {self.box}" if self.box else "")
        return first, f"{self.postcode} {self.municipality}"


class Named(msgspec.Struct, frozen=True):
    """What is sealed in a row."""

    name: str
    address: Address


class Place(msgspec.Struct, frozen=True):
    """A saved address, as its citizen sees it."""

    id: UUID
    name: str
    address: Address
    since: datetime
