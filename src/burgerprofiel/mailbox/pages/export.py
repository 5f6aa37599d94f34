"""Taking it along: the list as CSV or JSON, one message with all that is in it as a zip, a due day for the calendar."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from burgerprofiel.kit import clock, formats
from burgerprofiel.kit.connections import let_go
from burgerprofiel.mailbox import actions, queries, reading
from burgerprofiel.mailbox.events import BoxExported
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.own import arranging, packed, paying, wanted
from burgerprofiel.mailbox.pages import opening, words
from burgerprofiel.mailbox.pages.content import may_open
from burgerprofiel.mailbox.pages.message import gone
from burgerprofiel.mailbox.pages.own_box import Mine, note, own_box, told
from burgerprofiel.mailbox.senders import faces

_AT_ONCE = 500
_COLUMNS = (
    "messageId", "receiptDate", "expirationDate", "sender", "senderOrganizationId", "subject", "read", "archived",
    "registered", "withdrawn", "labels", "amount", "dueDate", "paid",
)  # fmt: skip


@require_safe
@own_box
def listed(request: HttpRequest, mine: Mine, form: str) -> HttpResponseBase:
    """`/berichten/uitvoer.csv`, `.json`: the whole list with its filters, however long, a part at a time."""
    asked = wanted.from_address(request.GET.dict(), mine.viewer.seal_key)
    meant = wanted.as_filter(asked, words.language())
    kept = arranging.of(mine.box_id).kept
    total = wanted.narrowed(queries.messages(mine.box_id, meant), asked).order_by().count()
    note(mine, BoxExported(form=form, count=total))
    language = words.language()

    def rows() -> Iterator[dict[str, Any]]:
        after: UUID | None = None
        while found := list(wanted.narrowed(queries.messages(mine.box_id, meant, after=after), asked)[:_AT_ONCE]):
            names = faces.faces(row.organisation for row in found)
            let_go()
            yield from (_told(row, names[row.organisation].name(language), kept) for row in found)
            after = found[-1].id

    writers: dict[str, tuple[str, Callable[[Iterator[dict[str, Any]]], Iterator[bytes]]]] = {
        "csv": ("text/csv; charset=utf-8", _csv),
        "json": ("application/json", _json),
    }
    media_type, write = writers[form]
    answer = StreamingHttpResponse(write(rows()), content_type=media_type)
    name = _("mailbox")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{clock.today()}.{form}"'
    return answer


@require_safe
@own_box
def whole(request: HttpRequest, mine: Mine, message_id: UUID) -> HttpResponseBase:
    """`/berichten/<id>/alles.zip`: the message, its text and its files. That opens the main content."""
    row = queries.message(mine.box_id, message_id)
    if row is None or not may_open(row):
        return gone(request, mine)
    if opening.is_ahead_of_time(request) or request.method == "HEAD":
        return opening.not_yet()
    files, body = queries.files(row), reading.body(row, mine.tally.kind)
    sender = faces.faces([row.organisation])[row.organisation].name(words.language())
    about = _told(row, sender, arranging.of(mine.box_id).kept)
    parts = [packed.Part("bericht.json", iter([msgspec.json.format(msgspec.json.encode(about), indent=2)]), small=True)]
    if body:
        parts.append(packed.Part("bericht.txt", iter([reading.plain(body).encode()]), small=True))
    try:
        parts += [packed.Part(file.file_name, reading.pieces(row, mine.tally.kind, file)) for file in files]
    except reading.LOST:
        return told(request, mine.viewer, "lost", 503)
    main = next((file.id for file in files if file.is_main), None)
    actions.opened(mine.box_id, row.id, main, mine.viewer.trace, main=True)
    note(mine, BoxExported(form="zip", count=1))
    let_go()
    answer = StreamingHttpResponse(packed.zipped(parts, row.published_at), content_type="application/zip")
    day = row.published_at.astimezone(clock.BRUSSELS).date()
    answer.headers["Content-Disposition"] = f'attachment; filename="bericht-{day}.zip"'
    return answer


@require_safe
@own_box
def due(request: HttpRequest, mine: Mine, message_id: UUID) -> HttpResponse:
    """`/berichten/<id>/vervaldag.ics`: the day on which it must be paid."""
    row = queries.message(mine.box_id, message_id)
    bill = paying.bill(row, faces.faces([row.organisation])[row.organisation].name(words.language())) if row else None
    if row is None or bill is None or bill.due is None or row.withdrawn_at:
        return gone(request, mine)
    title = _("Pay %(amount)s to %(name)s") % {"amount": formats.money(bill.money), "name": bill.payee}
    told_lines = [row.subject, f"IBAN {bill.iban}" if bill.iban else "", bill.reference]
    text = paying.calendar(bill, str(row.id), title, "\n".join(filter(None, told_lines)), clock.now())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{bill.due}.ics"'
    return answer


def _told(row: Message, sender: str, kept: arranging.Kept) -> dict[str, Any]:
    """A message as open data, named as the contract names it."""
    return {
        "messageId": str(row.id),
        "receiptDate": _at(row.published_at),
        "expirationDate": _at(row.expires_at),
        "sender": sender,
        "senderOrganizationId": row.organisation,
        "subject": row.subject,
        "read": row.read_at is not None,
        "archived": not row.visible,
        "registered": row.registered,
        "withdrawn": row.withdrawn_at is not None,
        "labels": list(kept.names(row.labels)),
        "amount": f"{row.amount / 100:.2f}" if row.amount is not None else None,
        "dueDate": row.due_at.astimezone(clock.BRUSSELS).date().isoformat() if row.due_at else None,
        "paid": row.paid == "paid" if row.amount is not None else None,
    }


def _at(moment: datetime) -> str:
    return moment.astimezone(clock.BRUSSELS).isoformat(timespec="seconds")


def _json(rows: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    yield b'{"items": ['
    for number, row in enumerate(rows):
        yield (b",\n" if number else b"\n") + msgspec.json.encode(row)
    yield b"\n]}\n"


def _csv(rows: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    """With a mark that spreadsheets need to read accents, and no cell that one of them would calculate."""
    page = io.StringIO()
    writer = csv.writer(page)
    yield "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in _COLUMNS])
        yield page.getvalue().encode()
        page.seek(0)
        page.truncate()
    yield page.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    text = ", ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
