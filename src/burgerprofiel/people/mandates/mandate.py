"""What a mandate is and when it holds: accepted, seen and confirmed by its giver, begun, not over, not withdrawn."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum, StrEnum
from uuid import UUID

import msgspec

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId


class Stage(Enum):
    """How far a mandate is."""

    INVITED = "waits for somebody who accepts it"
    LAPSED = "nobody accepted it in time"
    ACCEPTED = "waits for its giver, who sees who accepted"
    COMING = "holds from a later day on"
    HOLDS = "holds today"
    EXPIRED = "its last day is over"
    ENDED = "refused or withdrawn"


class End(StrEnum):
    """Who ended it before its time."""

    GIVER = "giver"
    TAKER = "taker"
    REFUSED = "refused"
    """By who could have accepted it."""
    DEATH = "death"
    """Of one of the two."""


class Name(msgspec.Struct, frozen=True):
    """A person's names as their key told them, or an organisation's as `family`."""

    given: str = ""
    family: str = ""

    def __str__(self) -> str:
        """As one writes it."""
        return f"{self.given} {self.family}".strip()


class Names(msgspec.Struct, frozen=True):
    """What is sealed of a mandate. `code` is empty once somebody accepted."""

    giver: Name
    taker: Name = Name()
    code: str = ""


class Terms(msgspec.Struct, frozen=True):
    """For what, from which day, up to and with which day."""

    scopes: tuple[str, ...]
    begins: date
    ends: date

    def within(self, wider: Terms) -> bool:
        """Whether these give nothing that `wider` does not."""
        return set(self.scopes) <= set(wider.scopes) and wider.begins <= self.begins and self.ends <= wider.ends


class Mandate(msgspec.Struct, frozen=True, kw_only=True):
    """One mandate, names opened."""

    id: UUID
    giver: CitizenId
    taker: CitizenId | None
    organisation: UUID | None
    terms: Terms
    names: Names
    given_at: datetime
    open_until: datetime
    accepted_at: datetime | None
    confirmed_at: datetime | None
    ended_at: datetime | None
    ended_by: str

    @property
    def stage(self) -> Stage:
        """How far it is now: the one place that says whether it holds."""
        today = clock.today()
        if self.ended_at:
            return Stage.ENDED
        if today > self.terms.ends:
            return Stage.EXPIRED
        if self.accepted_at is None:
            return Stage.INVITED if clock.now() < self.open_until else Stage.LAPSED
        if self.confirmed_at is None:
            return Stage.ACCEPTED
        return Stage.COMING if today < self.terms.begins else Stage.HOLDS

    @property
    def holds(self) -> bool:
        """Whether somebody may act under it now, if they are the one to whom it was given."""
        return self.stage is Stage.HOLDS

    @property
    def is_open(self) -> bool:
        """Whether something may still come of it."""
        return self.stage not in (Stage.ENDED, Stage.EXPIRED)

    @property
    def giver_name(self) -> str:
        """The giver's name, as one writes it."""
        return str(self.names.giver)

    @property
    def taker_name(self) -> str:
        """The name of the person or organisation, once it is known."""
        return str(self.names.taker)
