"""`/aanmelden` and `/aanmelden/terug`: to the provider and back. Cancelling is a normal outcome.

With `niveau` also somebody who is signed in goes there, to show a stronger key (A7).
"""

from __future__ import annotations

import base64
import json
from urllib.parse import urlencode
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from burgerprofiel.access import acting, actions, browser, cookies, tokens
from burgerprofiel.access.capacity import OWN, Capacity
from burgerprofiel.access.faces import Face, face_of
from burgerprofiel.access.keys import store
from burgerprofiel.access.keys.reach import level_asked
from burgerprofiel.access.middleware import OVER
from burgerprofiel.access.relying import attempt as attempts
from burgerprofiel.access.relying import issuer as issuers
from burgerprofiel.access.relying.errors import AttemptLostError, NotStaffError, SignInFailedError
from burgerprofiel.access.relying.exchange import Known, exchange
from burgerprofiel.access.request import trace_of, viewer_of
from burgerprofiel.access.returning import safe_path
from burgerprofiel.kit import clock
from burgerprofiel.kit.levels import Key, Level
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.organisations.queries import organisation_with
from burgerprofiel.people.actions import meet
from burgerprofiel.people.profile.actions import note_seen
from burgerprofiel.people.queries import citizen_with

log = structlog.get_logger(__name__)

