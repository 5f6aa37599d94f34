"""`/berichten/elders/…/tekst`, `…/stukken/<id>`, `…/alles.zip`: opening what a message of another registry holds.

It passes through us and is not kept; of that registry's headers nothing is believed.
"""

from __future__ import annotations

from itertools import chain

import msgspec
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from burgerprofiel.audit.events import Event
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.prefetching import is_ahead_of_time, not_yet
from burgerprofiel.mailbox import reading
from burgerprofiel.mailbox.events import BoxExported, ElsewhereOpened
from burgerprofiel.mailbox.federation.contract import Attached, NotThereError, Reader, SilentError, Whole
from burgerprofiel.mailbox.own import open_data, packed, together, waiting
from burgerprofiel.mailbox.pages import elsewhere, opening, words
from burgerprofiel.mailbox.pages.borrowed import Meant, meant_by, silent
from burgerprofiel.mailbox.pages.message import gone
from burgerprofiel.mailbox.pages.own_box import Mine, note, own_box
from burgerprofiel.mailbox.senders.texts import in_language


@require_safe
@own_box
def text(request: HttpRequest, mine: Mine, where: str, name: str) -> HttpResponse:
    """`…/tekst`: the text of the message, for the frame on its page."""
    meant = meant_by(mine, where, name)
    if is_ahead_of_time(request) or request.method != "GET":
        return not_yet()
    try:
        whole = meant.whole(mine)
        body = meant.registry.body(together.reader(mine.viewer), meant.message_id)
    except NotThereError:
        return gone(request, mine)
    except SilentError:
        return opening.framed(silent(request, mine, meant), opening.TEXT)
    _count(mine, whole, main=whole.entry.body_is_main)
    note(mine, _opened(meant, "", main=whole.entry.body_is_main))
    told = in_language(body, words.language())
    return opening.text(request, meant.name, told, _language(body))


@require_safe
@own_box
def file(request: HttpRequest, mine: Mine, where: str, name: str, part: str) -> HttpResponseBase:
    """`…/stukken/<id>`: a file, passed on while it comes; of the other registry's headers nothing is believed."""
    meant = meant_by(mine, where, name)
    if is_ahead_of_time(request) or request.method != "GET":
        return not_yet()
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
        return silent(request, mine, meant)
    _count(mine, whole, main=found.is_main)
    note(mine, _opened(meant, found.id, main=found.is_main))
    let_go()
    return opening.file(pieces, found.media_type, found.file_name, save="bewaar" in request.GET)


@require_safe
@own_box
def saved(request: HttpRequest, mine: Mine, where: str, name: str) -> HttpResponseBase:
    """`…/alles.zip`: the message, its text and its files. That opens the main content there."""
    meant = meant_by(mine, where, name)
    if is_ahead_of_time(request) or request.method != "GET":
        return not_yet()
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
        return silent(request, mine, meant)
    _count(mine, whole, main=True)
    text_of = [("", whole.entry.body_is_main)] if whole.has_body else []
    opened = [*text_of, *((each.id, each.is_main) for each in whole.files)]
    note(mine, *(_opened(meant, each, main=it) for each, it in opened), BoxExported(form="zip", count=1))
    let_go()
    day = whole.entry.received_at.astimezone(clock.BRUSSELS).date()
    others = (_part(meant, who, each) for each in whole.files[1:])
    content = packed.zipped(chain(parts, others), whole.entry.received_at)
    answer = StreamingHttpResponse(content, content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="bericht-{day}.zip"'
    return answer


def _part(meant: Meant, who: Reader, file: Attached) -> packed.Part:
    """Raises SilentError, NotThereError."""
    return packed.Part(file.file_name, meant.registry.content(who, meant.message_id, file))


def _sender(whole: Whole) -> str:
    return elsewhere.sender(whole.entry.registry, whole.entry.organisation).name(words.language())


def _count(mine: Mine, whole: Whole, *, main: bool) -> None:
    """What was opened just now is unread no more, in the menu too."""
    if main and not whole.entry.read and whole.entry.visible:
        waiting.opened(mine.viewer, whole.entry.registry)


def _opened(meant: Meant, attachment: str, *, main: bool) -> Event:
    return ElsewhereOpened(registry=meant.registry.peer.id, message=meant.message_id, attachment=attachment, main=main)


def _language(body: object) -> str:
    told = words.language()
    return told if isinstance(body, dict) and told in body else "nl"
