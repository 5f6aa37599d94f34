"""`/op/volmachten/nieuw`: giving a mandate, to a person (with a code) or to an organisation (by its number)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.access.mandating import check_may_give
from burgerprofiel.access.own import owner
from burgerprofiel.access.pages.mandates.overview import frame, name_of, to_one
from burgerprofiel.access.pages.mandates.words import sentence
from burgerprofiel.access.proofs import strongest
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.access.request import trace_of
from burgerprofiel.access.warnings import News, warn
from burgerprofiel.kit import clock, formats
from burgerprofiel.kit.cbe import CbeNumber
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.organisations.queries import Organisation, organisation_with
from burgerprofiel.people.mandates import actions, scopes
from burgerprofiel.people.mandates.actions import Taker
from burgerprofiel.people.mandates.mandate import Terms
from burgerprofiel.people.mandates.rules import LONGEST_YEARS, NotPossibleError, check_terms, years_later

_FIELDS = {"no-scope": "scopes", "begins": "begins", "ends-early": "ends", "ends-late": "ends", "wider": "ends"}


class Filled(NamedTuple):
    """The form as it was filled in."""

    whom: str
    """`persoon` or `organisatie`."""
    number: str
    scopes: tuple[str, ...]
    begins: str
    ends: str


@require_http_methods(["GET", "HEAD", "POST"])
@owner(lately=True)
def give(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Ask for what and for how long; an organisation is shown by name before anything is given."""
    try:
        check_may_give(known.citizen_id)
    except NotPossibleError as refusal:
        context = {"title": _("You cannot give a mandate now"), "text": sentence(refusal)}
        return render(request, "access/mandate_not.html", frame(request, context), status=403)
    filled = _filled(request) if request.method == "POST" else _empty()
    wrong, body = _wrong(filled) if request.method == "POST" else ((), None)
    if request.method != "POST" or wrong:
        return _form(request, filled, wrong)
    if body and "zeker" not in request.POST:
        return render(request, "access/mandate_check.html", frame(request, _told(filled, body)))
    return _give(request, known, filled, body)


def _give(request: HttpRequest, known: SignedIn, filled: Filled, body: Organisation | None) -> HttpResponse:
    taker = Taker(body.id, body.name("nl")) if body else None
    try:
        with transaction.atomic():
            mandate_id = actions.give(known.citizen_id, name_of(known), _terms(filled), trace_of(request), taker)
            if taker:
                warn(known.citizen_id, News.MANDATE_GIVEN, strongest(known.proofs).key)
    except NotPossibleError as refusal:
        return _form(request, filled, (Wrong(_FIELDS.get(refusal.reason, "scopes"), sentence(refusal)),))
    return to_one(mandate_id, "gestuurd" if body else "gegeven")


def _filled(request: HttpRequest) -> Filled:
    return Filled(
        "organisatie" if request.POST.get("whom") == "organisatie" else "persoon",
        request.POST.get("number", "").strip()[:20],
        scopes.in_order(request.POST.getlist("scope")),
        request.POST.get("begins", "")[:10],
        request.POST.get("ends", "")[:10],
    )


def _empty() -> Filled:
    today = clock.today()
    return Filled("persoon", "", (), today.isoformat(), years_later(today, 1).isoformat())


def _terms(filled: Filled) -> Terms:
    """Raises NotPossibleError for what is no date."""
    days = []
    for reason, text in (("begins", filled.begins), ("ends-late", filled.ends)):
        try:
            days.append(date.fromisoformat(text))
        except ValueError as error:
            raise NotPossibleError(reason) from error
    return Terms(filled.scopes, *days)


def _wrong(filled: Filled) -> tuple[tuple[Wrong, ...], Organisation | None]:
    """Return what is wrong, and the organisation that the number names."""
    wrong, body = [], None
    if filled.whom == "organisatie":
        body = _organisation(filled.number)
        if body is None:
            told = _("We know no organisation with this number here. Check the number on its website or a letter.")
            wrong.append(Wrong("number", told))
    try:
        check_terms(_terms(filled))
    except NotPossibleError as refusal:
        wrong.append(Wrong(_FIELDS[refusal.reason], sentence(refusal)))
    return tuple(wrong), body


def _organisation(number: str) -> Organisation | None:
    """Find it by the number that it is known by: most have an enterprise number, some one of their own."""
    try:
        number = CbeNumber.parse(number.upper()).digits
    except ValueError:
        number = number.upper()
    groups = [group for group in TargetGroup if group.for_an_organisation]
    found = (organisation_with(group, number) for group in groups) if number else ()
    return next((each for each in found if each), None)


def _told(filled: Filled, body: Organisation) -> dict[str, object]:
    terms = _terms(filled)
    return {
        "filled": filled,
        "organisation": body.name((get_language() or "nl")[:2]),
        "titles": scopes.titles(filled.scopes),
        "first": formats.day(terms.begins),
        "last": formats.day(terms.ends),
    }


def _form(request: HttpRequest, filled: Filled, wrong: tuple[Wrong, ...]) -> HttpResponse:
    today = clock.today()
    context = {
        "filled": filled,
        "wrong": wrong,
        "offered": [(scope, scopes.title(scope)) for scope in scopes.SCOPES],
        "earliest": today.isoformat(),
        "latest": years_later(years_later(today, 1), LONGEST_YEARS).isoformat(),
    }
    return render(request, "access/mandate_give.html", frame(request, context), status=400 if wrong else 200)
