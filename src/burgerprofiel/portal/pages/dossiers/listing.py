"""`/dossiers`: what lies here is on the page at once; what MAGDA knows goes between it when it arrives (B7, D1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from burgerprofiel.dossiers.events import ListSeen
from burgerprofiel.dossiers.own import wanted
from burgerprofiel.dossiers.own.magda import is_silence
from burgerprofiel.dossiers.queries import (
    File,
    Listed,
    Owner,
    Told,
    Turn,
    View,
    Wanted,
    added,
    between,
    choices,
    outdated,
    page,
)
from burgerprofiel.dossiers.theme import beside
from burgerprofiel.kit.answers import Data
from burgerprofiel.portal import arrivals
from burgerprofiel.portal.arrivals import Place
from burgerprofiel.portal.asking import dossiers as asking
from burgerprofiel.portal.pages.common import asked as ask
from burgerprofiel.portal.pages.common import to_ask_again
from burgerprofiel.portal.pages.dossiers import words
from burgerprofiel.portal.pages.dossiers.mine import SERVICE, joining, kept, note, others, own_dossiers, services
from burgerprofiel.portal.standing import Notice, notices, source_line
from burgerprofiel.sources.service import Answers

LOOK = "portal/dossiers/list.html"


@require_safe
@own_dossiers
def dossiers(request: HttpRequest, owner: Owner) -> HttpResponseBase:
    """The list; `?opnieuw` asks MAGDA once more."""
    asked = wanted.read(request.GET.dict())
    turn = Turn(wanted.place(request.GET.get("na", "")), wanted.place(request.GET.get("voor", "")))
    answers = kept(owner)
    refresh = to_ask_again(answers, [SERVICE]) if "opnieuw" in request.GET and owner.is_citizen else frozenset()
    streams = owner.is_citizen and (bool(refresh) or SERVICE.name not in answers)
    said = Told() if streams else beside.told(answers)
    listed = page(owner, asked, said, turn)
    told = context(request, owner, asked)
    places = _places(owner, asked, turn, listed, told["reported"], streams=streams)
    incoming = ask(owner.viewer, places, answers, refresh) if streams else None
    note(owner, ListSeen(count=len(listed.rows)))
    return arrivals.page(
        request,
        LOOK,
        places,
        told | _around(owner, asked, listed, said, request),
        known=answers,
        incoming=joining(owner).joined(iter(incoming)) if incoming is not None else None,
    )


def context(request: HttpRequest, owner: Owner, asked: Wanted) -> dict[str, Any]:
    """Return what every page of the list needs."""
    return {
        "viewer": owner.viewer,
        "here": "dossiers",
        "back": request.get_full_path() if request.method != "POST" else wanted.PAGE,
        "asked": asked,
        "views": [(view, words.view(view), replace(asked, view=view).address()) for view in View],
        "all_bodies": replace(asked, body="").address(),
        "View": View,
        "sought": "",
        "done": None,
        "words": words,
        "reported": asking.reported(owner),
    }


def _around(owner: Owner, asked: Wanted, listed: Listed, said: Told, request: HttpRequest) -> dict[str, Any]:
    """What stands around the rows: filters, pages, and what was done last."""
    narrows = "filters" in request.GET or asked.body
    return {
        "listed": listed,
        "bodies": choices(owner, said) if narrows else [],
        "filters": asked.address(filters="1"),
        "older": asked.address(na=str(listed.older)) if listed.older else "",
        "newer": asked.address(voor=str(listed.newer)) if listed.newer else "",
        "done": words.done(request.GET),
    }


def _places(
    owner: Owner, asked: Wanted, turn: Turn, listed: Listed, reported: Callable[[File], str], *, streams: bool
) -> list[Place]:
    """Two places: how many there are, and the end of the list, which brings what belongs between its rows."""

    def count(answers: Answers) -> str:
        more = added(asked, beside.told(answers)) if streams else 0
        return _drawn("count", heading=words.count(asked.view, listed.total + more))

    def rest(answers: Answers) -> str:
        said = beside.told(answers)
        rows = between(listed, asked, said, turn) if streams else []
        gone = outdated(listed, said) if streams else []
        return _drawn(
            "rest",
            rows=rows,
            silent=said.silent,
            gone=gone,
            notices=_notices(answers),
            again=asked.address(opnieuw="1"),
            source=source_line([SERVICE], answers),
            empty=words.empty(asked) if len(listed.rows) == len(gone) and not rows else "",
            asked=asked,
            words=words,
            reported=reported,
        )

    asks, also = services(owner), others(owner)
    unknown = partial(_drawn, "count", heading="")
    waiting = "portal/waiting/card.html"
    return [
        Place("count", asks, count, unknown, "portal/waiting/standing.html", others=also),
        Place("rest", asks, rest, partial(_drawn, "failed"), waiting, title=_("What is known elsewhere"), others=also),
    ]


def _notices(answers: Answers) -> list[Notice]:
    """What must be said of MAGDA's answer; which body behind it was silent is said by name."""
    if SERVICE.name not in answers:
        return []
    answer = answers.of(SERVICE)
    by_name = [each.text for each in answer.remarks if is_silence(each)] if isinstance(answer, Data) else []
    return [each for each in notices([SERVICE], answers, "") if each.kind != "nothing" and each.text not in by_name]


def _drawn(part: str, **more: Any) -> str:  # noqa: ANN401 - context
    return str(get_template(f"portal/dossiers/{part}.html").render(more))
