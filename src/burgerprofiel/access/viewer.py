"""Who is looking: what a signed-in session tells the rooms. A session is a list of proofs (decision 6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
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
class Viewer:
    """Somebody signed in. `seal_key` comes from the browser's cookie and is never stored (decision 4)."""

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

    @property
    def seconds_left(self) -> int:
        """How long the session still lasts if nothing happens."""
        return max(0, int((self.ends_at - clock.now()).total_seconds()))

    @property
    def level(self) -> int:
        """The level of the strongest proof."""
        return max((proof.key.level for proof in self.proofs), default=Level.NONE)
