"""How events are chained: each hash covers the whole event and the hash before it (docs/decisions/0002).

The canonical form is the UTF-8 JSON object of `Link`, keys in alphabetical order, no spaces, times in UTC with `Z`,
hashes in hexadecimal; the hash is SHA-256 over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import msgspec

from burgerprofiel.audit.events import Event, Trace

GENESIS = bytes(32)
"""What comes before the first."""

_encoder = msgspec.json.Encoder(order="sorted")


class Link(msgspec.Struct, frozen=True):
    """Everything about one event that its hash covers."""

    actor: str
    at: datetime
    citizen_id: UUID
    client_id: str
    details: msgspec.Raw
    method: str
    previous: str
    response_code: int
    seq: int
    subject_token_hash: str
    tag: str
    url: str

    def hash(self) -> bytes:
        """Return the SHA-256 of the canonical form."""
        return sha256(_encoder.encode(self)).digest()


class Chained(msgspec.Struct, frozen=True):
    """An event in its place in the chain."""

    seq: int
    tag: str
    details: str
    previous: bytes
    hash: bytes


def chained(
    citizen_id: UUID, trace: Trace, events: Sequence[Event], *, at: datetime, seq: int, head: bytes
) -> list[Chained]:
    """Chain `events` behind `head`; the first gets number `seq`."""
    links = []
    for number, event in enumerate(events, seq):
        details = _encoder.encode(event)
        link = Link(
            actor=trace.actor,
            at=at,
            citizen_id=citizen_id,
            client_id=trace.client_id,
            details=msgspec.Raw(details),
            method=trace.method,
            previous=head.hex(),
            response_code=trace.response_code,
            seq=number,
            subject_token_hash=trace.subject_token_hash,
            tag=event.tag,
            url=trace.path,
        )
        previous, head = head, link.hash()
        links.append(Chained(number, event.tag, details.decode(), previous, head))
    return links
