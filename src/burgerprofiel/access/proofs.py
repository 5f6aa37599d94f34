"""A session is a list of proofs: which key was shown, when (architecture, decision 6). This is how rows hold them."""

from collections.abc import Iterable
from datetime import datetime

from burgerprofiel.access.viewer import Proof
from burgerprofiel.kit.levels import Key


def pack(proofs: Iterable[Proof]) -> list[list[str]]:
    """Return the form that rows hold."""
    return [[proof.key.name, proof.at.isoformat()] for proof in proofs]


def unpack(rows: Iterable[Iterable[str]]) -> tuple[Proof, ...]:
    """Read what `pack` made."""
    return tuple(Proof(Key[name], datetime.fromisoformat(at)) for name, at in rows)


def strongest(proofs: Iterable[Proof]) -> Proof:
    """Return the proof that counts: the surest key, and of equal keys the latest."""
    return max(proofs, key=lambda proof: (proof.key.level, proof.at))
