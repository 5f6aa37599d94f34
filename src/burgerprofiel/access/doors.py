"""A door for programs: the token first, then its scopes, then the work; whatever is wrong is told in one way.

Every answer carries a `BelGov-Trace-Id` of its own, and the asker's beside it (contracts/ebox.md A-bis). A contract has
its own `Doors`: who its callers are, and in which words it refuses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, TypeVar
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from burgerprofiel.access.callers import Caller
from burgerprofiel.kit import problems
from burgerprofiel.kit.problems import BELGIF, ProblemError

View = Callable[..., HttpResponseBase]
Who = TypeVar("Who", bound=Caller)
_TRACE = re.compile(r"[A-Za-z0-9._-]{1,36}")

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Doors(Generic[Who]):
    """The doors of one contract."""

    who: Callable[[HttpRequest], Who]
    """Says who asks. Raises ProblemError."""
    refuse: Callable[[HttpRequest, ProblemError], HttpResponse]
    """Words a refusal."""

    def door(self, *scopes: str, method: str = "GET") -> Callable[[View], View]:
        """Let `view(caller, request, …)` answer one method for a token with one of these scopes; none: any token."""

        def decorate(view: View) -> View:
            @wraps(view)
            def guarded(request: HttpRequest, **named: Any) -> HttpResponseBase:  # noqa: ANN401 - parts of the address
                def work() -> HttpResponseBase:
                    caller = self.who(request)
                    if scopes and not caller.may(*scopes):
                        raise problems.missing_scope(scopes)
                    return view(caller, request, **named)

                return self.answered(request, work)

            guarded.scopes = scopes  # type: ignore[attr-defined]  # read by doors at one address and structural tests
            guarded.method = method  # type: ignore[attr-defined]  # likewise
            return guarded

        return decorate

    def address(self, *views: View) -> View:
        """Put doors for different methods at one address; any other method is told so (405)."""
        by_method = {str(view.method): view for view in views}  # type: ignore[attr-defined]  # set by door
        if "GET" in by_method:
            by_method.setdefault("HEAD", by_method["GET"])

        @csrf_exempt
        def choose(request: HttpRequest, **named: Any) -> HttpResponseBase:  # noqa: ANN401 - parts of the address
            view = by_method.get(request.method or "")
            return view(request, **named) if view else self.answered(request, lambda: _wrong_method(by_method))

        choose.doors = by_method  # type: ignore[attr-defined]  # read by the structural tests
        return choose

    def answered(self, request: HttpRequest, work: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        """Do the work; a refusal becomes an answer in the contract's words, and what we did not foresee a 500."""
        try:
            response = work()
        except ProblemError as problem:
            response = self.refuse(request, problem)
        except Exception:  # a program hears a problem, never a page of ours, and learns nothing from inside
            log.exception("a door for programs failed", path=request.path)
            response = self.refuse(request, problems.our_fault())
        theirs = request.headers.get("BelGov-Trace-Id", "")
        response.headers["BelGov-Trace-Id"] = str(uuid4())
        if _TRACE.fullmatch(theirs):
            response.headers["BelGov-Related-Trace-Id"] = theirs
        return response

    def unknown_address(self, request: HttpRequest, exception: Exception) -> HttpResponseBase:  # noqa: ARG002 - Django's signature
        """404 for an address that is none."""
        return self.answered(request, _no_such_address)

    def our_fault(self, request: HttpRequest) -> HttpResponseBase:
        """500, for what failed outside a door."""
        return self.answered(request, _failed)


def _no_such_address() -> HttpResponse:
    raise problems.not_found("There is nothing at this address.")


def _failed() -> HttpResponse:
    raise problems.our_fault()


def _wrong_method(allowed: dict[str, View]) -> HttpResponse:
    names = ", ".join(sorted(allowed))
    raise ProblemError(
        405,
        f"{BELGIF}methodNotAllowed",
        "Method Not Allowed",
        f"This address takes {names}.",
        code="METHOD_NOT_ALLOWED",
    ).saying(Allow=names)
