"""An organisation's work, in the order in which it must be done: overdue first, then what nobody has, then by day.

Every function takes the rights of who looks: what is not theirs to handle is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from burgerprofiel.kit import clock
from burgerprofiel.mailbox import sealed
from burgerprofiel.mailbox.models import Partition, RuleSuggestion, SenderRight, Work, WorkNote
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.work.rights import GENERAL, Rights

SOON = timedelta(days=7)
SIZE = 25
_LAST = date(9999, 12, 31)


@dataclass(frozen=True)
class Wanted:
    """Which work."""

    state: str = "open"
    mine: bool = False
    unassigned: bool = False
    partition: str = ""
    """A partition's code, GENERAL for what is in none; empty: all."""


class Row(NamedTuple):
    """A message as work."""

    message_id: UUID
    subject: str
    organisation: str
    message_type: str
    published_at: datetime
    registered: bool
    withdrawn: bool
    unread: bool
    partition_id: UUID | None
    assignee: UUID | None
    due_on: date | None
    state: str
    handed_to: str
    rank: int
    """0: overdue; 1: nobody has it; 2: due within a week; 3: the rest."""


class Position(NamedTuple):
    """Behind which row a list goes on."""

    rank: int
    due_on: date
    message_id: UUID

    @classmethod
    def of(cls, row: Row) -> Position:
        """Return the one behind a row."""
        return cls(row.rank, row.due_on or _LAST, row.message_id)

    def written(self) -> str:
        """As it stands in an address."""
        return f"{self.rank}.{self.due_on.isoformat()}.{self.message_id}"

    @classmethod
    def read(cls, text: str) -> Position | None:
        """Return what `written` made; None for anything else."""
        try:
            rank, day, message = text.split(".")
            return cls(int(rank) % 10, date.fromisoformat(day), UUID(message))
        except ValueError:
            return None


class Counts(NamedTuple):
    """How much there is to do."""

    open: int
    overdue: int
    unassigned: int
    mine: int


_RANK = """CASE WHEN work.state = 'open' AND work.due_on < %(today)s THEN 0 WHEN work.assignee IS NULL THEN 1
  WHEN work.due_on <= %(soon)s THEN 2 ELSE 3 END"""
_MINE = "(%(everything)s OR work.partition_id = ANY(%(partitions)s) OR (work.partition_id IS NULL AND %(general)s))"
_LIST = f"""
SELECT * FROM (
  SELECT message.id, message.subject, message.organisation, message.message_type_id, message.published_at,
    message.registered, message.withdrawn_at IS NOT NULL, message.read_at IS NULL, work.partition_id, work.assignee,
    work.due_on, work.state, work.handed_to, {_RANK} AS rank
  FROM mailbox_work AS work JOIN mailbox_message AS message
    ON message.box_id = work.box_id AND message.id = work.message_id
  WHERE work.box_id = %(box)s AND work.state = %(state)s AND message.expires_at > %(now)s AND {_MINE}
    AND (NOT %(mine)s OR work.assignee = %(person)s) AND (NOT %(unassigned)s OR work.assignee IS NULL)
    AND (%(any)s OR work.partition_id IS NOT DISTINCT FROM %(partition)s)
) AS work
WHERE %(first)s OR (rank, coalesce(due_on, '9999-12-31'), id) > (%(rank)s, %(day)s, %(message)s)
ORDER BY rank, coalesce(due_on, '9999-12-31'), id LIMIT %(limit)s
"""  # noqa: S608 - our own parts
_COUNTS = f"""
SELECT count(*), count(*) FILTER (WHERE work.due_on < %(today)s), count(*) FILTER (WHERE work.assignee IS NULL),
  count(*) FILTER (WHERE work.assignee = %(person)s)
FROM mailbox_work AS work JOIN mailbox_message AS message
  ON message.box_id = work.box_id AND message.id = work.message_id
WHERE work.box_id = %(box)s AND work.state = 'open' AND message.expires_at > %(now)s AND {_MINE}
"""  # noqa: S608 - our own parts


_FINISHED = f"""
SELECT message.id, message.subject, message.organisation, message.message_type_id, message.published_at,
  message.registered, message.withdrawn_at IS NOT NULL, message.read_at IS NULL, work.partition_id, work.assignee,
  work.due_on, work.state, work.handed_to, 3 AS rank
FROM mailbox_work AS work JOIN mailbox_message AS message
  ON message.box_id = work.box_id AND message.id = work.message_id
WHERE work.box_id = %(box)s AND work.state = %(state)s AND message.expires_at > %(now)s AND {_MINE}
  AND (NOT %(mine)s OR work.assignee = %(person)s) AND (NOT %(unassigned)s OR work.assignee IS NULL)
  AND (%(any)s OR work.partition_id IS NOT DISTINCT FROM %(partition)s)
  AND (%(first)s OR work.message_id < %(message)s)
ORDER BY work.message_id DESC LIMIT %(limit)s
"""  # noqa: S608 - our own parts
"""What is finished is read from its newest end: years of it cost no more than a week."""


