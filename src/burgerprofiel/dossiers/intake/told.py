"""What waits to be added: a state of a dossier and whose it is, whichever way it came."""

from __future__ import annotations

import msgspec

from burgerprofiel.dossiers.content import Content
from burgerprofiel.kit import packing


class Told(msgspec.Struct, frozen=True):
    """One state, checked."""

    source: str
    agents: tuple[str, ...]
    """Numbers as `agents.parse` reads them, each once."""
    content: Content


def packed(told: Told) -> bytes:
    """Return what is sealed until it is read; the same state gives the same bytes."""
    return msgspec.msgpack.encode(told)


def read(plain: bytes) -> Told:
    """Return what `packed` made. Raises msgspec.DecodeError."""
    return packing.from_msgpack(plain, Told)
