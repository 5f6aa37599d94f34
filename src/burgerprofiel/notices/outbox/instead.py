"""A notice that did not arrive goes another way (E4): to another address of the same kind, else by another channel.

Only where the kind may go by that channel and its sender listed it, and never by one that the citizen switched off
themselves. Once each.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.notices import categories
from burgerprofiel.notices.kinds.kind import How, Kind
from burgerprofiel.notices.models import Delivery, Notice
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.outbox import reach
from burgerprofiel.notices.outbox.taken import Outcome
from burgerprofiel.notices.preferences import queries
from burgerprofiel.notices.preferences.rule import NOTHING_CHOSEN, Wanted

GIVE_UP = timedelta(days=3)
_ORDER = (Channel.EMAIL, Channel.PUSH, Channel.SMS)
_NO_OTHER = frozenset({"too late", "unwritable", "unreadable", "unknown kind"})
"""Another channel would not help."""


def go(failed: Sequence[Outcome]) -> None:
    """Let the notices of these go another way, within the running transaction; some SQL statements for all."""
    failed = [each for each in failed if each.why not in _NO_OTHER]
    if not failed:
        return
    citizens = list({each.row.citizen_id for each in failed})
    reached, wanted = reach.channels_of(citizens), queries.wanted_of(citizens)
    ids = list({each.row.notice_id for each in failed})
    notices = {
        (CitizenId(row.citizen_id), row.id): row for row in Notice.objects.filter(citizen_id__in=citizens, id__in=ids)
    }
    tried = set(Delivery.objects.filter(citizen_id__in=citizens, notice_id__in=ids).values_list("notice_id", "channel"))
    now = clock.now()
    for each in failed:
        notice = notices.get((each.row.citizen_id, each.row.notice_id))
        kind = categories.find(notice.kind) if notice else None
        if notice is None or kind is None or _is_over(notice, kind, now):
            continue
        mine = wanted.get(each.row.citizen_id, NOTHING_CHOSEN)
        here = reached.get(each.row.citizen_id, frozenset())
        some = [channel for channel in _ORDER if channel in here and _may(notice, kind, channel, mine)]
        if each.row.channel in some and each.is_dead:
            _again(each, now)
            continue
        other = next((channel for channel in some if (notice.id, channel.value) not in tried), None)
        if other is not None:
            _add(each, other, _until(notice, now), now)
            tried.add((notice.id, other.value))


def _is_over(notice: Notice, kind: Kind, now: datetime) -> bool:
    """Whether nobody needs to hear it any more."""
    return bool((notice.read_at and not kind.though_read) or (notice.expires_at and notice.expires_at <= now))


def _may(notice: Notice, kind: Kind, channel: Channel, wanted: Wanted) -> bool:
    """Whether a notice may go there instead: what its sender did not list, or the citizen switched off, stays off."""
    if notice.channels is not None and channel.value not in notice.channels:
        return False
    return channel in kind.channels and wanted.how.get((kind.group, channel)) is not How.NEVER


def _until(notice: Notice, now: datetime) -> datetime:
    return min(now + GIVE_UP, notice.expires_at) if notice.expires_at else now + GIVE_UP


def _again(outcome: Outcome, now: datetime) -> None:
    """The same delivery, to another address of theirs, as another letter: of the first one more may be told yet."""
    row = outcome.row
    Delivery.objects.filter(citizen_id=row.citizen_id, id=row.id).update(way="waiting", contact_id=None)
    _wait(outcome, row.id, row.channel, row.give_up_at, now, letter=uuid7())


def _add(outcome: Outcome, channel: Channel, until: datetime, now: datetime) -> None:
    row, known = outcome.row, uuid7()
    Delivery.objects.create(
        citizen_id=row.citizen_id,
        id=known,
        notice_id=row.notice_id,
        channel=channel.value,
        way="waiting",
        why="instead",
        created_at=now,
        due_at=now,
        way_at=now,
    )
    _wait(outcome, known, channel, until, now)


_WAIT = """
INSERT INTO notices_waiting (id, citizen_id, notice_id, channel, instead, due_at, give_up_at, letter)
VALUES (%s, %s, %s, %s, true, %s, %s, %s)
"""


def _wait(
    outcome: Outcome, known: UUID, channel: Channel, until: datetime, now: datetime, letter: UUID | None = None
) -> None:
    row = outcome.row
    with connection.cursor() as cursor:
        cursor.execute(_WAIT, [known, row.citizen_id, row.notice_id, channel.value, now, until, letter])
