"""`/berichten`: the list, with a pane to read in beside it where there is room (C14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from burgerprofiel.mailbox import tiles
from burgerprofiel.mailbox.events import ListSeen
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.mailbox.own import arranging, handling, together, wanted
from burgerprofiel.mailbox.own.listing import Row
from burgerprofiel.mailbox.own.wanted import View, Wanted
from burgerprofiel.mailbox.pages import elsewhere, words
from burgerprofiel.mailbox.pages.own_box import Mine, note, own_box
from burgerprofiel.mailbox.senders import faces

BILLS = 3
_LATEST = 1_000
"""Of so many of the latest messages the senders and kinds can be chosen as a filter."""


@require_safe
@own_box
def box(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Show the list; to pay comes first in the pane beside it."""
    context = beside(request, mine)
    elsewhere_owed = together.owed(context["listed"].elsewhere, words.language())
    bills = sorted([*tiles.to_pay(mine.box_id, BILLS), *elsewhere_owed], key=lambda row: row.due or row.at)[:BILLS]
    note(mine, ListSeen(count=len(context["rows"])), *together.events(context["listed"].states))
    known = faces.faces(row.organisation for row in bills if not row.where)
    shown = [(row, elsewhere.face(row, known), _address(row)) for row in bills]
    more = {"bills": shown, "unsure": elsewhere.unsure(context["listed"].elsewhere)}
    return render(request, "mailbox/box.html", context | more)


@require_http_methods(["GET", "HEAD", "POST"])
@own_box
def search(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Take a search and its filters, and go to the address of the list that they make; without them, to the list."""
    if request.method != "POST":
        return HttpResponseRedirect("/berichten", status=303)
    asked = wanted.read(request.POST.dict(), request.POST.get("q", ""))
    return HttpResponseRedirect(asked.address(mine.viewer.seal_key), status=303)


def beside(request: HttpRequest, mine: Mine) -> dict[str, Any]:
    """Return all that the list needs, on its own page and beside a message. At most seven SQL statements."""
    asked = wanted.from_address(request.GET.dict(), mine.viewer.seal_key)
    own = arranging.of(mine.box_id)
    kept = own.kept
    listed = together.page(mine.viewer, asked, mine.tally, words.language(), request.GET.dict())
    known = faces.faces(filter(None, [asked.organisation, *(row.organisation for row in listed.rows)]))
    known |= elsewhere.anywhere(known)
    tiles.remember(request, mine.tally.unread, listed.elsewhere)
    act = handling.last(own.undo, request.GET.get("gedaan", "")) if "gedaan" in request.GET else None
    key = mine.viewer.seal_key
    place = {name: str(value) for name, value in request.GET.items() if name in ("voor", "na")}
    return {
        "viewer": mine.viewer,
        "here": "mail",
        "back": request.get_full_path(),
        "tally": mine.tally,
        "stopped": mine.tally.state is State.STOPPED,
        "asked": asked,
        "views": [(view, replace(Wanted(), view=view).address(key)) for view in View],
        "rows": [
            (_named(row, kept), elsewhere.face(row, known), _beside(row, asked.address(key, **place)))
            for row in listed.rows
        ],
        "listed": listed,
        "unread_others": "" if together.possible(mine.viewer) else together.others_named(words.language()),
        "registries": elsewhere.registries(listed.states, asked.address(key, **place)),
        "older": asked.address(key, voor=str(listed.older)) if listed.older else "",
        "newer": asked.address(key, na=str(listed.newer)) if listed.newer else "",
        "list_address": asked.address(key, **place),
        "plain_address": Wanted(asked.view, words=asked.words).address(key),
        "filters_address": asked.address(key, filters="1"),
        "filters": filters(mine, asked, listed.rows) if request.GET.get("filters") else None,
        "chips": _chips(asked, known, kept, key),
        "own": own,
        "searches": [(each, _saved(each, key)) for each in kept.searches],
        "said": words.said(request.GET.get("fout", "")),
        "said_well": request.GET.get("fout", "") in words.WELL,
        "here_address": _here(request),
        "sealed_words": wanted.sealed(asked.words, key) if asked.words else "",
        "act": act,
        "act_words": words.done(msgspec.structs.replace(act, label=_label(act.label, kept))) if act else "",
        "export": asked.address(key).partition("?")[2],
        "language_now": words.language(),
        "words": words,
        "View": View,
    }


def _named(row: Row, kept: arranging.Kept) -> Row:
    """The row with what its labels are called."""
    return replace(row, labels=kept.names(row.labels)) if row.labels else row


def _label(label: str, kept: arranging.Kept) -> str:
    """What a label is called; one that was thrown away has no name any more."""
    return next(iter(kept.names([label])), "…")


def _here(request: HttpRequest) -> str:
    """The address of this page, without what it says of the last act."""
    kept = [(name, value) for name, value in request.GET.items() if name not in ("gedaan", "fout")]
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def _address(row: Row) -> str:
    return elsewhere.address(row.where, row.name) if row.where else f"/berichten/{row.id}"


def _beside(row: Row, list_address: str) -> str:
    """The address of a message that keeps the list as it is beside it."""
    _path, _mark, query = list_address.partition("?")
    return _address(row) + (f"?{query}" if query else "")


def _saved(search: arranging.Search, key: bytes) -> str:
    """The address of a saved search."""
    return wanted.read(dict(parse_qsl(search.wanted)), search.words).address(key)


def _chips(asked: Wanted, known: Mapping[str, faces.Face], kept: arranging.Kept, key: bytes) -> list[tuple[str, str]]:
    """Each filter that is set, in words, with the address of the list without it."""
    told = words.language()
    found = []
    if asked.words:
        found.append((f"“{asked.words}”", replace(asked, words="")))
    if asked.organisation:
        found.append((known[asked.organisation].name(told), replace(asked, organisation="")))
    if asked.message_type:
        found.append((faces.kind_name(asked.message_type, told), replace(asked, message_type="")))
    if asked.label:
        found.append((_label(asked.label, kept), replace(asked, label="")))
    if asked.since or asked.until:
        span = " – ".join(each.strftime("%d/%m/%Y") if each else "…" for each in (asked.since, asked.until))
        found.append((span, replace(asked, since=None, until=None)))
    return [(text, without.address(key)) for text, without in found]


def filters(mine: Mine, asked: Wanted, rows: Sequence[Row]) -> dict[str, Any]:
    """Return what can be chosen: the senders and kinds of the latest messages. One SQL statement, and their names.

    Of other registries: the senders on this page.
    """
    latest = Message.objects.filter(box_id=mine.box_id).order_by("-id").values_list("organisation", "message_type_id")
    pairs = set(latest[:_LATEST])
    told = words.language()
    theirs = {row.organisation for row in rows if row.where}
    senders = faces.faces(filter(None, {asked.organisation, *theirs, *(pair[0] for pair in pairs)}))
    senders |= elsewhere.anywhere(senders)
    kinds = set(filter(None, {asked.message_type, *(pair[1] for pair in pairs)}))
    return {
        "senders": sorted(((number, face.name(told)) for number, face in senders.items()), key=lambda each: each[1]),
        "kinds": sorted(((kind, faces.kind_name(kind, told)) for kind in kinds), key=lambda each: each[1]),
        "latest": _LATEST if mine.tally.messages > _LATEST else 0,
    }
