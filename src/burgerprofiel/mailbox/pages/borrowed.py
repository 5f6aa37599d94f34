"""`/berichten/elders/…`: a message of another registry, read there through us; nothing of it is kept here.

What makes it read is that its main content was opened there. Labels, payments and “unread” are of our own registry;
archiving is offered where the other registry can.
"""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.audit.events import Event
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.mailbox import reading
from burgerprofiel.mailbox.events import BoxExported, ElsewhereChanged, ElsewhereOpened, ElsewhereSeen
from burgerprofiel.mailbox.federation import members, names
from burgerprofiel.mailbox.federation.contract import Attached, NotThereError, Reader, SilentError, Whole
from burgerprofiel.mailbox.federation.http import Http
from burgerprofiel.mailbox.own import open_data, packed, together, waiting
from burgerprofiel.mailbox.pages import elsewhere, opening, words
from burgerprofiel.mailbox.pages.box import beside
from burgerprofiel.mailbox.pages.message import gone
from burgerprofiel.mailbox.pages.own_box import Mine, note, own_box
from burgerprofiel.mailbox.senders.texts import in_language


class _Meant(NamedTuple):
    registry: Http
    message_id: str

    @property
    def address(self) -> str:
        return elsewhere.address(self.registry.peer.id, self.message_id)

    @property
    def name(self) -> str:
        return in_language(self.registry.about.name, words.language())

    def whole(self, mine: Mine) -> Whole:
        """Raises SilentError, NotThereError."""
        return self.registry.message(together.reader(mine.viewer), self.message_id)


def _meant(mine: Mine, where: str, name: str) -> _Meant:
    """Return which message an address means. Raises Http404."""
    registry, message_id = members.other(where), elsewhere.opened(name)
    if registry is None or not message_id or not together.possible(mine.viewer):
        raise Http404
    return _Meant(registry, message_id)


@require_safe
@own_box
def message(request: HttpRequest, mine: Mine, where: str, name: str) -> HttpResponse:
    """Show where it came from, and frames that open what it holds. It is asked for while the list is."""
    meant = _meant(mine, where, name)
    if "opnieuw" in request.GET:
        meant.registry.wake()
    coming = meant.registry.begun(together.reader(mine.viewer), meant.message_id)
    context = beside(request, mine)
    try:
        whole = coming()
    except NotThereError:
        return gone(request, mine)
    except SilentError:
        return _silent(request, mine, meant)
    context |= _told(meant, whole)
    note(mine, ElsewhereSeen(registry=where, message=meant.message_id))
    return render(request, "mailbox/elsewhere.html", context)


@require_safe
@own_box
def text(request: HttpRequest, mine: Mine, where: str, name: str) -> HttpResponse:
    """`…/tekst`: the text of the message, for the frame on its page."""
    meant = _meant(mine, where, name)
    if opening.is_ahead_of_time(request) or request.method != "GET":
        return opening.not_yet()
    try:
        whole = meant.whole(mine)
        body = meant.registry.body(together.reader(mine.viewer), meant.message_id)
    except NotThereError:
        return gone(request, mine)
    except SilentError:
        return opening.framed(_silent(request, mine, meant), opening.TEXT)
    _count(mine, whole, main=whole.entry.body_is_main)
    note(mine, _opened(meant, "", main=whole.entry.body_is_main))
    told = in_language(body, words.language())
    return opening.text(request, meant.name, told, _language(body))


@require_safe
@own_box
def file(request: HttpRequest, mine: Mine, where: str, name: str, part: str) -> HttpResponseBase:
    """`…/stukken/<id>`: a file, passed on while it comes; of the other registry's headers nothing is believed."""
    meant = _meant(mine, where, name)
    if opening.is_ahead_of_time(request) or request.method != "GET":
        return opening.not_yet()
    try:
        wanted = elsewhere.opened(part)
        whole = meant.whole(mine)
        found = next((each for each in whole.files if each.id == wanted), None)
        if found is None:
            return gone(request, mine)
        pieces = meant.registry.content(together.reader(mine.viewer), meant.message_id, found)
    except NotThereError:
        return gone(request, mine)
    except SilentError:
        return _silent(request, mine, meant)
    _count(mine, whole, main=found.is_main)
    note(mine, _opened(meant, found.id, main=found.is_main))
    let_go()
    return opening.file(pieces, found.media_type, found.file_name, save="bewaar" in request.GET)


