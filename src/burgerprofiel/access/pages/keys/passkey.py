"""Signing in with a passkey: the page asks for a challenge, the device signs it, the answer comes here (WebAuthn)."""

from __future__ import annotations

from typing import TypeVar

import msgspec
import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access import actions, browser, going_on, rules, signing_in, tokens
from burgerprofiel.access.eid import challenge
from burgerprofiel.access.eid.refusals import NonceLostError, RefusalError, WrongOriginError
from burgerprofiel.access.keys import passkey
from burgerprofiel.access.keys.passkey_messages import Signed, to_sign
from burgerprofiel.access.keys.passkey_refusals import CopiedError, NotReadableError, TooLateError
from burgerprofiel.access.problem import json, problem
from burgerprofiel.access.request import trace_of
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.packing import from_json

log = structlog.get_logger(__name__)
T = TypeVar("T")


class _Shown(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What the page sends: the challenge it was given, and what the passkey signed."""

    challenge_nonce: str
    credential: Signed


@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a passkey."""
    response = render(request, "access/passkey.html", going_on.frame(request))
    browser.mark(request, response)
    return response


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Give this browser a challenge, also when the page was open for so long that its mark was forgotten."""
    mark = browser.mark_of(request) or tokens.new()
    nonce = challenge.issue(mark)
    response = json({"challengeNonce": nonce, "options": to_sign(nonce)})
    browser.mark(request, response, mark)
    return response


@require_POST
def show(request: HttpRequest) -> HttpResponse:
    """Accept a passkey, or say why not."""
    try:
        sent = read(request, _Shown)
        use(sent.challenge_nonce, browser.mark_of(request))
        shown = passkey.prove(sent.credential, sent.challenge_nonce)
        cookie = signing_in.accept(request, shown.who, Key.passkey)
    except CopiedError as refusal:
        actions.refuse_sign_in(refusal.who, Key.passkey.name, refusal.reason, trace_of(request))
        return refused(refusal)
    except RefusalError as refusal:
        return refused(refusal)
    except rules.NotUsableError as refusal:
        return problem(403, refusal.reason, refusal.title, refusal.advice)
    response = json({"accepted": True})
    signing_in.put(response, cookie)
    return response


def read(request: HttpRequest, kind: type[T]) -> T:
    """Read what our own page sent. Raises WrongOriginError, NotReadableError."""
    if request.headers.get("Origin", settings.CONFIG.access_origin) != settings.CONFIG.access_origin:
        raise WrongOriginError
    try:
        return from_json(request.body, kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, RawPostDataException) as error:
        raise NotReadableError from error


def use(nonce: str, browser_mark: str) -> None:
    """Use up a challenge. Raises TooLateError."""
    try:
        challenge.use(nonce, browser_mark)
    except NonceLostError as error:
        log.info("challenge refused", reason=error.reason)
        raise TooLateError from error


def refused(refusal: RefusalError) -> HttpResponse:
    """Say why not."""
    log.info("passkey refused", reason=refusal.reason)
    return problem(refusal.status, refusal.reason, refusal.title, refusal.advice)
