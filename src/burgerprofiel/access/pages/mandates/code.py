"""`/op/volmachten/code`: who got a code sees who gives what, and accepts or refuses. The code is in no address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from burgerprofiel.access import limits
from burgerprofiel.access.going_on import Wrong
from burgerprofiel.access.own import owner
from burgerprofiel.access.pages.mandates.overview import frame, name_of, to_all
from burgerprofiel.access.pages.mandates.words import sentence, shown
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.access.request import trace_of
from burgerprofiel.people.mandates import actions, queries
from burgerprofiel.people.mandates.mandate import Mandate
from burgerprofiel.people.mandates.rules import NotPossibleError


@require_http_methods(["GET", "HEAD", "POST"])
@owner()
def enter(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Take the code, show what it is for, then take the answer. Wrong codes are counted; right ones are not."""
    code = request.POST.get("code", "")[:40]
    if request.method != "POST":
        return _form(request)
    try:
        tries = limits.take(f"mandate code {known.citizen_id.hex}", limits.address_of(request))
    except limits.TooManyError as error:
        return _form(request, code, _wait(error.minutes), status=429)
    found = queries.invited(code)
    if found is None:
        return _form(request, code, sentence(NotPossibleError("unknown")), status=400)
    limits.give_back(tries)
    if found.giver == known.citizen_id:
        return _form(request, code, sentence(NotPossibleError("own")), status=400)
    return _answer(request, known, found, code)


def _answer(request: HttpRequest, known: SignedIn, found: Mandate, code: str) -> HttpResponse:
    name, trace = name_of(known), trace_of(request)
    try:
        match request.POST.get("antwoord"):
            case "ja":
                actions.accept(code, known.citizen_id, name, trace)
                return to_all("aanvaard")
            case "nee":
                actions.refuse(code, known.citizen_id, name, trace)
                return to_all("geweigerd")
    except NotPossibleError as refusal:
        return _form(request, code, sentence(refusal), status=400)
    return render(request, "access/mandate_offer.html", frame(request, {"it": shown(found), "code": code}))


def _form(request: HttpRequest, code: str = "", told: str = "", status: int = 200) -> HttpResponse:
    wrong = (Wrong("code", told),) if told else ()
    return render(request, "access/mandate_code.html", frame(request, {"code": code, "wrong": wrong}), status=status)


def _wait(minutes: int) -> str:
    return ngettext(
        "Too many wrong codes. Nothing changed. Try again in %(num)s minute.",
        "Too many wrong codes. Nothing changed. Try again in %(num)s minutes.",
        minutes,
    ) % {"num": minutes}
