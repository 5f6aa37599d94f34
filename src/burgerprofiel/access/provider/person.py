"""The person an answer is about, and what each scope tells of them (contracts/mbp.md §5.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from burgerprofiel.access.capacity import OWN, Capacity
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.proofs import strongest
from burgerprofiel.access.provider.capacity_claims import capacity_claims
from burgerprofiel.access.provider.subject import Named, subject
from burgerprofiel.access.viewer import Proof
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key

_AMR = {
    Key.eid: ["sc", "pin", "mfa"],
    Key.passkey: ["hwk", "user", "mfa"],
    Key.csamtotp: ["pwd", "otp", "mfa"],
    Key.csamsms: ["pwd", "sms", "mfa"],
    Key.csammail: ["pwd", "otp"],
    Key.itsme: ["mfa"],
    Key.eidashigh: ["mfa"],
    Key.eidassubstantial: ["mfa"],
}
"""Of what another provider saw, only that it was more than one thing."""


@dataclass(frozen=True)
class Person:
    """A citizen as the provider knows them for the length of one answer."""

    citizen_id: CitizenId
    proofs: tuple[Proof, ...]
    who: Identity
    capacity: Capacity = OWN
    """As what they signed in at this application."""

    @property
    def amr(self) -> list[str]:
        """How they were recognised (RFC 8176)."""
        return _AMR.get(strongest(self.proofs).key, ["pwd"])


def claims(
    client: Named, citizen_id: CitizenId, who: Identity, wanted: Sequence[str], capacity: Capacity = OWN
) -> dict[str, object]:
    """Return what `userinfo` tells this application for the scopes `wanted`."""
    told: dict[str, object] = {"sub": subject(client, citizen_id)}
    if "profile" in wanted:
        told |= {"given_name": who.given_name, "family_name": who.family_name}
    if "rrn" in wanted:
        told |= {"rrn": who.rrn}
    return told | capacity_claims(client, citizen_id, wanted, capacity)
