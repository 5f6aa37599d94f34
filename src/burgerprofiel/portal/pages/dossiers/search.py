"""`POST /dossiers/zoeken`: names, numbers and bodies. The words go in the body: somebody may type a national number."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from burgerprofiel.dossiers.events import ListSeen
from burgerprofiel.dossiers.own import search, wanted
from burgerprofiel.dossiers.own.files import File
from burgerprofiel.dossiers.queries import Owner, Wanted
from burgerprofiel.dossiers.theme import beside
from burgerprofiel.portal import arrivals
from burgerprofiel.portal.arrivals import Place
from burgerprofiel.portal.pages.common import asked as ask
from burgerprofiel.portal.pages.dossiers import words
from burgerprofiel.portal.pages.dossiers.listing import context
from burgerprofiel.portal.pages.dossiers.mine import SERVICE, joining, kept, note, others, own_dossiers, services
from burgerprofiel.portal.standing import unanswered
from burgerprofiel.sources.service import Answers

SHOWN = 100
"""So many are shown; more are counted, and another word narrows them."""


@require_http_methods(["GET", "HEAD", "POST"])
@own_dossiers
def results(request: HttpRequest, owner: Owner) -> HttpResponseBase:
    """Show what was found; without words it is the list."""
    given = request.POST.dict()
    asked, query = wanted.read(given), given.get("q", "").strip()[: search.LONGEST]
    if request.method != "POST" or not query:
        return HttpResponseRedirect(asked.address(), status=303)
    mine, whole = search.here(owner, asked, query)
    answers = kept(owner)
    told = context(request, owner, asked)
    html = partial(_html, told["reported"])
    draw, failed = partial(_results, asked, query, mine, html, whole=whole), partial(html, failed=True)
    places = [Place("found", services(owner), draw, failed, "portal/waiting/results.html", others=others(owner))]
    incoming = ask(owner.viewer, places, answers) if owner.is_citizen else None
    note(owner, ListSeen(count=len(mine), sought=True))
    more: dict[str, Any] = {"sought": query, "filters": "", "bodies": []}
    return arrivals.page(
        request,
        "portal/dossiers/search.html",
        places,
        told | more,
        known=answers,
        incoming=joining(owner).joined(iter(incoming)) if incoming is not None else None,
    )


def _results(
    asked: Wanted, query: str, mine: list[File], html: Callable[..., str], answers: Answers, *, whole: bool
) -> str:
    said = beside.told(answers)
    found = sorted([*mine, *search.elsewhere(said, asked, query)], key=lambda file: file.key)
    asks = [SERVICE] if SERVICE.name in answers else []
    missing = [*unanswered(asks, answers), *(_name(each.name) for each in said.silent)]
    return html(found=found, missing=missing, whole=whole)


def _name(name: str) -> str:
    return name or _("One of the bodies")


def _html(
    reported: Callable[[File], str],
    found: list[File] | None = None,
    missing: list[str] | None = None,
    *,
    whole: bool = True,
    failed: bool = False,
) -> str:
    rows = found or []
    context = {
        "rows": rows[:SHOWN],
        "total": len(rows),
        "most": search.MOST,
        "missing": missing or [],
        "whole": whole,
        "failed": failed,
        "words": words,
        "reported": reported,
    }
    return str(get_template("portal/dossiers/found.html").render(context))