_CANCELLED = ("access_denied", "login_required")


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Send the citizen to the provider; who is signed in already goes straight on."""
    back, viewer = safe_path(request.GET.get("terug")), viewer_of(request)
    level = level_asked(request.GET.get("niveau"), Level.NONE)
    mandate, acts = _mandate_asked(request), str(viewer.actor.mandate) if viewer and viewer.actor else ""
    if viewer and viewer.level >= level and mandate in ("", acts):
        return HttpResponseRedirect(back)
    mark = browser.mark_of(request) or tokens.new()
    attempt = attempts.Attempt.start(mark, back, level, mandate or acts)
    try:
        door = issuers.issuer().metadata().authorization_endpoint
    except SignInFailedError as error:
        return _failed(request, error, back)
    response = HttpResponseRedirect(
        door + ("&" if "?" in door else "?") + urlencode(_question(attempt, face_of(request)))
    )
    browser.mark(request, response, mark)
    return response


def _mandate_asked(request: HttpRequest) -> str:
    """Return under which mandate somebody wants to act (`voor`); only our own provider knows mandates."""
    try:
        return "" if settings.CONFIG.issuer else str(UUID(request.GET.get("voor", "")))
    except ValueError:
        return ""


def _question(attempt: attempts.Attempt, face: Face) -> dict[str, str]:
    hint = json.dumps({"cap_hint": TargetGroup.CITIZEN.value, "code_hint": attempt.mandate})
    acting = {"login_hint": base64.b64encode(hint.encode()).decode()} if attempt.mandate else {}
    return acting | {
        "response_type": "code",
        "client_id": face.client_id,
        "redirect_uri": face.redirect_uri,
        "scope": " ".join([*face.scopes, *(face.now_and_then if acting else ())]),
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": attempt.challenge,
        "code_challenge_method": "S256",
        "acr_values": " ".join(key.urn for key in Key if key.level >= max(face.level, attempt.level)),
        "ui_locales": (get_language() or "nl")[:2],
    }


@require_safe
def come_back(request: HttpRequest) -> HttpResponse:
    """Open the session, and go back to where the citizen was."""
    back, face = "/", face_of(request)
    try:
        attempt = attempts.read(request.GET.get("state", ""), browser.mark_of(request))
        back = safe_path(attempt.back)
        _check_sender(request)
        if error := request.GET.get("error"):
            return _not_signed_in(request, error, back, attempt.level)
        known = exchange(request.GET.get("code", ""), attempt, face)
        cookie = "" if _weaker(request, known) and not attempt.mandate else _open(request, known, face)
        back = _over(known, attempt) or back
    except AttemptLostError as error:
        back = safe_path(error.back)
        return HttpResponseRedirect(back) if viewer_of(request) else _failed(request, error, back)
    except SignInFailedError as error:
        return HttpResponseRedirect(back) if viewer_of(request) else _failed(request, error, back)
    response = HttpResponseRedirect(back)
    if cookie:
        cookies.put(response, face.cookie, cookie)
    return response


def _check_sender(request: HttpRequest) -> None:
    """The answer must come from the provider that was asked (RFC 9207)."""
    provider, sender = issuers.issuer(), request.GET.get("iss")
    expected = provider.metadata().authorization_response_iss_parameter_supported
    if (sender or expected) and sender != provider.name:
        raise SignInFailedError("iss")


def _weaker(request: HttpRequest, known: Known) -> bool:
    """Whether the same citizen is signed in here with a surer key: that session stays, nothing is lowered silently."""
    viewer = viewer_of(request)
    if viewer is None or known.proof.key.level >= viewer.level:
        return False
    try:
        return citizen_with(known.who.ssin) == viewer.signed_in_id
    except ValueError as error:
        raise SignInFailedError("rrn") from error


def _over(known: Known, attempt: attempts.Attempt) -> str:
    """Return the page that says that a mandate is over, for who wanted to act under one that stands no more."""
    if not attempt.mandate or known.mandate:
        return ""
    actor = citizen_with(known.who.ssin)
    stands = actor and any(str(each.id) == attempt.mandate for each in acting.possible(actor))
    return "" if stands else OVER


def _open(request: HttpRequest, known: Known, face: Face) -> str:
    viewer = viewer_of(request)
    try:
        capacity = _capacity(known, face)
        if viewer:
            actions.end_session(viewer)
        if capacity.organisation:  # colleagues know each other by name
            store.ensure_account(meet(known.who.ssin), known.who)
        if settings.CONFIG.issuer:  # ours noted it as it took the key
            _note(request, known, face)
        return actions.open_session(
            known.who,
            [known.proof],
            known.issuer,
            known.id_token,
            trace_of(request, client_id=face.name),
            face=face.name,
            capacity=capacity,
        ).text
    except ValueError as error:
        raise SignInFailedError("rrn") from error


@transaction.atomic
def _note(request: HttpRequest, known: Known, face: Face) -> None:
    trace = trace_of(request, client_id=face.name)
    note_seen(meet(known.who.ssin), clock.today(), known.who.given_name, trace)


def _capacity(known: Known, face: Face) -> Capacity:
    """As what they signed in. Raises NotStaffError at the desk for who works for none of its organisations.

    Raises ValueError for a giver of a mandate who is nobody.
    """
    if not face.target_groups:
        giver = citizen_with(Ssin(known.giver)) if known.mandate and not settings.CONFIG.issuer else None
        return Capacity(mandate=known.mandate, giver=str(giver)) if giver else OWN
    if known.group not in face.target_groups or known.proof.key.level < face.level:
        raise NotStaffError("not-staff")
    found = organisation_with(TargetGroup(known.group), known.organisation)
    if found is None:
        raise NotStaffError("unknown-organisation")
    return Capacity(group=known.group, organisation=str(found.id))


def _not_signed_in(request: HttpRequest, error: str, back: str, level: int) -> HttpResponse:
    """The provider says no: usually because the citizen chose to."""
    if error in _CANCELLED:
        return render(request, "access/cancelled.html", {"again": _again(back, level), "here": "sign-in"})
    return _failed(request, SignInFailedError("provider-error"), back)


def _failed(request: HttpRequest, error: SignInFailedError, back: str) -> HttpResponse:
    log.warning("sign-in failed", reason=error.reason)
    context = {"title": error.title, "advice": error.advice, "again": _again(back), "here": "sign-in"}
    return render(request, "access/failed.html", context, status=error.status)


def _again(back: str, level: int = 0) -> str:
    return f"/aanmelden?{urlencode({'terug': back} | ({'niveau': str(level)} if level else {}))}"
