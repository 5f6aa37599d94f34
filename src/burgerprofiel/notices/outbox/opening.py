"""What was taken is opened, many at a time: what it says, whom it reaches today, and whether it still matters.

What was read meanwhile, is over, or was switched off is dropped, with the reason. Eight SQL statements for all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import structlog
from django.db import DatabaseError
from psycopg_pool import PoolTimeout

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.kit.sealing import NotSealedForThisError
from burgerprofiel.notices import announcements, categories, content
from burgerprofiel.notices.content import Content, Kept
from burgerprofiel.notices.kinds.kind import Kind
from burgerprofiel.notices.letters.told import Told, of_kind
from burgerprofiel.notices.models import Notice
from burgerprofiel.notices.models.notices import Way
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.outbox import reach as reaching
from burgerprofiel.notices.outbox.taken import Outcome, Parcel, Taken
from burgerprofiel.notices.outbox.taking import Group
from burgerprofiel.notices.preferences import queries
from burgerprofiel.notices.preferences.rule import NOTHING_CHOSEN, Wanted, after_quiet, when
from burgerprofiel.notices.queries import told_at
from burgerprofiel.notices.senders import queries as senders
from burgerprofiel.people import vault
from burgerprofiel.people.profile.contact import Reach
from burgerprofiel.people.profile.queries import reaches
from burgerprofiel.people.vault import Vault

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Known:
    """All that was looked up for a batch."""

    notices: Mapping[tuple[CitizenId, UUID], Notice]
    announced: Mapping[UUID, Content]
    vaults: Mapping[CitizenId, Vault]
    reaches: Mapping[CitizenId, Reach]
    pushed: frozenset[CitizenId]
    wanted: Mapping[CitizenId, Wanted]
    now: datetime


def opened(groups: Sequence[Group], now: datetime) -> tuple[list[Parcel], list[Outcome]]:
    """Return the letters to write, and what became of the rest already."""
    if not groups:
        return [], []
    try:
        return _opened(groups, now)
    except (DatabaseError, PoolTimeout):
        raise
    except Exception:  # one that cannot be opened stops no other one
        log.exception("what waits could not be opened")
    if len(groups) == 1:
        return [], [Outcome(row, Way.FAILED, "unreadable") for row in groups[0]]
    each = [opened([group], now) for group in groups]
    return [parcel for parcels, _done in each for parcel in parcels], [one for _parcels, done in each for one in done]


def _opened(groups: Sequence[Group], now: datetime) -> tuple[list[Parcel], list[Outcome]]:
    known = _look_up([row for group in groups for row in group], now)
    parcels, done = list[Parcel](), list[Outcome]()
    for group in groups:
        rows, told = list[Taken](), list[Told]()
        for row in group:
            found = _judge(row, known)
            if isinstance(found, Outcome):
                done.append(found)
            else:
                rows.append(row)
                told.append(found)
        if rows:
            parcels.append(Parcel(tuple(rows), tuple(told), known.reaches[rows[0].citizen_id]))
    return parcels, done


def _look_up(rows: Sequence[Taken], now: datetime) -> _Known:
    citizens = list({row.citizen_id for row in rows})
    ids = list({row.notice_id for row in rows})
    found = Notice.objects.filter(citizen_id__in=citizens, id__in=ids)
    notices = {(CitizenId(each.citizen_id), each.id): each for each in found}
    announced = {each.announcement for each in notices.values() if each.announcement}
    by_push = [row.citizen_id for row in rows if row.channel is Channel.PUSH]
    return _Known(
        notices,
        announcements.contents(announced),
        vault.opened_all(citizens),
        reaches(citizens),
        reaching.pushed_to(by_push),
        queries.wanted_of(citizens),
        now,
    )


def _judge(row: Taken, known: _Known) -> Told | Outcome:
    """Return what to tell, or why it is not told now."""
    notice = known.notices.get((row.citizen_id, row.notice_id))
    kind = categories.find(notice.kind) if notice else None
    if notice is None or row.citizen_id not in known.reaches:
        return Outcome(row, Way.DROPPED, "gone")
    if kind is None:
        return Outcome(row, Way.FAILED, "unknown kind")
    if notice.expires_at and notice.expires_at <= known.now:
        return Outcome(row, Way.DROPPED, "expired")
    if row.give_up_at <= known.now:
        return Outcome(row, Way.FAILED, "too late")
    if notice.read_at and not kind.though_read:
        return Outcome(row, Way.DROPPED, "read")
    return _choice(row, kind, known) or _reached(row, known) or _told(row, notice, kind, known)


def _choice(row: Taken, kind: Kind, known: _Known) -> Outcome | None:
    """What the citizen wants today; what goes instead of another channel goes by this one whatever its default."""
    wanted = known.wanted.get(row.citizen_id, NOTHING_CHOSEN)
    if row.instead:
        at = known.now if kind.skips_quiet else after_quiet(known.now, wanted.quiet)
    else:
        found = when(kind, row.channel, wanted, known.now)
        if found is None:
            return Outcome(row, Way.DROPPED, "off")
        at = known.now if found.digest or row.digest else found.at
    if at > known.now and not row.digest:
        return Outcome(row, Way.WAITING, "quiet", again_at=at, attempts=row.attempts)
    return None


def _reached(row: Taken, known: _Known) -> Outcome | None:
    if row.channel is Channel.PUSH:
        return None if row.citizen_id in known.pushed else Outcome(row, Way.FAILED, "unreachable")
    reach = known.reaches[row.citizen_id]
    contact = reach.email if row.channel is Channel.EMAIL else reach.phone
    if contact is None or not contact.works:
        return Outcome(row, Way.FAILED, "unreachable", contact_id=contact.id if contact else None)
    return None


def _told(row: Taken, notice: Notice, kind: Kind, known: _Known) -> Told | Outcome:
    if notice.announcement:
        kept = known.announced.get(notice.announcement)
    else:
        try:
            plain = known.vaults[row.citizen_id].unseal(notice.sealed, content.notice_place(notice.id))
            kept = from_msgpack(plain, Content)
        except (KeyError, ValueError, NotSealedForThisError):
            kept = None
    if kept is None:
        return Outcome(row, Way.FAILED, "unreadable")
    told = of_kind(kind, notice.id, kept.values, notice.at, kept.path, **_named(notice))
    return replace(told, told_at=told_at(notice))


def _named(notice: Notice) -> dict[str, Kept]:
    """Who tells it, and whose look it has. Sources are remembered: mostly no SQL statement."""
    named: dict[str, Kept] = {"sender": notice.sender, "brand": notice.brand, "product": notice.product}
    source = senders.source(notice.source) if notice.source else None
    if source is None:
        return named
    named["sender_name"] = dict(source.names)
    brand = source.brands.get(notice.brand)
    return named | ({"brand_name": dict(brand.names), "colour": brand.colour} if brand else {})


def left(parcel: Parcel) -> list[Outcome]:
    """Return that a letter was not touched: it is free again, as it was."""
    return [Outcome(row, Way.WAITING, "left", attempts=row.attempts) for row in parcel.rows]
