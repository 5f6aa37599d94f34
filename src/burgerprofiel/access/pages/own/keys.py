"""`/op/sleutels`: a citizen's digital keys: which there are, giving one a name, taking one away, adding one (A8)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from burgerprofiel.access import ending, going_on, visits, warnings
from burgerprofiel.access.going_on import Wrong
from burgerprofiel.access.keys import Kind, catalogue, reach, store
from burgerprofiel.access.models import DigitalKey
from burgerprofiel.access.own import outranks, owner, stronger_first
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.access.request import trace_of
from burgerprofiel.access.restrictions import Restricted, restrictions_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.post import mail, where

LONGEST_NAME = 80
_FORM = ["GET", "HEAD", "POST"]
_NOTHING: tuple[Wrong, ...] = ()


class _Shown(NamedTuple):
    """A key in the list."""

    row: DigitalKey
    title: str
    icon: str


@require_safe
@owner()
def mine(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """List them, with what can be added."""
    context = {
        "keys": [_shown(row) for row in store.mine(known.citizen_id)],
        "card": catalogue.EID in catalogue.KINDS,
        "card_used": visits.last_with(known.citizen_id, Key.eid),
        "elsewhere": reach.used_elsewhere(known.citizen_id),
        "has_user_name": store.has_user_name(known.citizen_id),
        "addable": [kind for kind in catalogue.KINDS if kind.enrol],
        "further": urlencode({"verder": going_on.HOME}),
        "locked": Restricted.LOCKED in restrictions_of(known.citizen_id, clock.today()),
        "done": _done(request),
        "warned_at": [where.hidden(address) for address in warnings.addresses(known.citizen_id)],
        "can_warn": mail.offered() and not catalogue.only(),
        "can_lock": any(Key.eid in kind.keys for kind in catalogue.KINDS),
    }
    return render(request, "access/keys.html", _frame(request, known, context))


def _done(request: HttpRequest) -> str:
    """What has just happened, in a sentence; the address names it, the words are ours."""
    match request.GET.get("gedaan"):
        case "naam":
            return _("The key has its new name.")
        case "weg":
            return _("The key was removed. From now on nobody can sign in with it.")
        case "open":
            return _("Your keys work again.")
        case _other:
            return ""


@require_http_methods(_FORM)
@owner()
def rename(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Give a key another name."""
    row = _asked(request, known.citizen_id)
    if row is None:
        return _back()
    name, wrong = row.label, _NOTHING
    if request.method == "POST":
        name = " ".join(request.POST.get("name", "").split())
        wrong = _wrong_name(name)
        if not wrong:
            store.rename(known.citizen_id, row.id, name, trace_of(request))
            return _back("naam")
    context = {"key": _shown(row), "name": name, "wrong": wrong, "longest": LONGEST_NAME}
    return render(request, "access/key_rename.html", _frame(request, known, context), status=400 if wrong else 200)


def _wrong_name(name: str) -> tuple[Wrong, ...]:
    if not name:
        return (Wrong("name", _("Give the key a name, so that you recognise it.")),)
    if len(name) > LONGEST_NAME or not name.isprintable():
        return (Wrong("name", _("Give the key a shorter name: at most 80 letters and signs.")),)
    return ()


@require_http_methods(_FORM)
@owner(lately=True)
def remove(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Ask first, saying what still works; then take the key away, at once and for good."""
    row = _asked(request, known.citizen_id)
    if row is None:
        return _back()
    if not outranks(known, row.kind):
        return stronger_first(request, Key[row.kind].level)
    if request.method == "POST":
        _remove(request, known, row)
        return _back("weg")
    context = {"key": _shown(row), "left": _left(known.citizen_id, row)}
    return render(request, "access/key_remove.html", _frame(request, known, context))


@transaction.atomic
def _remove(request: HttpRequest, known: SignedIn, row: DigitalKey) -> None:
    """Whoever has the key may be inside already: unless the citizen says otherwise all else that is open ends too."""
    if request.POST.get("elders"):
        ending.end_everywhere(known.citizen_id, trace_of(request), but=known.id)
    store.remove(known.citizen_id, row.id, trace_of(request))


def _left(citizen_id: CitizenId, without: DigitalKey) -> str:
    """The kinds with which the citizen can still sign in."""
    left = {row.kind for row in store.mine(citizen_id) if row.id != without.id}
    elsewhere = [kind for kind, _last in reach.used_elsewhere(citizen_id)]
    kinds = [
        kind
        for kind in catalogue.KINDS
        if kind in elsewhere or kind.key.name in left or not (kind.enrol or kind.upstream)
    ]
    return ", ".join(kind.title() for kind in kinds)


def _asked(request: HttpRequest, citizen_id: CitizenId) -> DigitalKey | None:
    """The key that the address names, when it is the citizen's own."""
    try:
        key_id = UUID(request.GET.get("sleutel", ""))
    except ValueError:
        return None
    return next((row for row in store.mine(citizen_id) if row.id == key_id), None)


def _shown(row: DigitalKey) -> _Shown:
    kind: Kind | None = catalogue.kind_named(row.kind)
    return _Shown(row, reach.key_title(Key[row.kind]), kind.icon if kind else "key")


def _frame(request: HttpRequest, known: SignedIn, context: Mapping[str, object]) -> dict[str, object]:
    return {"here": "sign-in", "back": request.get_full_path(), "tab": "keys", "who": known.who, **context}


def _back(done: str = "") -> HttpResponse:
    return HttpResponseRedirect(f"/op/sleutels?gedaan={done}" if done else "/op/sleutels", status=303)
