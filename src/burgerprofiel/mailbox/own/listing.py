"""The list that a citizen sees: a page of messages, how many there are, and which registries it is made of.

Messages of other registries join those of our own in `together`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from burgerprofiel.kit import clock
from burgerprofiel.kit.money import Money
from burgerprofiel.mailbox import queries
from burgerprofiel.mailbox.federation.side_by_side import State
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.own import wanted
from burgerprofiel.mailbox.own.waiting import Elsewhere
from burgerprofiel.mailbox.own.wanted import View, Wanted
from burgerprofiel.mailbox.queries import File, Tally

SIZE = 25
"""Messages on a page."""
MOST = 500
"""Messages that are counted where nothing beside the box tells how many there are; the page says “more than” then."""
_COUNTED = (Wanted(), Wanted(View.UNREAD), Wanted(View.ARCHIVE))
"""Of these the number stands beside the box."""


@dataclass(frozen=True)
class Row:
    """A message as the list shows it."""

    id: UUID
    """`messageId`; of another registry a name of ours for the page."""
    subject: str
    organisation: str
    message_type: str
    language: str
    at: datetime
    unread: bool
    registered: bool
    confirmed: bool
    withdrawn: bool
    files: int
    amount: Money | None
    due: datetime | None
    paid: str
    labels: tuple[str, ...]
    """Their ids (`arranging.Label`)."""
    visible: bool
    registry: str = ""
    """How the registry is called in which it lies, when that is not this one."""
    where: str = ""
    """The id of that registry."""
    name: str = ""
    """What the message is called there: its `messageId`."""

    @property
    def to_pay(self) -> bool:
        """Whether there is still something to pay, as far as the citizen said."""
        return self.due is not None and self.paid != "paid" and not self.withdrawn

    @property
    def overdue(self) -> bool:
        """Whether its day has gone by unpaid."""
        return self.to_pay and self.due is not None and self.due.astimezone(clock.BRUSSELS).date() < clock.today()


@dataclass(frozen=True)
class Listed:
    """A page of the list."""

    rows: tuple[Row, ...]
    total: int
    """How many there are with these filters, on all pages, in the registries that answered."""
    more: bool
    """Whether there are more than `total`, where counting stopped."""
    older: UUID | str | None
    """The cursor of the next page."""
    newer: UUID | str | None
    missing: tuple[str, ...] = ()
    """Registries that do not answer now: of theirs nothing is counted."""
    states: tuple[State, ...] = ()
    """How each registry did, ours first; without others: nothing."""
    here_only: str = ""
    """The registries that cannot be asked this, in words: the page is of our own alone."""
    elsewhere: Elsewhere | None = None
    """What waits at the other registries; None: they were not asked."""


def page(
    box_id: UUID, asked: Wanted, known: Tally, language: str, *, after: UUID | None = None, before: UUID | None = None
) -> Listed:
    """Return the page of messages older than `after`, or the one that ends just before `before`; else the first.

    At most five SQL statements: stems, messages, how many, and their files twice.
    """
    meant = wanted.as_filter(asked, language)
    rows = wanted.narrowed(queries.messages(box_id, meant, after=after), asked)
    shown, newer, older = _before(rows, before) if before else _after(rows, after)
    return Listed(
        tuple(row(each, files) for each, files in zip(shown, _files(box_id, shown), strict=True)),
        *said(asked, count(box_id, asked, meant, known, None if after else rows) if newer or older else len(shown)),
        shown[-1].id if shown and older else None,
        shown[0].id if shown and newer else None,
    )


def _after(rows: QuerySet[Message], after: UUID | None) -> tuple[list[Message], bool, bool]:
    """Return a page, whether there are newer messages and whether there are older ones."""
    found = list(rows[: SIZE + 1])
    return found[:SIZE], after is not None, len(found) > SIZE


def _before(rows: QuerySet[Message], before: UUID) -> tuple[list[Message], bool, bool]:
    """The same for the page that ends just before a message; what would be shorter than a page is the first page."""
    found = list(rows.filter(id__gt=before).reverse()[: SIZE + 1])
    return (found[:SIZE][::-1], True, True) if len(found) > SIZE else _after(rows, None)


def _files(box_id: UUID, shown: Sequence[Message]) -> list[list[File]]:
    files = queries.files_of(box_id, shown)
    return [files[each.id] for each in shown]


def attached(files: int, *, body_is_main: bool) -> int:
    """Return how many attachments hang on a message: one of its files is the letter itself, unless its text is."""
    return files if body_is_main else max(files - 1, 0)


def row(message: Message, files: Sequence[File]) -> Row:
    """Return a message as the list shows it."""
    return Row(
        message.id,
        message.subject,
        message.organisation,
        message.message_type_id,
        message.language,
        message.published_at,
        message.unread and message.withdrawn_at is None,
        message.registered,
        message.confirmed_at is not None,
        message.withdrawn_at is not None,
        attached(len(files), body_is_main=message.body_is_main),
        Money(message.amount) if message.amount is not None else None,
        message.due_at,
        message.paid,
        tuple(message.labels),
        message.visible,
    )


def count(
    box_id: UUID, asked: Wanted, meant: queries.Filter, known: Tally, rows: QuerySet[Message] | None = None
) -> int:
    """Return how many messages of this registry are meant; those that must be counted are counted up to `MOST` + 1.

    `rows` are those that are meant, when they are at hand. At most one SQL statement; more where words are sought.
    """
    if asked == Wanted(View.UNREAD):
        return known.unread
    if asked in _COUNTED:
        return queries.count(box_id, meant, known)
    return queries.counted(wanted.narrowed(queries.messages(box_id, meant), asked) if rows is None else rows, MOST)


def said(asked: Wanted, total: int) -> tuple[int, bool]:
    """Return what the page says of a total, and whether that is “more than”."""
    return (total, False) if total <= MOST or asked in _COUNTED else (MOST, True)
