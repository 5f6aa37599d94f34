"""`GET /ebox/messages`: newest first, all filters, by pages; on v3 also from where one was (`after`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from burgerprofiel.kit import problems, responses
from burgerprofiel.mailbox import queries, reading
from burgerprofiel.mailbox.events import ListSeen
from burgerprofiel.mailbox.filters import Filter
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.own import arranging
from burgerprofiel.mailbox.registry import boxes, cursors, surfaces
from burgerprofiel.mailbox.registry.asked import Asked
from burgerprofiel.mailbox.registry.boxes import Readable
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.doors import door
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES
from burgerprofiel.mailbox.registry.surfaces import Surface
from burgerprofiel.mailbox.registry.wire import messages as wire
from burgerprofiel.mailbox.senders.book import Book, book

USUAL, LARGEST = 25, 100
LANGUAGES = ("nl", "fr", "de")
_FILTERS = (
    "receivedBefore",
    "receivedAfter",
    "expiredBefore",
    "expiredAfter",
    "readStatus",
    "visible",
    "messageTypeId",
    "senderOrganizationId",
    "senderApplicationId",
    "q",
    "qlang",
)
_V2 = ("page", "pageSize", "registeredMail", *_FILTERS)
_V3 = ("page", "pageSize", "after", "isRegisteredMail", "isUnread", "label", *_FILTERS)


@door(MESSAGES, CONSUMER)
def listing(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Answer with a page of the list."""
    surface = surfaces.of(request)
    asked = Asked(request, _V2 if surface is Surface.V2 else _V3)
    known, names = boxes.readable(caller), book()
    wanted, size = _wanted(known, asked, surface, names), asked.number("pageSize", USUAL, LARGEST)
    page = asked.number("page", 1)
    rows = _rows(known, wanted, asked, page, size)
    alone = page == 1 and "after" not in asked and len(rows) <= size
    total = len(rows) if alone else queries.count(known.id, wanted, known.tally) if known.opened else 0
    files = queries.files_of(known.id, rows[:size])
    opened = _opened(known, rows[:size], surface)
    told: dict[str, object] = {
        "items": [wire.message(row, files[row.id], surface, names, opened(row)) for row in rows[:size]],
        "totalItems": total,
    }
    if surface is Surface.V3:
        told |= {"pageSize": size} | ({} if "after" in asked else {"page": page})
        if len(rows) > size:
            told["next"] = _next(request, known, rows[size - 1])
    known.note(ListSeen(count=len(rows[:size])))
    return responses.private(told)


def _opened(known: Readable, rows: Sequence[Message], surface: Surface) -> Callable[[Message], wire.Opened]:
    """Return what opens the bills and labels of these messages. Three SQL statements at most, usually none."""
    bills = reading.payments(rows, known.tally.kind)
    labelled = surface is Surface.V3 and any(row.labels for row in rows)
    kept = arranging.of(known.id, known.tally.kind).kept if labelled else arranging.NOTHING
    return lambda row: wire.Opened(bills.get(row.id), kept.names(row.labels))


def _rows(known: Readable, wanted: Filter, asked: Asked, page: int, size: int) -> Sequence[Message]:
    """Return a page, and one more row when there is one."""
    if "after" in asked and "page" in asked:
        raise problems.invalid("page", "A list goes on by page or by after, not by both.", where="query")
    after = cursors.read(known.id, asked.text("after")) if "after" in asked else None
    start = (page - 1) * size
    if not known.opened or start >= known.tally.messages:
        return []
    found = list(queries.messages(known.id, wanted, after=after).defer("body", "sought")[start : start + size + 1])
    queries.withdrawn_for_all(found)
    return found


def _wanted(known: Readable, asked: Asked, surface: Surface, names: Book) -> Filter:
    text, language = asked.text("q"), asked.one_of("qlang", LANGUAGES)
    if "q" in asked and not language:
        raise problems.invalid("qlang", "Say in which language to search: nl, fr or de.", where="query")
    v2 = surface is Surface.V2
    return Filter(
        received_before=asked.before("receivedBefore"),
        received_after=asked.after("receivedAfter"),
        expired_before=asked.before("expiredBefore"),
        expired_after=asked.after("expiredAfter"),
        read=asked.flag("readStatus"),
        visible=asked.flag("visible"),
        registered=asked.flag("registeredMail" if v2 else "isRegisteredMail"),
        unread=None if v2 else asked.flag("isUnread"),
        label=""
        if v2 or not asked.text("label")
        else arranging.label_id(known.id, known.tally.kind, asked.text("label")),
        message_type=asked.text("messageTypeId"),
        organisation=asked.text("senderOrganizationId"),
        application=asked.text("senderApplicationId"),
        text=text,
        language=language if text.strip() else "",
        named=names.named(text, language),
    )


def _next(request: HttpRequest, known: Readable, last: Message) -> str:
    kept = {name: request.GET[name] for name in request.GET if name not in ("page", "after")}
    return f"{Surface.V3.origin}/ebox/messages?{urlencode(kept | {'after': cursors.written(known.id, last.id)})}"
