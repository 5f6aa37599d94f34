"""The mobile app: adding it at `/op/sleutels/nieuw/app`, and signing in with it at `/op/aanmelden/app` (A2)."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from burgerprofiel.access import going_on, limits, rules, signing_in
from burgerprofiel.access.going_on import Wrong, safe_next
from burgerprofiel.access.keys import coded, store, totp
from burgerprofiel.access.own import owner
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.access.request import trace_of
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.sealing import NotSealedForThisError
from burgerprofiel.people import vault


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@owner(Key.csamtotp.level, lately=True, activating=True)
def add(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Show the app a secret; keep it once the app shows the right code."""
    rules.may_enrol(known.citizen_id, known.who, Key.csamtotp)
    if not store.has_user_name(known.citizen_id):
        first = reverse("op-choose-password")
        return HttpResponseRedirect(f"{first}?{urlencode({'verder': request.get_full_path()})}", status=303)
    if request.method != "POST":
        return _show(request, known, totp.new_secret())
    secret = _unsealed(request, known)
    if secret is None:
        return _show(request, known, totp.new_secret(), _("This page was open for too long. Scan the new QR code."))
    try:
        kept = totp.enrol(
            known.citizen_id, known.who, secret, request.POST.get("code", ""), _label(request), trace_of(request)
        )
    except totp.TooManyAppsError:
        return _show(request, known, secret, _("You have five apps already. Take one away first."))
    if kept is None:
        return _show(
            request,
            known,
            secret,
            _("This code is not right. Type what your app shows now, and check that the clock of your phone is right."),
        )
    return HttpResponseRedirect(safe_next(request), status=303)


def _label(request: HttpRequest) -> str:
    label = "".join(letter for letter in request.POST.get("label", "") if letter.isprintable()).strip()[:80]
    return label or _("App on my phone")


def _place(known: SignedIn) -> str:
    return f"access.totp.offered.{known.id.hex}"


def _unsealed(request: HttpRequest, known: SignedIn) -> bytes | None:
    """The secret that this session was shown: it travels in the form, sealed for this citizen and this session."""
    try:
        return vault.unseal(known.citizen_id, base64.b64decode(request.POST.get("offered", "")), _place(known))
    except (NotSealedForThisError, binascii.Error, ValueError):
        return None


def _show(request: HttpRequest, known: SignedIn, secret: bytes, wrong: str = "") -> HttpResponse:
    address = totp.address(secret, settings.CONFIG.brand_product, known.who.given_name)
    context = {
        "here": "sign-in",
        "back": request.get_full_path(),
        "verder": safe_next(request),
        "wrong": (Wrong("code", wrong),) if wrong else (),
        "picture": segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff", dark="#000"),
        "address": address,
        "groups": totp.groups(secret),
        "offered": base64.b64encode(vault.seal(known.citizen_id, secret, _place(known))).decode(),
        "label": request.POST.get("label", ""),
    }
    return render(request, "access/totp_add.html", context, status=400 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for user name, password and code on one page, and never tell which of them was wrong."""
    if request.method != "POST":
        return _ask(request)
    try:
        tries = limits.take(coded.name_of(request), limits.address_of(request))
    except limits.TooManyError as error:
        answer = _ask(request, error.sentence, status=429)
        answer["Retry-After"] = str(error.seconds)
        return answer
    who = coded.prove_app(request)
    if who is None:
        return _ask(
            request,
            _("This does not match. Check your user name, your password and the code that your app shows now."),
            status=403,
        )
    limits.give_back(tries)
    try:
        cookie = signing_in.accept(request, who, Key.csamtotp)
    except rules.NotUsableError as refusal:
        return _ask(request, f"{refusal.title} {refusal.advice}", status=403)
    response = HttpResponseRedirect(safe_next(request), status=303)
    signing_in.put(response, cookie)
    return response


def _ask(request: HttpRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    found = (Wrong("user-name", wrong),) if wrong else ()
    context = going_on.frame(request, found) | {"user_name": request.POST.get("user-name", "")}
    return render(request, "access/totp.html", context, status=status)
