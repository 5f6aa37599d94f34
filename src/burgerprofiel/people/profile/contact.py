"""By what a citizen can be reached: an address or a number that they proved to read (E2, E4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from burgerprofiel.kit.ids import CitizenId


class Kind(StrEnum):
    """What sort of contact."""

    EMAIL = "email"
    PHONE = "phone"


def as_written(kind: Kind, value: str) -> str:
    """Return a contact as its citizen writes it: a Belgian number with spaces, `0470 12 34 56`."""
    digits = value.removeprefix("+32")
    if kind is Kind.EMAIL or digits == value:
        return value
    return f"0{digits[:3]} {digits[3:5]} {digits[5:7]} {digits[7:]}"


@dataclass(frozen=True)
class Contact:
    """A verified contact. `repr` hides its value."""

    id: UUID
    kind: Kind
    value: str = field(repr=False)
    """An e-mail address, or a number in E.164."""
    verified_at: datetime
    dead_since: datetime | None = None
    """Since when nothing arrives there; None: as far as we know it works."""
    dead_why: str = ""
    preferred: bool = False
    reached_at: datetime | None = None
    """When something last arrived there, to the day."""

    @property
    def shown(self) -> str:
        """As its citizen writes it: a Belgian number with spaces, `0470 12 34 56`."""
        return as_written(self.kind, self.value)

    @property
    def works(self) -> bool:
        """Whether something sent there can be expected to arrive."""
        return self.dead_since is None


@dataclass(frozen=True)
class Reach:
    """How one citizen is called, and where they are reached."""

    citizen_id: CitizenId
    call_name: str = field(repr=False)
    """By which they are greeted: chosen, else the first name that their key told; empty: none (`greeting`)."""
    language: str
    """`nl`, `fr`, `de` or `en`; Dutch for who chose none."""
    email: Contact | None
    """The preferred one that works; else another that works; else a dead one. Look at `dead_since` before sending."""
    phone: Contact | None
