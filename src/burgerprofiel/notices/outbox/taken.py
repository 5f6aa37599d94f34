"""What moves through the outbox: a row that was taken, a letter that tells some of them, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.letters.told import Told
from burgerprofiel.notices.models.notices import Way
from burgerprofiel.notices.notice import Channel
from burgerprofiel.people.profile.contact import Contact, Reach


@dataclass(frozen=True)
class Taken:
    """A waiting row that this postman has."""

    id: UUID
    citizen_id: CitizenId
    notice_id: UUID
    channel: Channel
    bulk: bool
    digest: bool
    instead: bool
    give_up_at: datetime
    letter: UUID
    """By which the letter is known: its own delivery; in a digest the first one; another id when it goes again."""
    attempts: int
    postman: UUID
    """Who took it."""

    @property
    def told_in(self) -> UUID | None:
        """The letter that its delivery notes: a digest's, or one that went again; None: it is known as the delivery."""
        return self.letter if self.digest or self.letter != self.id else None


@dataclass(frozen=True)
class Parcel:
    """A letter to write and hand over: one notice, or all of a digest."""

    rows: tuple[Taken, ...]
    told: tuple[Told, ...] = field(repr=False)
    reach: Reach

    @property
    def channel(self) -> Channel:
        """By which channel it goes."""
        return self.rows[0].channel

    @property
    def letter(self) -> UUID:
        """What the channel knows it by, a second time too."""
        return self.rows[0].letter

    @property
    def attempts(self) -> int:
        """How often it was tried."""
        return max(row.attempts for row in self.rows)

    @property
    def can_wait(self) -> bool:
        """Whether everything else goes first."""
        return self.rows[0].bulk or self.rows[0].digest

    @property
    def contact(self) -> Contact | None:
        """Where it goes; of a push nothing of ours."""
        return {Channel.EMAIL: self.reach.email, Channel.SMS: self.reach.phone}.get(self.channel)

    @property
    def domain(self) -> str:
        """Who is behind the address; a text or push has nobody."""
        contact = self.contact
        return contact.value.rpartition("@")[2].lower() if contact and self.channel is Channel.EMAIL else ""


@dataclass(frozen=True)
class Outcome:
    """What became of one row."""

    row: Taken
    way: Way
    """`WAITING`: it goes again."""
    why: str = ""
    provider: str = ""
    contact_id: UUID | None = None
    again_at: datetime | None = None
    attempts: int = 0
    is_dead: bool = False
    """The address takes nothing any more."""

    @property
    def is_settled(self) -> bool:
        """Whether it leaves the outbox."""
        return self.way is not Way.WAITING


def outcomes(rows: tuple[Taken, ...], way: Way, **more: object) -> list[Outcome]:
    """Return the same for each."""
    first = Outcome(rows[0], way, **more)  # type: ignore[arg-type]  # the fields of Outcome
    return [replace(first, row=row) for row in rows]
