"""What somebody has to tell one citizen: which kind of thing, its facts, and until when it matters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from burgerprofiel.kit.ids import CitizenId

Value = str | Mapping[str, str]
"""A text, or the same text in several languages by their code (`nl` at least)."""


class Channel(StrEnum):
    """How a notice reaches somebody who does not look; the bell shows every one anyway."""

    EMAIL = "email"
    SMS = "sms"
    PUSH = "push"


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A notice to raise. `repr` hides what it says."""

    citizen_id: CitizenId
    kind: str
    """The key of one of `kinds.KINDS`, or a sender's category (`Categorie`)."""
    key: str
    """What makes it one: of one citizen the same key twice is one notice. No national number in it."""
    values: Mapping[str, Value] = {}
    """The facts that its words need, by the names that its kind lists."""
    path: str = ""
    """The page of the portal that it is about, from its `/`; empty: there is none."""
    at: datetime | None = None
    """When it happened; None: now."""
    expires_on: date | None = None
    """After the end of this day (in Brussels) it is neither shown as new nor sent (`Vervaldatum`)."""
    transaction: str = ""
    """Notices of one citizen with the same one belong together (`TransactieId`); the newest stands for all."""
    active: bool | None = None
    """Whether the citizen has to do something; None: as its kind says."""
    channels: frozenset[Channel] | None = None
    """By which channels at most; None: as its kind and the citizen say."""
    sender: str = ""
    """Enterprise number of the body that tells, ten digits; empty: the portal's own."""
    source: str = ""
    """URI of the sending system (`AanbiederUri`); empty: ours."""
    product: str = ""
    """IPDC number (`ProductId`)."""
    brand: str = ""
    """Whose look the e-mail has (`MerkCode`); empty: the portal's own."""
    bundle: UUID | None = None
    """What came in together with it; its sender hears by this what became of it."""

    def __repr__(self) -> str:
        """Hide it: this text may reach a log."""
        return f"Notice({self.kind})"
