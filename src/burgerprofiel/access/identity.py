"""What a key tells about a person, sealed wherever it rests."""

from __future__ import annotations

import msgspec

from burgerprofiel.kit import sealing
from burgerprofiel.kit.packing import from_json
from burgerprofiel.kit.ssin import Ssin


class Identity(msgspec.Struct, frozen=True):
    """Names as on the card, and the national number. `repr` hides the number."""

    given_name: str
    family_name: str
    rrn: str

    def __repr__(self) -> str:
        """Hide everything: this text may reach a log."""
        return "Identity(•••)"

    @property
    def ssin(self) -> Ssin:
        """The national number. Raises ValueError when the source gave none that is valid."""
        return Ssin(self.rrn)

    def seal(self, key: bytes, place: bytes) -> bytes:
        """Encrypt for one place: it opens there only."""
        return sealing.seal(key, msgspec.json.encode(self), place)


def unseal(key: bytes, sealed: bytes | memoryview[int], place: bytes) -> Identity:
    """Open what `Identity.seal` made. Raises NotSealedForThisError."""
    return from_json(sealing.unseal(key, bytes(sealed), place), Identity)
