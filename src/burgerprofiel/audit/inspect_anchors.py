"""Compare the anchors in the database with the heads they hold, with each other, and with the copies kept elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, timedelta
from heapq import merge
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from burgerprofiel.audit.anchor_stores import AnchorStore
from burgerprofiel.audit.anchors import Anchor, Head, anchored
from burgerprofiel.audit.chain import GENESIS
from burgerprofiel.audit.inspection import Tally, span
from burgerprofiel.audit.models import AuditAnchor, AuditAnchoredHead, AuditPending
from burgerprofiel.kit import clock

PATIENCE = timedelta(minutes=3)
"""How long an anchor may be on its way to the store, and how long a head may wait for its anchor."""

_Row = AuditAnchor | AuditAnchoredHead | Anchor


def anchors_with(citizen_id: UUID) -> frozenset[int]:
    """Return the numbers of the anchors that hold a head of this citizen."""
    return frozenset(AuditAnchoredHead.objects.filter(citizen_id=citizen_id).values_list("anchor", flat=True))


def findings(tally: Tally, keeper: AnchorStore, kept_until: int, only: frozenset[int] | None = None) -> Iterator[str]:
    """Return a sentence for everything that is wrong with the anchors, or with some of them.

    `kept_until` is the newest number in the store from before the database was looked at: newer ones came after.
    """
    before, hash_before = 0, GENESIS.hex()
    for number, rows in groupby(merge(*_streams(keeper, kept_until, only), key=_place), key=_number):
        if number != before + 1:
            hash_before = ""
            if only is None:
                yield f"{span('Anchor', before + 1, number - 1)}: missing, here and elsewhere."
        held = _gather(rows)
        yield from (f"Anchor {number}: {finding}" for finding in _wrong(number, held, hash_before))
        tally.anchors += 1
        before, hash_before = number, held.hash


def late() -> str:
    """Return a sentence when heads wait but no anchor was made lately, else nothing: that is no proof of tampering."""
    newest = AuditAnchor.objects.order_by("-number").values_list("at", flat=True).first()
    if not AuditPending.objects.exists() or (newest and newest > clock.now() - PATIENCE):
        return ""
    since = f"since {newest:%Y-%m-%d %H:%M} UTC" if newest else "ever"
    return f"Events wait for an anchor, but none was made {since}: does the worker run?"


def _streams(keeper: AnchorStore, kept_until: int, only: frozenset[int] | None) -> tuple[Iterator[_Row], ...]:
    anchors = AuditAnchor.objects.order_by("number")
    heads = AuditAnchoredHead.objects.order_by("anchor", "citizen_id")
    copies = (copy for copy in keeper.kept() if copy.number <= kept_until and (only is None or copy.number in only))
    if only is not None:
        anchors, heads = anchors.filter(number__in=only), heads.filter(anchor__in=only)
    return anchors.iterator(chunk_size=2000), copies, heads.iterator(chunk_size=2000)


def _number(row: _Row) -> int:
    return row.anchor if isinstance(row, AuditAnchoredHead) else row.number


def _place(row: _Row) -> tuple[int, bool]:
    """Sort by anchor; the anchor and its copy come before its heads."""
    return _number(row), isinstance(row, AuditAnchoredHead)


class _Held(NamedTuple):
    """All there is of one anchor."""

    row: AuditAnchor | None
    copies: list[Anchor]
    heads: list[Head]

    @property
    def hash(self) -> str:
        """The anchor's hash, from the copy when the row is gone; empty when both are."""
        if self.row is not None:
            return bytes(self.row.hash).hex()
        return self.copies[0].hash if self.copies else ""


def _gather(rows: Iterable[_Row]) -> _Held:
    held = _Held(None, [], [])
    for row in rows:
        match row:
            case AuditAnchor():
                held = held._replace(row=row)
            case Anchor():
                held.copies.append(row)
            case AuditAnchoredHead():
                held.heads.append(Head(row.citizen_id, row.seq, bytes(row.hash)))
    return held


def _wrong(number: int, held: _Held, hash_before: str) -> Iterator[str]:
    row = held.row
    if row is None:
        copy = "its copy is still kept elsewhere" if held.copies else "the heads it held are still there"
        yield f"removed from the database; {copy}."
        return
    at, previous = row.at.astimezone(UTC), bytes(row.previous)
    here = Anchor(number, at, row.heads, previous.hex(), bytes(row.hash).hex())
    if anchored(number, at, previous, held.heads) != here:
        yield "altered, or a head that it holds was altered or removed."
    if hash_before and previous.hex() != hash_before:
        yield "does not follow the anchor before it: one of the two was replaced."
    if any(copy != here for copy in held.copies):
        yield "differs from its copy kept elsewhere: the anchors in the database were rewritten, or the copy was."
    if not held.copies and at < clock.now() - PATIENCE:
        yield f"made at {at:%Y-%m-%d %H:%M} UTC, but no copy is kept elsewhere."
