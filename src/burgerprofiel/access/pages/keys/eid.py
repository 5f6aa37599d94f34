"""Showing an eID card: the page asks for a challenge, the card signs it, the answer comes here (Web eID)."""

from __future__ import annotations

import msgspec
import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.views.decorators.http import require_POST

from burgerprofiel.access import actions, browser, rules, signing_in, tokens
from burgerprofiel.access.eid import challenge
from burgerprofiel.access.eid.refusals import NotATokenError, RefusalError, WrongOriginError
from burgerprofiel.access.eid.token import AuthToken, judge
from burgerprofiel.access.problem import json, problem
from burgerprofiel.access.request import trace_of
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.packing import from_json

log = structlog.get_logger(__name__)


class _Shown(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What the page sends: the challenge it was given, and the token that the card made."""

    challenge_nonce: str
    token: AuthToken


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Give this browser a challenge, also when the page was open for so long that its mark was forgotten."""
    mark = browser.mark_of(request) or tokens.new()
    response = json({"challengeNonce": challenge.issue(mark)})
    browser.mark(request, response, mark)
    return response


@require_POST
def show(request: HttpRequest) -> HttpResponse:
    """Accept a card, or say why not."""
    try:
        shown = _read(request)
        challenge.use(shown.challenge_nonce, browser.mark_of(request))
    except RefusalError as refusal:
        return _refused(refusal)
    let_go()  # the issuer is asked about the card: no database connection waits for it
    verdict = judge(shown.token, shown.challenge_nonce)
    if verdict.refusal is not None or verdict.who is None:
        why = verdict.refusal or NotATokenError()
        if verdict.who is not None:
            actions.refuse_sign_in(verdict.who, Key.eid.name, why.reason, trace_of(request))
        return _refused(why)
    try:
        cookie = signing_in.accept(request, verdict.who, Key.eid, verdict.card)
    except rules.NotUsableError as refusal:
        return problem(403, refusal.reason, refusal.title, refusal.advice)
    response = json({"accepted": True})
    signing_in.put(response, cookie)
    return response


def _read(request: HttpRequest) -> _Shown:
    if request.headers.get("Origin", settings.CONFIG.access_origin) != settings.CONFIG.access_origin:
        raise WrongOriginError
    try:
        return from_json(request.body, _Shown)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, RawPostDataException) as error:
        raise NotATokenError from error


def _refused(refusal: RefusalError) -> HttpResponse:
    log.info("card refused", reason=refusal.reason)
    return problem(refusal.status, refusal.reason, refusal.title, refusal.advice)
