"""Walk every citizen's chain and say what was removed, altered or put elsewhere.

Three witnesses tell how long a chain must be and how it must end: its head, the anchors, and the heads that wait for an
anchor. Rows are streamed in the order of the citizens, so that a trail of any size takes little memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from heapq import merge
from itertools import groupby
from operator import attrgetter
from typing import TypeVar
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from burgerprofiel.audit.chain import GENESIS, Link
from burgerprofiel.audit.inspection import Tally, span
from burgerprofiel.audit.models import AuditAnchoredHead, AuditChain, AuditEvent, AuditPending

_Row = AuditEvent | AuditAnchoredHead | AuditPending | AuditChain
_M = TypeVar("_M", AuditEvent, AuditAnchoredHead, AuditPending, AuditChain)
_KINDS = {AuditEvent: 0, AuditAnchoredHead: 1, AuditPending: 2}


def findings(tally: Tally, citizen_id: UUID | None = None) -> Iterator[str]:
    """Return a sentence for everything that is wrong with the chains, or with one citizen's."""
    rows: Iterator[_Row] = merge(
        _rows(AuditEvent.objects.order_by("citizen_id", "seq"), citizen_id),
        _rows(AuditAnchoredHead.objects.order_by("citizen_id", "seq"), citizen_id),
        _rows(AuditPending.objects.order_by("citizen_id", "seq"), citizen_id),
        _rows(AuditChain.objects.order_by("citizen_id"), citizen_id),
        key=_place,
    )
    for citizen, chain in groupby(rows, key=attrgetter("citizen_id")):
        tally.citizens += 1
        walk = _Walk(tally)
        yield from (f"Citizen {citizen}: {finding}" for finding in walk.along(chain))


def _rows(rows: QuerySet[_M], citizen_id: UUID | None) -> Iterator[_M]:
    return (rows if citizen_id is None else rows.filter(citizen_id=citizen_id)).iterator(chunk_size=2000)


def _place(row: _Row) -> tuple[UUID, bool, int, int]:
    """Sort by citizen, then by number in the chain; the head comes last."""
    head = isinstance(row, AuditChain)
    return row.citizen_id, head, 0 if head else row.seq, _KINDS.get(type(row), 0)


class _Walk:
    """One citizen's chain, from its first event to its head."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._seq = 0
        self._hash = GENESIS
        self._held = 0
        """The newest number that an anchor holds or that waits for one."""

    def along(self, rows: Iterable[_Row]) -> Iterator[str]:
        """Return what is wrong, in the order in which it is met."""
        head: AuditChain | None = None
        for row in rows:
            match row:
                case AuditEvent():
                    yield from self._event(row)
                case AuditChain():
                    head = row
                case _:
                    yield from self._witness(row)
        yield from self._end(head)

    def _event(self, event: AuditEvent) -> Iterator[str]:
        self._tally.events += 1
        gap = event.seq != self._seq + 1
        if gap:
            yield f"{_events(self._seq + 1, event.seq - 1)} removed."
        if _hash_of(event) != event.hash:
            yield f"Event {event.seq} ({event.tag}, {event.at:%Y-%m-%d %H:%M:%S}) was altered or put in another place."
        elif not gap and event.previous != self._hash:
            yield f"Event {event.seq} does not follow the event before it: one of the two was replaced."
        self._seq, self._hash = event.seq, bytes(event.hash)

    def _witness(self, head: AuditAnchoredHead | AuditPending) -> Iterator[str]:
        self._held = head.seq
        if head.seq == self._seq and head.hash != self._hash:
            where = f"anchor {head.anchor} holds" if isinstance(head, AuditAnchoredHead) else "waits for its anchor"
            yield f"Event {head.seq} is not the one that {where}: the chain was rewritten."

    def _end(self, head: AuditChain | None) -> Iterator[str]:
        counted = head.seq if head else 0
        known = max(counted, self._held)
        if known > self._seq:
            yield f"{_events(self._seq + 1, known)} removed from the end."
        if head is None:
            yield "The head of the chain was removed."
        elif counted < max(self._seq, self._held):
            yield f"The head was altered: it counts {counted} events, but there were {max(self._seq, self._held)}."
        elif counted == self._seq and head.hash != self._hash:
            yield f"The head was altered, or event {self._seq} was: the one does not end in the other."
        if self._seq > self._held:
            yield f"{_events(self._held + 1, self._seq)} slipped in: no anchor holds that or waits to."


def _events(first: int, last: int) -> str:
    return f"{span('Event', first, last)} {'was' if first == last else 'were'}"


def _hash_of(event: AuditEvent) -> bytes:
    """Return the hash that the event must have."""
    return Link(
        actor=event.actor,
        at=event.at.astimezone(UTC),
        citizen_id=event.citizen_id,
        client_id=event.client_id,
        details=msgspec.Raw(event.details.encode()),
        method=event.method,
        previous=bytes(event.previous).hex(),
        response_code=event.response_code,
        seq=event.seq,
        subject_token_hash=event.subject_token_hash,
        tag=event.tag,
        url=event.url,
    ).hash()
