"""An anchor is one hash over all chain heads that changed since the anchor before (docs/decisions/0002).

Whoever holds a copy of the anchors can prove that a chain was cut or rewritten, even by somebody who controls the whole
database. Its hash is SHA-256 over the canonical JSON of `_Covered`; `root` is SHA-256 over, for each head in the order
of the citizens' ids: 16 bytes of id, 8 bytes of number (big-endian), 32 bytes of hash.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

import msgspec


class Head(NamedTuple):
    """The last event of a citizen's chain: its number and its hash."""

    citizen_id: UUID
    seq: int
    hash: bytes


class Anchor(msgspec.Struct, frozen=True):
    """An anchor as it is kept elsewhere. Hashes in hexadecimal."""

    number: int
    at: datetime
    heads: int
    previous: str
    hash: str


class _Covered(msgspec.Struct, frozen=True):
    """What the hash of an anchor covers."""

    at: datetime
    heads: int
    number: int
    previous: str
    root: str


def anchored(number: int, at: datetime, previous: bytes, heads: Iterable[Head]) -> Anchor:
    """Make anchor `number` over `heads`, which come in the order of their citizens' ids."""
    root, count = sha256(), 0
    for count, head in enumerate(heads, 1):  # noqa: B007 - the count is wanted afterwards
        root.update(head.citizen_id.bytes + head.seq.to_bytes(8) + head.hash)
    covered = _Covered(at=at, heads=count, number=number, previous=previous.hex(), root=root.hexdigest())
    return Anchor(number, at, count, previous.hex(), sha256(msgspec.json.encode(covered)).hexdigest())
