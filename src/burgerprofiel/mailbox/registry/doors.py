"""A door for programs: the token first, then its scopes, then the work; whatever is wrong is told in one way.

Every answer carries a `BelGov-Trace-Id` of its own, and the asker's beside it (contracts/ebox.md A-bis).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from burgerprofiel.mailbox.registry import callers, problems
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.problems import BELGIF, ProblemError

View = Callable[..., HttpResponseBase]
_TRACE = re.compile(r"[A-Za-z0-9._-]{1,36}")

log = structlog.get_logger(__name__)


def door(*scopes: str, method: str = "GET") -> Callable[[View], View]:
    """Let `view(caller, request, …)` answer one method for a token with one of these scopes; none: for any token."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **named: Any) -> HttpResponseBase:  # noqa: ANN401 - parts of the address
            def work() -> HttpResponseBase:
                caller: Caller = callers.of(request)
                if scopes and not caller.may(*scopes):
                    raise problems.missing_scope(scopes)
                return view(caller, request, **named)

            return answered(request, work)

        guarded.scopes = scopes  # type: ignore[attr-defined]  # read by doors at one address and by the structural tests
        guarded.method = method  # type: ignore[attr-defined]  # likewise
        return guarded

    return decorate


def address(*views: View) -> View:
    """Put doors for different methods at one address; any other method is told so (405)."""
    by_method = {str(view.method): view for view in views}  # type: ignore[attr-defined]  # set by door
    if "GET" in by_method:
        by_method.setdefault("HEAD", by_method["GET"])

    @csrf_exempt
    def choose(request: HttpRequest, **named: Any) -> HttpResponseBase:  # noqa: ANN401 - parts of the address
        view = by_method.get(request.method or "")
        return view(request, **named) if view else answered(request, lambda: _wrong_method(by_method))

    choose.doors = by_method  # type: ignore[attr-defined]  # read by the structural tests
    return choose


def answered(request: HttpRequest, work: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Do the work; a refusal becomes an answer in the words of the surface, and what we did not foresee a 500."""
    v2 = request.path.startswith("/ebox/messageRegistry/v2/")
    try:
        response = work()
    except ProblemError as problem:
        response = problems.answer(problem, v2=v2)
    except Exception:  # a program hears a problem, never a page of ours, and learns nothing from inside
        log.exception("the registry failed", path=request.path)
        response = problems.answer(_our_fault(), v2=v2)
    theirs = request.headers.get("BelGov-Trace-Id", "")
    response.headers["BelGov-Trace-Id"] = str(uuid4())
    if _TRACE.fullmatch(theirs):
        response.headers["BelGov-Related-Trace-Id"] = theirs
    return response


def unknown_address(request: HttpRequest, exception: Exception) -> HttpResponseBase:  # noqa: ARG001 - Django's signature
    """404 for an address that is none."""
    return answered(request, _no_such_address)


def our_fault(request: HttpRequest) -> HttpResponseBase:
    """500, for what failed outside a door."""
    return answered(request, lambda: problems.answer(_our_fault(), v2=False))


def _no_such_address() -> HttpResponse:
    raise problems.not_found("There is nothing at this address.")


def _wrong_method(allowed: dict[str, View]) -> HttpResponse:
    names = ", ".join(sorted(allowed))
    raise ProblemError(
        405,
        f"{BELGIF}methodNotAllowed",
        "Method Not Allowed",
        f"This address takes {names}.",
        code="METHOD_NOT_ALLOWED",
    ).saying(Allow=names)


def _our_fault() -> ProblemError:
    return ProblemError(
        500,
        f"{BELGIF}internalServerError",
        "Internal Server Error",
        "Something went wrong on our side. What was not confirmed was not done: try again with the same key.",
        code="INTERNAL_ERROR",
    )
