"""What citizens do with their notices: read, done, all of them at once; and taking that back for some minutes (E1).

An act is known by its moment: what it changed bears that moment, so nothing beside the notices says what to take back.
Doing it twice changes nothing. Every act is one transaction with one line in the trail.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import connection, transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices import queries
from burgerprofiel.notices.events import NoticesMarked
from burgerprofiel.notices.models import Notice
from burgerprofiel.notices.own import ringing
from burgerprofiel.notices.own.lines import LINE, PART
from burgerprofiel.notices.queries import Read

LASTS = timedelta(minutes=15)
"""How long an act can be taken back."""

_LIVE = "(expires_at IS NULL OR expires_at > %(now)s)"
_KIN = f"""
id <= %(notice)s AND ("group", {PART}, {LINE}) IN (
  SELECT "group", {PART}, {LINE} FROM notices_notice WHERE citizen_id = %(citizen)s AND id = %(notice)s)
"""  # noqa: S608 - written above
"""The notice and the earlier ones of its line."""
_READ = "read_at = %(now)s"
_DONE = "done_at = %(now)s, read_at = coalesce(read_at, %(now)s)"
_UNREAD = "read_at IS NULL"
_UNDONE = "active AND done_at IS NULL"


class What(StrEnum):
    """What was done, as the trail says it."""

    READ = "read"
    DONE = "done"
    BACK = "back"
    """An act was taken back."""


@dataclass(frozen=True)
class Act:
    """What was done last."""

    at: datetime
    count: int
    """How many notices it changed."""

    @property
    def name(self) -> str:
        """By which it can be taken back."""
        return str(int((self.at - _EPOCH) / timedelta(microseconds=1)))


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NoSuchNoticeError(LookupError):
    """There is no such notice, or it is somebody else's."""


class TooLateError(LookupError):
    """The minutes are over, or nothing bears the moment of this act."""


@transaction.atomic
def open_one(citizen_id: CitizenId, notice_id: UUID, trace: Trace) -> Read:
    """Open a notice: it and the earlier ones of its line are read. Raises NoSuchNoticeError."""
    row = Notice.objects.filter(citizen_id=citizen_id, id=notice_id).first()
    if row is None:
        raise NoSuchNoticeError
    _mark(citizen_id, What.READ, f"{_UNREAD} AND {_KIN}", _READ, trace, notice_id)
    return queries.opened(citizen_id, [row])[0]


@transaction.atomic
def read_one(citizen_id: CitizenId, notice_id: UUID, trace: Trace) -> Act:
    """Mark a notice and the earlier ones of its line as read. Raises NoSuchNoticeError."""
    _must_be(citizen_id, notice_id)
    return _mark(citizen_id, What.READ, f"{_UNREAD} AND {_KIN}", _READ, trace, notice_id)


@transaction.atomic
def read_all(citizen_id: CitizenId, trace: Trace, upto: UUID | None = None) -> Act:
    """Mark all as read, up to the newest that was seen: what came since was not."""
    seen = " AND id <= %(notice)s" if upto else ""
    return _mark(citizen_id, What.READ, f"{_UNREAD} AND {_LIVE}{seen}", _READ, trace, upto)


@transaction.atomic
def done(citizen_id: CitizenId, notice_id: UUID, trace: Trace) -> Act:
    """Mark what a notice and the earlier ones of its line ask as done. Raises NoSuchNoticeError."""
    _must_be(citizen_id, notice_id)
    return _mark(citizen_id, What.DONE, f"{_UNDONE} AND {_KIN}", _DONE, trace, notice_id)


@transaction.atomic
def take_back(citizen_id: CitizenId, act: str, trace: Trace) -> Act:
    """Take an act back. Raises TooLateError."""
    at = named(act)
    if at is None or clock.now() - at >= LASTS:
        raise TooLateError
    found = _mark(
        citizen_id,
        What.BACK,
        "(read_at = %(then)s OR done_at = %(then)s)",
        "read_at = nullif(read_at, %(then)s), done_at = nullif(done_at, %(then)s)",
        trace,
        then=at,
    )
    if not found.count:
        raise TooLateError
    return found


def named(act: str) -> datetime | None:
    """Return the moment that names an act; None: that is no such name."""
    if not (act.isascii() and act.isdigit() and len(act) < 18):
        return None
    return _EPOCH + timedelta(microseconds=int(act))


def _must_be(citizen_id: CitizenId, notice_id: UUID) -> None:
    if not Notice.objects.filter(citizen_id=citizen_id, id=notice_id).exists():
        raise NoSuchNoticeError


def _mark(
    citizen_id: CitizenId,
    what: What,
    which: str,
    change: str,
    trace: Trace,
    notice_id: UUID | None = None,
    **more: datetime,
) -> Act:
    """Change these; rows are locked in their order, so that two tabs never wait for each other crosswise."""
    at = clock.now()
    statement = f"""
        WITH mine AS (
          SELECT id FROM notices_notice WHERE citizen_id = %(citizen)s AND {which} ORDER BY id FOR UPDATE
        )
        UPDATE notices_notice AS notice SET {change} FROM mine
        WHERE notice.citizen_id = %(citizen)s AND notice.id = mine.id
    """  # noqa: S608 - written above
    with connection.cursor() as cursor:
        cursor.execute(statement, {"citizen": citizen_id, "now": at, "notice": notice_id, **more})
        count = cursor.rowcount
    if count:
        record(citizen_id, trace, NoticesMarked(what=what.value, count=count, notice=str(notice_id or "")))
        ringing.after_this([citizen_id])
    return Act(at, count)
