"""Taking it along: the list as a table, JSON or a zip, one message whole, a due day for the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from burgerprofiel.kit import clock, formats
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.prefetching import is_ahead_of_time, not_yet
from burgerprofiel.mailbox import actions, queries, reading
from burgerprofiel.mailbox.events import BoxExported
from burgerprofiel.mailbox.own import arranging, open_data, packed, paying, takeaway, together, wanted
from burgerprofiel.mailbox.own.copying import Copying
from burgerprofiel.mailbox.own.takeaway import Takeaway
from burgerprofiel.mailbox.pages import words
from burgerprofiel.mailbox.pages.content import may_open
from burgerprofiel.mailbox.pages.message import gone
from burgerprofiel.mailbox.pages.own_box import Mine, note, own_box, told
from burgerprofiel.mailbox.senders import faces
from burgerprofiel.mailbox.senders.texts import in_language


@require_safe
@own_box
def listed(request: HttpRequest, mine: Mine, form: str) -> HttpResponseBase:
    """`/berichten/uitvoer.csv`, `.json`, `.zip`: the whole list with its filters, however long, a part at a time."""
    if is_ahead_of_time(request):
        return not_yet()
    media_type, write = _WRITERS[form]
    if request.method == "HEAD":
        return HttpResponse(content_type=media_type)
    asked, language = wanted.from_address(request.GET.dict(), mine.viewer.seal_key), words.language()
    meant = wanted.as_filter(asked, language)
    total = wanted.narrowed(queries.messages(mine.box_id, meant), asked).order_by().count()
    note(mine, BoxExported(form=form, count=total))
    copying = Copying(mine.viewer, asked, language, together.reader(mine.viewer))
    taken = Takeaway(copying, arranging.of(mine.box_id).kept, language)
    name = _("mailbox")
    answer = StreamingHttpResponse(_speaking(language, write(taken)), content_type=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{clock.today()}.{form}"'
    return answer


def _csv(taken: Takeaway) -> Iterator[bytes]:
    return open_data.as_csv(taken.lines(), lambda: _missing(taken))


def _json(taken: Takeaway) -> Iterator[bytes]:
    return open_data.as_json(taken.lines(), lambda: taken.missing)


def _zip(taken: Takeaway) -> Iterator[bytes]:
    """The list, then what messages hold that were opened before, then what one must know of it."""

    def parts() -> Iterator[packed.Part]:
        yield packed.Part("berichten.csv", _csv(taken), small=True)
        yield from taken.contents()
        yield packed.Part(_("READ ME.txt"), iter(["\r\n\r\n".join(_remarks(taken)).encode()]), small=True)

    return packed.zipped(parts(), clock.now())


_WRITERS: dict[str, tuple[str, Callable[[Takeaway], Iterator[bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "json": ("application/json", _json),
    "zip": ("application/zip", _zip),
}
"""The form of each copy, and what writes it."""


def _missing(taken: Takeaway) -> list[str]:
    told = _("The messages of %(name)s are not in it, or not all of them: it did not answer. They are safe there.")
    return [told % {"name": name} for name in taken.missing]


def _remarks(taken: Takeaway) -> list[str]:
    """What one must know of what was taken along."""
    count = len(taken.read)
    opened = ngettext(
        "The contents of %(n)s message are in folders: only of what you opened before, for a copy opens nothing.",
        "The contents of %(n)s messages are in folders: only of what you opened before, for a copy opens nothing.",
        count,
    )
    told = [
        _("This is a copy of the list of your messages (berichten.csv), made on %(date)s.")
        % {"date": formats.moment(clock.now())},
        opened % {"n": count},
    ]
    if count >= takeaway.MOST:
        told.append(_("Those are the newest; older contents you save from the message itself."))
    told += [_("Not whole, or not there: %(name)s") % {"name": name} for name in dict.fromkeys(taken.broken)]
    return [*told, *_missing(taken)]


def _speaking(language: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Write them in the reader's language, which the thread has forgotten by then."""
    while True:
        with translation.override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


@require_safe
@own_box
def whole(request: HttpRequest, mine: Mine, message_id: UUID) -> HttpResponseBase:
    """`/berichten/<id>/alles.zip`: the message, its text and its files. That opens the main content."""
    row = queries.message(mine.box_id, message_id)
    if row is None or not may_open(row):
        return gone(request, mine)
    if is_ahead_of_time(request) or request.method == "HEAD":
        return not_yet()
    files, body = queries.files(row), reading.body(row, mine.tally.kind)
    sender = faces.faces([row.organisation])[row.organisation].name(words.language())
    labels = arranging.of(mine.box_id).kept.names(row.labels)
    about = open_data.of_own(row, sender, labels, in_language(together.own_name(), words.language()))
    parts = [packed.Part("bericht.json", iter([msgspec.json.format(msgspec.json.encode(about), indent=2)]), small=True)]
    if body:
        parts.append(packed.Part("bericht.txt", iter([reading.plain(body).encode()]), small=True))
    try:
        parts += [packed.Part(file.file_name, reading.pieces(row, mine.tally.kind, file)) for file in files]
    except reading.LOST:
        return told(request, mine.viewer, "lost", 503)
    contents = [*([(None, row.body_is_main)] if body else []), *((file.id, file.is_main) for file in files)]
    actions.opened_together(mine.box_id, row.id, contents, mine.viewer.trace)
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
