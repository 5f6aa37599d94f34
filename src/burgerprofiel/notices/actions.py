"""Raising notices: the one way in which any room tells a citizen something (E1, E5).

A notice is raised in the transaction of what happened: both are there, or neither. The same key twice is one notice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

import msgspec
from django.db import connection

from burgerprofiel.audit.actions import OutsideTransactionError, record_all
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.notices import categories, content, numbers, rows
from burgerprofiel.notices.content import Content
from burgerprofiel.notices.events import NoticeRaised
from burgerprofiel.notices.kinds.kind import Kind
from burgerprofiel.notices.notice import Notice, Value
from burgerprofiel.notices.outbox import adding, waking
from burgerprofiel.notices.own import ringing
from burgerprofiel.notices.rows import NoticeRow
from burgerprofiel.people import vault
from burgerprofiel.people.vault import Vault

SYSTEM = Trace(actor="system")


class UnknownKindError(LookupError):
    """There is no kind or category of this name."""


class MissingValueError(ValueError):
    """A fact that the kind cannot do without is missing; the message names it."""


def tell(*notices: Notice, trace: Trace = SYSTEM) -> list[NoticeRow]:
    """Raise notices in the running transaction, in the order given; return those that are new.

    Some SQL statements however many there are. Who was erased is told nothing. Raises UnknownKindError,
    MissingValueError and OutsideTransactionError, before anything is written.
    """
    if not connection.in_atomic_block:
        raise OutsideTransactionError("Notices are raised inside transaction.atomic(), with what they tell of.")
    kinds = {each.kind: _kind(each) for each in notices}
    opened = vault.opened_all(list({each.citizen_id for each in notices}))
    now = clock.now()
    told = [each for each in notices if each.citizen_id in opened]
    in_order = sorted(uuid7() for _each in told)
    asked = [
        _row(known, each, kinds[each.kind], opened[each.citizen_id], now)
        for known, each in zip(in_order, told, strict=True)
    ]
    fresh = rows.add(asked)
    if fresh:
        adding.add(fresh, kinds, now)
        record_all(trace, _told(fresh))
        waking.after_this()
        ringing.after_this({row.citizen_id for row in fresh})
    return fresh


def _kind(notice: Notice) -> Kind:
    kind = categories.find(notice.kind)
    if kind is None:
        raise UnknownKindError(notice.kind)
    missing = kind.needs - notice.values.keys()
    if missing:
        raise MissingValueError(min(missing))
    return kind


def _row(known: UUID, notice: Notice, kind: Kind, opened: Vault, now: datetime) -> NoticeRow:
    kept = Content({name: _kept(value) for name, value in notice.values.items()}, notice.path, notice.transaction)
    return NoticeRow(
        citizen_id=notice.citizen_id,
        id=known,
        key=numbers.key_of(notice.key),
        kind=notice.kind,
        group=kind.group.value,
        active=kind.active if notice.active is None else notice.active,
        at=notice.at or now,
        expires_at=_end_of(notice.expires_on),
        thread=numbers.thread_of(notice.source, notice.transaction),
        sender=notice.sender,
        source=notice.source,
        product=notice.product,
        brand=notice.brand,
        bundle=notice.bundle,
        sealed=opened.seal(msgspec.msgpack.encode(kept), content.notice_place(known)),
        channels=notice.channels,
    )


def _kept(value: Value) -> str | dict[str, str]:
    return value if isinstance(value, str) else dict(value)


def _end_of(day: date | None) -> datetime | None:
    """Return the midnight after the last day on which something matters."""
    return datetime.combine(day + timedelta(days=1), time.min, clock.BRUSSELS) if day else None


def _told(fresh: list[NoticeRow]) -> dict[CitizenId, list[NoticeRaised]]:
    told = defaultdict[CitizenId, list[NoticeRaised]](list)
    for citizen_id, event in _events(fresh):
        told[citizen_id].append(event)
    return told


def _events(fresh: list[NoticeRow]) -> Iterator[tuple[CitizenId, NoticeRaised]]:
    for row in fresh:
        yield row.citizen_id, NoticeRaised(kind=row.kind, notice=str(row.id), sender=row.sender)
