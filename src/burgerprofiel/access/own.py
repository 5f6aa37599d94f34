"""Pages of the sign-in host that are about the citizen's own keys and sign-ins: only for who is signed in here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from burgerprofiel.access import actions, device, rules, sign_in_cookie
from burgerprofiel.access.activation.first import adding
from burgerprofiel.access.problem import problem
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.access.request import trace_of
from burgerprofiel.access.returning import safe_path
from burgerprofiel.access.viewer import Proof
from burgerprofiel.kit import clock
from burgerprofiel.kit.levels import Key, Level

P = ParamSpec("P")
OwnPage = Callable[Concatenate[HttpRequest, SignedIn, P], HttpResponseBase]
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


FRESH = timedelta(minutes=15)
"""How long ago somebody may have shown a key who opens a page that changes their keys (OWASP ASVS 7.5.1)."""
FILLING_IN = timedelta(minutes=15)
"""How long they may then take for its form: nobody loses what they typed."""


def stronger_first(request: HttpRequest, level: int) -> HttpResponseRedirect:
    """Let somebody show a key of at least `level`, and come back to this page."""
    back = safe_path(request.get_full_path() if request.method == "GET" else "/op/sleutels")
    query = urlencode({"naar": back, "niveau": int(level)})
    return HttpResponseRedirect(f"/op/aanmelden?{query}")


def fresh(known: SignedIn) -> tuple[Proof, ...]:
    """The keys that were shown so lately that they may change other keys."""
    return _since(known, clock.now() - FRESH - FILLING_IN)


def outranks(known: SignedIn, *kinds: str) -> bool:
    """Whether who is signed in lately showed a key as sure as all of these: nothing weaker removes a stronger one."""
    shown = max((proof.key.level for proof in fresh(known)), default=Level.NONE)
    return shown >= max((Key[kind].level for kind in kinds), default=0)


def owner(
    level: int = Level.SUBSTANTIAL, *, lately: bool = False, activating: bool = False
) -> Callable[[OwnPage[P]], Page[P]]:
    """Give the page who is signed in here, with a proof of at least `level`; others first show a key and come back.

    `lately`: the page changes keys, so that proof is a fresh one. `activating`: it adds a key, also for who just
    activated with letter and link. A key that they may not have (rules.may_enrol) is refused with its words, and in
    their trail.
    """

    def decorate(page: OwnPage[P]) -> Page[P]:
        @wraps(page)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            known = sign_in_cookie.signed_in(request)
            if known is None or not _enough(request, known, level, lately=lately):
                known = adding(request) if activating else None
            if known is None:
                return stronger_first(request, level)
            device.note(request)
            try:
                return page(request, known, *args, **kwargs)
            except rules.NotUsableError as refusal:
                return _refused(request, known, refusal)

        guarded.required_level = level  # type: ignore[attr-defined]  # read by the structural test of all routes
        return cast("Page[P]", guarded)

    return decorate


def _enough(request: HttpRequest, known: SignedIn, level: int, *, lately: bool) -> bool:
    """Whether a proof is sure enough, and where that is asked fresh enough; a form that is sent has its time."""
    begun = clock.now() - FRESH - (FILLING_IN if request.method == "POST" else timedelta())
    shown = _since(known, begun) if lately else known.proofs
    return any(proof.key.level >= level for proof in shown)


def _since(known: SignedIn, moment: datetime) -> tuple[Proof, ...]:
    return tuple(proof for proof in known.proofs if proof.at > moment)


def _refused(request: HttpRequest, known: SignedIn, refusal: rules.NotUsableError) -> HttpResponseBase:
    actions.refuse_sign_in(known.who, refusal.key.name, refusal.reason, trace_of(request))
    if request.content_type == "application/json":
        return problem(403, refusal.reason, refusal.title, refusal.advice)
    return render(request, "access/not_usable.html", {"refusal": refusal, "here": "sign-in"}, status=403)
