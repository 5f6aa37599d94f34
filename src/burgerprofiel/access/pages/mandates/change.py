"""What one does with a mandate that is there: confirm, accept for an organisation, limit, end, ask for another code."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.access.mandating import check_may_give
from burgerprofiel.access.own import owner
from burgerprofiel.access.pages.mandates.overview import asked, frame, name_of, role, to_all, to_one
from burgerprofiel.access.pages.mandates.words import sentence, shown
from burgerprofiel.access.proofs import strongest
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.access.request import trace_of
from burgerprofiel.access.warnings import News, warn
from burgerprofiel.kit import clock
from burgerprofiel.people.mandates import actions, scopes
from burgerprofiel.people.mandates.mandate import Mandate, Stage, Terms
from burgerprofiel.people.mandates.rules import NotPossibleError


@require_POST
@owner(lately=True)
def confirm(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Agree with who accepted."""
    found = asked(request, known.citizen_id)
    if found is None:
        return to_all()
    try:
        with transaction.atomic():
            check_may_give(known.citizen_id)
            actions.confirm(known.citizen_id, found.id, trace_of(request))
            warn(known.citizen_id, News.MANDATE_GIVEN, strongest(known.proofs).key)
    except NotPossibleError as refusal:
        if refusal.reason in ("minor", "order"):
            context = {"title": _("You cannot give a mandate now"), "text": sentence(refusal)}
            return render(request, "access/mandate_not.html", frame(request, context), status=403)
        return to_one(found.id, "anders")
    return to_one(found.id, "bevestigd")


@require_POST
@owner()
def accept_for(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Accept what was given to an organisation whose mandates one manages."""
    found = asked(request, known.citizen_id)
    if found is None or found.organisation is None:
        return to_all()
    try:
        actions.accept_for(found.organisation, found.id, known.citizen_id, name_of(known), trace_of(request))
    except NotPossibleError:
        return to_one(found.id, "anders")
    return to_one(found.id, "aanvaard-organisatie")


@require_POST
@owner(lately=True)
def invite_again(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Make another code."""
    found = asked(request, known.citizen_id)
    if found is None:
        return to_all()
    try:
        actions.invite_again(known.citizen_id, found.id, trace_of(request))
    except NotPossibleError:
        return to_one(found.id, "anders")
    return to_one(found.id, "code")


@require_http_methods(["GET", "HEAD", "POST"])
@owner()
def limit(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Take parts away, or choose an earlier last day; at once."""
    found = asked(request, known.citizen_id)
    if found is None or found.giver != known.citizen_id or not found.is_open:
        return to_all()
    chosen, ends = found.terms.scopes, found.terms.ends.isoformat()
    wrong: tuple[Wrong, ...] = ()
    if request.method == "POST":
        chosen, ends = scopes.in_order(request.POST.getlist("scope")), request.POST.get("ends", "")[:10]
        try:
            actions.limit(known.citizen_id, found.id, _narrower(found, chosen, ends), trace_of(request))
            return to_one(found.id, "beperkt")
        except NotPossibleError as refusal:
            wrong = (Wrong("scopes" if refusal.reason == "no-scope" else "ends", sentence(refusal)),)
    context = {
        "it": shown(found),
        "offered": [(scope, scopes.title(scope)) for scope in found.terms.scopes],
        "chosen": chosen,
        "ends": ends,
        "earliest": max(clock.today(), found.terms.begins).isoformat(),
        "latest": found.terms.ends.isoformat(),
        "wrong": wrong,
    }
    return render(request, "access/mandate_limit.html", frame(request, context), status=400 if wrong else 200)


def _narrower(found: Mandate, chosen: tuple[str, ...], ends: str) -> Terms:
    try:
        return Terms(chosen, found.terms.begins, date.fromisoformat(ends))
    except ValueError as error:
        raise NotPossibleError("wider") from error


@require_http_methods(["GET", "HEAD", "POST"])
@owner()
def end(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Ask first, saying what it means; then end it, from whichever side."""
    found = asked(request, known.citizen_id)
    if found is None or not found.is_open:
        return to_all()
    side = role(found, known.citizen_id)
    if request.method == "POST":
        try:
            _end(request, known, found, side)
        except NotPossibleError:
            return to_one(found.id, "anders")
        return to_all("gestopt")
    refuses = side == "manager" and found.stage is Stage.INVITED
    context = {"it": shown(found), "role": side, "refuses": refuses}
    return render(request, "access/mandate_end.html", frame(request, context))


def _end(request: HttpRequest, known: SignedIn, found: Mandate, side: str) -> None:
    trace = trace_of(request)
    if side == "giver":
        actions.withdraw(known.citizen_id, found.id, trace)
    elif side == "taker":
        actions.give_back(known.citizen_id, found.id, trace)
    elif found.organisation:
        actions.end_for(found.organisation, found.id, known.citizen_id, name_of(known), trace)
