"""Pages of the sign-in host that are about the citizen's own keys and sign-ins: only for who is signed in here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from burgerprofiel.access import actions, rules, sign_in_cookie
from burgerprofiel.access.problem import problem
from burgerprofiel.access.proofs import strongest
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.access.request import trace_of
from burgerprofiel.access.returning import safe_path
from burgerprofiel.kit.levels import Key, Level

P = ParamSpec("P")
OwnPage = Callable[Concatenate[HttpRequest, SignedIn, P], HttpResponseBase]
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def stronger_first(request: HttpRequest, level: int) -> HttpResponseRedirect:
    """Let somebody show a key of at least `level`, and come back to this page."""
    back = safe_path(request.get_full_path() if request.method == "GET" else "/op/sleutels")
    query = urlencode({"naar": back, "niveau": int(level)})
    return HttpResponseRedirect(f"/op/aanmelden?{query}")


def outranks(known: SignedIn, *kinds: str) -> bool:
    """Whether who is signed in showed a key as sure as all of these: nothing weaker takes something stronger away."""
    return strongest(known.proofs).key.level >= max((Key[kind].level for kind in kinds), default=0)


def owner(level: int = Level.SUBSTANTIAL) -> Callable[[OwnPage[P]], Page[P]]:
    """Give the page who is signed in here, with a proof of at least `level`; others first show a key and come back.

    A key that they may not have (rules.may_enrol) is refused with its words, and in their trail.
    """

    def decorate(page: OwnPage[P]) -> Page[P]:
        @wraps(page)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            known = sign_in_cookie.signed_in(request)
            if known is None or strongest(known.proofs).key.level < level:
                return stronger_first(request, level)
            try:
                return page(request, known, *args, **kwargs)
            except rules.NotUsableError as refusal:
                return _refused(request, known, refusal)

        guarded.required_level = level  # type: ignore[attr-defined]  # read by the structural test of all routes
        return cast("Page[P]", guarded)

    return decorate


def _refused(request: HttpRequest, known: SignedIn, refusal: rules.NotUsableError) -> HttpResponseBase:
    actions.refuse_sign_in(known.who, refusal.key.name, refusal.reason, trace_of(request))
    if request.content_type == "application/json":
        return problem(403, refusal.reason, refusal.title, refusal.advice)
    return render(request, "access/not_usable.html", {"refusal": refusal, "here": "sign-in"}, status=403)
