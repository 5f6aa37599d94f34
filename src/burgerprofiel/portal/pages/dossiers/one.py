"""`/dossiers/<id>`: what to do first, where it stands, how it went, whom to ask, and what belongs to it.

Who looked at this page saw the change: it rings no more. A browser that asks ahead of time saw nothing.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from burgerprofiel.dossiers.own import course, handling, related
from burgerprofiel.dossiers.queries import Owner, Whole, one
from burgerprofiel.dossiers.theme import beside
from burgerprofiel.kit.answers import Data, Nothing
from burgerprofiel.kit.prefetching import is_ahead_of_time
from burgerprofiel.portal.asking import dossiers as asking
from burgerprofiel.portal.pages.common import to_ask_again
from burgerprofiel.portal.pages.dossiers import words
from burgerprofiel.portal.pages.dossiers.mine import SERVICE, gone, joining, kept, own_dossiers, services
from burgerprofiel.portal.standing import notices
from burgerprofiel.sources import queries
from burgerprofiel.sources.service import Answers


@require_safe
@own_dossiers
def dossier(request: HttpRequest, owner: Owner, dossier: UUID) -> HttpResponseBase:
    """Show one; MAGDA is waited for only when it does not lie here, and was not asked yet."""
    answers = kept(owner)
    found = one(owner, dossier, beside.told(answers))
    if found is None and owner.is_citizen and (SERVICE.name not in answers or "opnieuw" in request.GET):
        answers = _asked(owner, answers)
        found = one(owner, dossier, beside.told(answers))
    if found is None:
        return _missing(request, owner, dossier, answers)
    rings = found.file.unseen and owner.may_change and request.method == "GET" and not is_ahead_of_time(request)
    handling.look(owner, dossier, here=found.file.here, rings=rings)
    return render(request, "portal/dossiers/one.html", _told(request, owner, found, answers))


def _asked(owner: Owner, answers: Answers) -> Answers:
    again = to_ask_again(answers, services(owner))
    found = Answers({each.name: answer for each, answer in queries.gather(owner.viewer, services(owner), again)})
    return joining(owner).known(found)


def _missing(request: HttpRequest, owner: Owner, dossier: UUID, answers: Answers) -> HttpResponse:
    """Not there, or not to be seen now: a source that was silent says nothing about this dossier."""
    answer = answers.of(SERVICE)
    if not owner.is_citizen or isinstance(answer, Data | Nothing):
        return gone(request, owner)
    context = {
        "viewer": owner.viewer,
        "here": "dossiers",
        "back": f"/dossiers/{dossier}",
        "notices": notices([SERVICE], answers, ""),
        "again": f"/dossiers/{dossier}?opnieuw=1",
    }
    return render(request, "portal/dossiers/silent.html", context, status=503)


def _told(request: HttpRequest, owner: Owner, found: Whole, answers: Answers) -> dict[str, Any]:
    file = found.file
    years = course.years(file.changes)
    return {
        "viewer": owner.viewer,
        "here": "dossiers",
        "back": request.path,
        "file": file,
        "now": file.now,
        "whole": found,
        "line": course.line(file.changes),
        "years": years,
        "steps": sum(len(year.steps) + len(year.folded) for year in years),
        "number": words.number(file.number),
        "about": words.about(file),
        "messages": related.messages(owner, file),
        "certificates": related.certified(owner, file),
        "beside": asking.beside_file(owner, file),
        "as_of": answers[SERVICE.name].as_of if not file.here and SERVICE.name in answers else None,
        "may_change": owner.may_change,
        "done": words.done(request.GET),
        "words": words,
    }
