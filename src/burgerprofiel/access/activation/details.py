"""What a counter established about somebody, sealed with that citizen's data key; and how far a registration is."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

import msgspec

from burgerprofiel.access.activation import TRIES
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.models import Registration
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_json
from burgerprofiel.people import vault


class Document(StrEnum):
    """What was shown: the papers of A4."""

    PASSPORT = "passport"
    ANNEX_35 = "annex_35"
    ORANGE_CARD = "orange_card"


class State(StrEnum):
    """How far a registration is."""

    WAITING = "waiting"
    USED = "used"
    EXPIRED = "expired"
    BLOCKED = "blocked"
    """Five wrong codes."""
    WITHDRAWN = "withdrawn"
    """By the counter, because a newer one took its place, or by the citizen who locked all their keys."""


class Details(msgspec.Struct, frozen=True):
    """The sealed part. `repr` hides it."""

    given_name: str
    family_name: str
    rrn: str
    document_number: str
    email: str
    link: bytes
    """Random: the link in the e-mail follows from it and our secret, so that neither is kept."""
    refused: bool = False
    """Whether the mail server refused the address: the counter can ask for the right one."""

    @property
    def who(self) -> Identity:
        """Who it is about."""
        return Identity(self.given_name, self.family_name, self.rrn)

    def __repr__(self) -> str:
        """Hide everything: this text may reach a log."""
        return "Details(•••)"


def _place(registration_id: UUID) -> str:
    return f"access.registration.{registration_id.hex}"


def seal(citizen_id: CitizenId, registration_id: UUID, details: Details) -> bytes:
    """Seal the details for this registration alone."""
    return vault.seal(citizen_id, msgspec.json.encode(details), _place(registration_id))


def details_of(row: Registration) -> Details:
    """Open what `seal` made."""
    return from_json(vault.unseal(CitizenId(row.citizen_id), row.sealed, _place(row.id)), Details)


def state_of(row: Registration) -> State:
    """How far it is now."""
    if row.used_at:
        return State.USED
    if row.ended_at:
        return State.BLOCKED if row.tries >= TRIES else State.WITHDRAWN
    return State.WAITING if row.expires_at > clock.now() else State.EXPIRED
