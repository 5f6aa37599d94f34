"""Our own registry, asked in the process itself: one of those that a citizen's mail lies at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from burgerprofiel.audit.events import Trace
from burgerprofiel.mailbox import actions, queries, reading
from burgerprofiel.mailbox.federation.configuration import OWN
from burgerprofiel.mailbox.federation.contract import (
    About,
    Attached,
    Entry,
    NotThereError,
    Page,
    Place,
    Question,
    Reader,
    Texts,
    Whole,
)
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.queries import File

Rows = Callable[[Reader, Question, UUID | None], QuerySet[Message]]
Count = Callable[[Reader, Question], int]


def _rows(reader: Reader, question: Question, after: UUID | None) -> QuerySet[Message]:
    return queries.messages(reader.box_id, question.wanted, after=after)


def _count(reader: Reader, question: Question) -> int:
    known = queries.tally(reader.box_id)
    return queries.count(reader.box_id, question.wanted, known) if known else 0


@dataclass(frozen=True)
class Own:
    """Our own registry, for one reader; `rows` and `count` narrow it to what our own screen can ask."""

    trace: Trace
    name: Texts
    rows: Rows = _rows
    count: Count = _count

    @property
    def about(self) -> About:
        """Who it is."""
        return About(OWN, self.name, can_hide=True)

    def ask(
        self,
        reader: Reader,
        question: Question,
        after: Place | None,
        limit: int,
        *,
        insist: bool,  # noqa: ARG002 - it never rests
    ) -> Callable[[], Page]:
        """Ask when the answer is waited for; see `contract.Registry`. At most five SQL statements."""

        def answer() -> Page:
            found = list(self.rows(reader, question, UUID(after.message_id) if after else None)[: limit + 1])
            files = queries.files_of(reader.box_id, found[:limit])
            entries = [_entry(row, len(files[row.id])) for row in found[:limit]]
            return Page(entries, more=len(found) > limit, total=self.count(reader, question))

        return answer

    def message(self, reader: Reader, message_id: str) -> Whole:
        """Return one message with its files; see `contract.Registry`."""
        row = _row(reader, message_id)
        files = queries.files(row)
        business = [
            ({"nl": str(each["key"])}, [{row.language: str(v)} for v in each["values"]]) for each in row.business
        ]
        return Whole(
            _entry(row, len(files)),
            [_attached(each, row.language) for each in files],
            business,
            has_body=_has_body(row),
        )

    def body(self, reader: Reader, message_id: str) -> Texts:
        """Return the body; see `contract.Registry`."""
        row = _row(reader, message_id)
        text = reading.body(row, Kind.CITIZEN)
        if not text:
            raise NotThereError
        actions.opened(reader.box_id, row.id, None, self.trace, main=row.body_is_main)
        return {row.language: text}

    def content(self, reader: Reader, message_id: str, attached: Attached) -> Iterator[bytes]:
        """Return a file in pieces; see `contract.Registry`."""
        row = _row(reader, message_id)
        file = next((each for each in queries.files(row) if str(each.id) == attached.id), None)
        if file is None:
            raise NotThereError
        try:
            pieces = reading.pieces(row, Kind.CITIZEN, file)
        except reading.LOST as error:
            raise NotThereError from error
        actions.opened(reader.box_id, row.id, file.id, self.trace, main=file.is_main)
        return pieces

    def show(self, reader: Reader, message_id: str, *, visible: bool) -> None:
        """Archive a message, or bring it back; see `contract.Registry`."""
        actions.show(reader.box_id, _row(reader, message_id).id, self.trace, visible=visible)


def _row(reader: Reader, message_id: str) -> Message:
    try:
        row = queries.message(reader.box_id, UUID(message_id))
    except ValueError:
        row = None
    if row is None:
        raise NotThereError
    return row


def _has_body(row: Message) -> bool:
    return row.withdrawn_at is None and (row.shared or row.body is not None)


def _attached(file: File, language: str) -> Attached:
    return Attached(
        str(file.id),
        {language: file.title} if file.title else {},
        file.file_name,
        file.media_type,
        file.octets,
        file.is_main,
        bytes(file.digest),
    )


def place(message_id: UUID) -> Place:
    """Return where a message stands: a box is ordered by its ids, which tell a moment (docs/decisions/0021)."""
    return Place((message_id.int >> 80) * 1000, str(message_id))


def _entry(row: Message, files: int) -> Entry:
    return Entry(
        registry=OWN,
        place=place(row.id),
        received_at=row.published_at,
        expires_at=row.expires_at,
        subject={row.language: row.subject},
        read=row.read_at is not None,
        visible=row.visible,
        registered=row.registered,
        message_type=row.message_type_id,
        organisation=row.organisation,
        application=row.application,
        files=files,
        body_is_main=row.body_is_main,
        own=row,
    )