def partitions(box_id: UUID) -> Sequence[Partition]:
    """Return an organisation's partitions by name, without GENERAL and without those that ended."""
    return list(Partition.objects.filter(box_id=box_id, ended_at=None).order_by("name", "id"))


def listed(rights: Rights, wanted: Wanted, after: Position | None = None) -> tuple[list[Row], Position | None]:
    """Return a page of work, and where the next begins. Two SQL statements at most."""
    partition = _partition(rights, wanted.partition)
    if wanted.partition and wanted.partition != GENERAL and partition is None:
        return [], None
    behind = after or Position(0, _LAST, UUID(int=0))
    values: dict[str, Any] = _rights(rights) | {
        "state": wanted.state,
        "mine": wanted.mine,
        "unassigned": wanted.unassigned,
        "any": not wanted.partition,
        "partition": partition,
        "first": after is None,
        "rank": behind.rank,
        "day": behind.due_on,
        "message": behind.message_id,
        "limit": SIZE + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LIST if wanted.state == "open" else _FINISHED, values)
        rows = [Row(*each) for each in cursor.fetchall()]
    return rows[:SIZE], Position.of(rows[SIZE - 1]) if len(rows) > SIZE else None


def counts(rights: Rights) -> Counts:
    """Return how much there is to do. One SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, _rights(rights))
        return Counts(*cursor.fetchone())


def one(rights: Rights, message_id: UUID) -> Work | None:
    """Return a message as work, if it is theirs to handle. One SQL statement."""
    row = Work.objects.filter(box_id=rights.box_id, message_id=message_id).first()
    return row if row and rights.covers(row.partition_id) else None


class Suggestion(NamedTuple):
    """A rule that a sender suggests."""

    id: UUID
    message_type: str
    application: str
    sender: str
    why: str


def suggestions(box_id: UUID) -> Sequence[Suggestion]:
    """Return what senders suggest and nobody answered yet, oldest first. One SQL statement."""
    rows = RuleSuggestion.objects.filter(box_id=box_id, state="open").order_by("id")
    return [Suggestion(*values) for values in rows.values_list(*Suggestion._fields)]


class Sent(NamedTuple):
    """Who sends what to organisations here."""

    organisations: frozenset[str]
    applications: frozenset[str]
    message_types: frozenset[str]


def sent_to_organisations() -> Sent:
    """Return whom and what a rule can be about. One SQL statement."""
    rights = SenderRight.objects.filter(box_kind=Kind.ENTERPRISE)
    rows = list(rights.values_list("organisation_id", "application_id", "message_type_id"))
    return Sent(*(frozenset(row[place] for row in rows) for place in range(3)))


def sends_to_organisations(sender: str, message_type: str, application: str) -> bool:
    """Whether an organisation may send this kind, with this program, to organisations; empty: any. One statement."""
    rows = SenderRight.objects.filter(box_kind=Kind.ENTERPRISE, organisation_id=sender)
    rows = rows.filter(message_type_id=message_type) if message_type else rows
    return (rows.filter(application_id=application) if application else rows).exists()


class Note(NamedTuple):
    """What a colleague wrote."""

    text: str
    by: UUID | None
    at: datetime


def notes(work: Work) -> list[Note]:
    """Return what was written about it, oldest first. One SQL statement."""
    rows = WorkNote.objects.filter(box_id=work.box_id, message_id=work.message_id).order_by("id")
    return [Note(_text(row), row.by, row.at) for row in rows]


def _text(row: WorkNote) -> str:
    place = f"mailbox.work_note.text:{row.id}"
    return sealed.unseal(Kind.ENTERPRISE, row.box_id, bytes(row.text), place).decode()


def _partition(rights: Rights, code: str) -> UUID | None:
    if not code or code == GENERAL:
        return None
    row = Partition.objects.filter(box_id=rights.box_id, code=code).first()
    return row.id if row else None


def _rights(rights: Rights) -> dict[str, Any]:
    today = clock.today()
    return {
        "box": rights.box_id,
        "person": rights.person,
        "everything": rights.everything,
        "partitions": list(rights.partitions),
        "general": rights.general,
        "today": today,
        "soon": today + SOON,
        "now": clock.now(),
    }
