"""`/op/sleutels/nieuw/wachtwoord`: choosing a user name and a password, choosing others, and doing without (A2, A8)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from burgerprofiel.access import limits, rules
from burgerprofiel.access.going_on import HOME, Wrong, safe_next
from burgerprofiel.access.keys import password, store
from burgerprofiel.access.own import fresh, outranks, owner, stronger_first
from burgerprofiel.access.proofs import strongest
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.access.request import trace_of
from burgerprofiel.kit.levels import Key


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@owner(lately=True)
def choose(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Show the form, or keep what was chosen and go on."""
    rules.may_enrol(known.citizen_id, known.who, Key.csampassword)
    if request.method != "POST":
        return _form(request, known)
    try:
        wrong = _keep(request, known)
    except limits.TooManyError as error:
        return _form(request, known, Wrong("user-name", error.sentence), status=429)
    return _form(request, known, wrong, status=400) if wrong else HttpResponseRedirect(safe_next(request), status=303)


def _keep(request: HttpRequest, known: SignedIn) -> Wrong | None:
    chosen = request.POST.get("password", "")
    if _asks_present(known) and not _is_present(request, known):
        return Wrong("present", _("This is not your present password. Nothing was changed."))
    if chosen != request.POST.get("again", ""):
        return Wrong("again", _("The two passwords are not the same. Type the new password twice."))
    tries = limits.take(f"{known.citizen_id.hex} names", limits.address_of(request))
    try:
        password.choose(known.citizen_id, known.who, request.POST.get("user-name", ""), chosen, trace_of(request))
    except password.TakenError as refusal:  # counts: who tries names one by one learns which exist
        return Wrong(refusal.field, refusal.sentence)
    except password.RefusedError as refusal:
        limits.give_back(tries)
        return Wrong(refusal.field, refusal.sentence)
    limits.give_back(tries)
    return None


def _asks_present(known: SignedIn) -> bool:
    """Who came in with the present password shows it; a card or a passkey is how one gets a forgotten one back."""
    return store.has_user_name(known.citizen_id) and strongest(fresh(known)).key in password.CODED


def _is_present(request: HttpRequest, known: SignedIn) -> bool:
    tries = limits.take(known.citizen_id.hex, limits.address_of(request))
    right = password.is_theirs(known.citizen_id, request.POST.get("present", ""))
    if right:
        limits.give_back(tries)
    return right


def _form(request: HttpRequest, known: SignedIn, wrong: Wrong | None = None, status: int = 200) -> HttpResponse:
    has = store.has_user_name(known.citizen_id)
    context = {
        "here": "sign-in",
        "back": request.get_full_path(),
        "verder": safe_next(request),
        "wrong": (wrong,) if wrong else (),
        "has": has,
        "asks_present": has and _asks_present(known),
        "user_name": request.POST.get("user-name", ""),
    }
    return render(request, "access/password.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@owner(lately=True)
def remove(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Say what goes along, and take it away when that was read."""
    along = [row.kind for row in password.keys_with_it(known.citizen_id)]
    if not outranks(known, *along):
        return stronger_first(request, max(Key[kind].level for kind in along))
    if request.method == "POST":
        password.remove(known.citizen_id, trace_of(request))
        return HttpResponseRedirect(HOME, status=303)
    context = {
        "here": "sign-in",
        "back": request.get_full_path(),
        "has": store.has_user_name(known.citizen_id),
        "along": password.keys_with_it(known.citizen_id),
        "home": HOME,
    }
    return render(request, "access/password_remove.html", context)
