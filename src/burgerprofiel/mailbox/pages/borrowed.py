"""`/berichten/elders/…`: a message of another registry, read there through us; nothing of it is kept here.

What makes it read is that its main content was opened there. Labels, payments and “unread” are of our own registry;
archiving is offered where the other registry can.
"""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.mailbox import reading
from burgerprofiel.mailbox.events import ElsewhereChanged, ElsewhereSeen
from burgerprofiel.mailbox.federation import members, names
from burgerprofiel.mailbox.federation.contract import Attached, NotThereError, SilentError, Whole
from burgerprofiel.mailbox.federation.http import Http
from burgerprofiel.mailbox.own import together
from burgerprofiel.mailbox.pages import elsewhere, words
from burgerprofiel.mailbox.pages.box import beside
from burgerprofiel.mailbox.pages.message import gone
from burgerprofiel.mailbox.pages.own_box import Mine, note, own_box
from burgerprofiel.mailbox.senders.texts import in_language


class Meant(NamedTuple):
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


def meant_by(mine: Mine, where: str, name: str) -> Meant:
    """Return which message an address means. Raises Http404."""
    registry, message_id = members.other(where), elsewhere.opened(name)
    if registry is None or not message_id or not together.possible(mine.viewer):
        raise Http404
    return Meant(registry, message_id)


@require_safe
@own_box
def message(request: HttpRequest, mine: Mine, where: str, name: str) -> HttpResponse:
    """Show where it came from, and frames that open what it holds. It is asked for while the list is."""
    meant = meant_by(mine, where, name)
    if "opnieuw" in request.GET:
        meant.registry.wake()
    coming = meant.registry.begun(together.reader(mine.viewer), meant.message_id)
    context = beside(request, mine)
    try:
        whole = coming()
    except NotThereError:
        return gone(request, mine)
    except SilentError:
        return silent(request, mine, meant)
    context |= _told(meant, whole)
    note(mine, ElsewhereSeen(registry=where, message=meant.message_id))
    return render(request, "mailbox/elsewhere.html", context)


@require_POST
@own_box
def show(request: HttpRequest, mine: Mine, where: str, name: str) -> HttpResponse:
    """`…/archief`: put it into the archive there, or (`terug`) take it out."""
    meant = meant_by(mine, where, name)
    visible = "terug" in request.POST
    if not meant.registry.about.can_hide:
        raise Http404
    try:
        meant.registry.show(together.reader(mine.viewer), meant.message_id, visible=visible)
    except NotThereError:
        return gone(request, mine)
    except SilentError:
        return silent(request, mine, meant)
    what = "restored" if visible else "archived"
    note(mine, ElsewhereChanged(registry=where, message=meant.message_id, what=what))
    return HttpResponseRedirect(meant.address, status=303)


def _told(meant: Meant, whole: Whole) -> dict[str, object]:
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


def silent(request: HttpRequest, mine: Mine, meant: Meant) -> HttpResponse:
    """The other registry does not answer: what is safe, and what to do now."""
    context = {
        "viewer": mine.viewer,
        "here": "mail",
        "back": "/berichten",
        "name": meant.name,
        "again": f"{request.path}?opnieuw",
    }
    return render(request, "mailbox/silent.html", context, status=503)


def _shows(found: Attached) -> bool:
    return found.media_type in reading.SHOWN