@require_safe
@own_box
def saved(request: HttpRequest, mine: Mine, where: str, name: str) -> HttpResponseBase:
    """`…/alles.zip`: the message, its text and its files. That opens the main content there."""
    meant = _meant(mine, where, name)
    if opening.is_ahead_of_time(request) or request.method != "GET":
        return opening.not_yet()
    who = together.reader(mine.viewer)
    try:
        whole = meant.whole(mine)
        line = open_data.of_other(whole.entry, _sender(whole), meant.name, words.language())
        about = msgspec.json.format(msgspec.json.encode(line), indent=2)
        parts = [packed.Part("bericht.json", iter([about]), small=True)]
        if whole.has_body:
            text = reading.plain(in_language(meant.registry.body(who, meant.message_id), words.language()))
            parts.append(packed.Part("bericht.txt", iter([text.encode()]), small=True))
        parts += [_part(meant, who, each) for each in whole.files[:1]]
    except NotThereError:
        return gone(request, mine)
    except SilentError:
        return _silent(request, mine, meant)
    _count(mine, whole, main=True)
    note(mine, _opened(meant, "", main=True), BoxExported(form="zip", count=1))
    let_go()
    day = whole.entry.received_at.astimezone(clock.BRUSSELS).date()
    others = (_part(meant, who, each) for each in whole.files[1:])
    content = packed.zipped(chain(parts, others), whole.entry.received_at)
    answer = StreamingHttpResponse(content, content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="bericht-{day}.zip"'
    return answer


def _part(meant: _Meant, who: Reader, file: Attached) -> packed.Part:
    """Raises SilentError, NotThereError."""
    return packed.Part(file.file_name, meant.registry.content(who, meant.message_id, file))


def _sender(whole: Whole) -> str:
    return elsewhere.sender(whole.entry.registry, whole.entry.organisation).name(words.language())


@require_POST
@own_box
def show(request: HttpRequest, mine: Mine, where: str, name: str) -> HttpResponse:
    """`…/archief`: put it into the archive there, or (`terug`) take it out."""
    meant = _meant(mine, where, name)
    visible = "terug" in request.POST
    if not meant.registry.about.can_hide:
        raise Http404
    try:
        meant.registry.show(together.reader(mine.viewer), meant.message_id, visible=visible)
    except NotThereError:
        return gone(request, mine)
    except SilentError:
        return _silent(request, mine, meant)
    what = "restored" if visible else "archived"
    note(mine, ElsewhereChanged(registry=where, message=meant.message_id, what=what))
    return HttpResponseRedirect(meant.address, status=303)


def _told(meant: _Meant, whole: Whole) -> dict[str, object]:
    """What the page says of the message."""
    language = words.language()
    row = together.row(whole.entry, language)
    shown = next((each for each in whole.files if each.is_main and _shows(each)), None)
    return {
        "message": {"id": row.id, "subject": row.subject},
        "address": meant.address,
        "row": row,
        "entry": whole.entry,
        "who": elsewhere.sender(row.where, row.organisation),
        "kind": in_language(names.called(names.Key(row.where, "messageTypes", row.message_type)), language),
        "place": meant.name,
        "can_hide": meant.registry.about.can_hide,
        "has_body": whole.has_body,
        "shown": shown,
        "others": [each for each in whole.files if each is not shown],
        "business": [(in_language(n, language), [in_language(v, language) for v in vs]) for n, vs in whole.business],
        "opens": bool(whole.entry.body_is_main or shown),
        "part": lambda each: elsewhere.address(row.where, each.id).rpartition("/")[2],
        "shows": _shows,
        "title": lambda each: in_language(each.title, language) or each.file_name,
    }


def _silent(request: HttpRequest, mine: Mine, meant: _Meant) -> HttpResponse:
    """The other registry does not answer: what is safe, and what to do now."""
    context = {
        "viewer": mine.viewer,
        "here": "mail",
        "back": "/berichten",
        "name": meant.name,
        "again": f"{request.path}?opnieuw",
    }
    return render(request, "mailbox/silent.html", context, status=503)


def _count(mine: Mine, whole: Whole, *, main: bool) -> None:
    """What was opened just now is unread no more, in the menu too."""
    if main and not whole.entry.read and whole.entry.visible:
        waiting.opened(mine.viewer, whole.entry.registry)


def _opened(meant: _Meant, attachment: str, *, main: bool) -> Event:
    return ElsewhereOpened(registry=meant.registry.peer.id, message=meant.message_id, attachment=attachment, main=main)


def _shows(found: Attached) -> bool:
    return found.media_type in reading.SHOWN


def _language(body: object) -> str:
    told = words.language()
    return told if isinstance(body, dict) and told in body else "nl"
