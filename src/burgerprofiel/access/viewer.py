"""Who is looking: what a signed-in session tells the rooms. A session is a list of proofs (decision 6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from burgerprofiel.access.capacity import OWN, Capacity
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key, Level


@dataclass(frozen=True)
class Proof:
    """A digital key that was shown, and when (UTC)."""

    key: Key
    at: datetime


@dataclass(frozen=True)
class Actor:
    """Who acts under a mandate, for the viewer whose data it is."""

    citizen_id: CitizenId
    given_name: str
    family_name: str
    mandate: UUID
    scopes: tuple[str, ...]
    """The parts that the mandate is for (`people.mandates.scopes`)."""
    ends: date
    """The last day of the mandate."""

    @property
    def name(self) -> str:
        """As one writes it."""
        return f"{self.given_name} {self.family_name}"


@dataclass(frozen=True)
class Viewer:
    """Somebody signed in, or the citizen for whom they act.

    `seal_key` comes from the browser's cookie and is never stored (decision 4).
    """

    citizen_id: CitizenId
    session_id: UUID
    proofs: tuple[Proof, ...]
    ends_at: datetime
    """When the session ends if nothing happens (UTC)."""
    trace: Trace
    given_name: str
    family_name: str
    seal_key: bytes = field(repr=False)
    face: str = "portal"
    """Where: at the `portal`, or at the `desk`."""
    capacity: Capacity = OWN
    """As what they signed in."""
    actor: Actor | None = None
    """Who is in front of the screen, when that is somebody else than the citizen whose data it is."""

    @property
    def name(self) -> str:
        """Of the citizen whose data it is, as one writes it."""
        return f"{self.given_name} {self.family_name}"

    @property
    def signed_in_id(self) -> CitizenId:
        """Who showed a key: keys, sessions and sign-ins are theirs."""
        return self.actor.citizen_id if self.actor else self.citizen_id

    def may_see(self, scope: str) -> bool:
        """Whether a part of the portal is for this viewer; one's own is all of it."""
        return self.actor is None or scope in self.actor.scopes

    @property
    def seconds_left(self) -> int:
        """How long the session still lasts if nothing happens."""
        return max(0, int((self.ends_at - clock.now()).total_seconds()))

    @property
    def level(self) -> int:
        """The level of the strongest proof."""
        return max((proof.key.level for proof in self.proofs), default=Level.NONE)
