"""What is wrong, told to programs as problem documents (RFC 9457) with the Belgif types (contracts/ebox.md A-bis).

A contract with words of its own for errors writes the same `ProblemError` in these; `code` is what it calls it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import uuid4

import msgspec
from django.http import HttpResponse

BELGIF = "urn:problem-type:belgif:"
INPUT = "urn:problem-type:belgif:input-validation:"
INPUT_MORE = "urn:problem-type:belgif-ext:input-validation:"


class Issue(NamedTuple):
    """One thing that is wrong with what was sent."""

    kind: str
    """A type below INPUT or INPUT_MORE, whole."""
    where: str
    """`body`, `header`, `path` or `query`."""
    name: str
    """Of the part: `attachments[0].digest`, for instance."""
    detail: str
    value: str | int | None = None
    """What was sent, where telling it back is safe: never a national number."""


class ProblemError(Exception):
    """A refusal, as programs read it."""

    def __init__(
        self,
        status: int,
        kind: str,
        title: str,
        detail: str,
        *,
        code: str = "",
        issues: Sequence[Issue] = (),
        extras: Mapping[str, object] | None = None,
    ) -> None:
        """`kind` is the whole URN; `code` is what the contract calls it; `detail` a sentence."""
        super().__init__(detail)
        self.status, self.kind, self.title, self.detail = status, kind, title, detail
        self.code, self.issues, self.extras = code, issues, extras or {}
        self.headers: Mapping[str, str] = {}

    def saying(self, **headers: str) -> ProblemError:
        """Return it with headers; `WWW_Authenticate` is `WWW-Authenticate`."""
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return self


def bad(detail: str, *issues: Issue, code: str = "INVALID_INPUT") -> ProblemError:
    """400: what was sent cannot be used."""
    return ProblemError(400, f"{BELGIF}badRequest", "Bad Request", detail, code=code, issues=issues)


def invalid(name: str, detail: str, *, where: str = "body", code: str = "INVALID_INPUT") -> ProblemError:
    """400 for one part of what was sent."""
    return bad(detail, Issue(f"{INPUT}invalidInput", where, name, detail), code=code)


def not_found(detail: str) -> ProblemError:
    """404: there is no such thing, or it is somebody else's, which is the same to who asks."""
    return ProblemError(404, f"{BELGIF}resourceNotFound", "Resource Not Found", detail, code="NOT_FOUND")


def later(detail: str, seconds: int = 5) -> ProblemError:
    """503: not now; it may be tried again after so many seconds."""
    kind, title = f"{BELGIF}serviceUnavailable", "Service Unavailable"
    problem = ProblemError(503, kind, title, detail, code="SERVICE_UNAVAILABLE", extras={"retryAfterSec": seconds})
    return problem.saying(Retry_After=str(seconds))


def not_allowed(detail: str) -> ProblemError:
    """403: known, yet not for this caller."""
    return ProblemError(403, f"{BELGIF}missingPermission", "Missing Permission", detail, code="FORBIDDEN")


def missing_scope(scopes: Sequence[str]) -> ProblemError:
    """403: the token lacks every one of these scopes."""
    return ProblemError(
        403,
        f"{BELGIF}missingScope",
        "Missing Scope",
        "The access token lacks a scope for this.",
        code="FORBIDDEN",
        extras={"requiredScopes": list(scopes)},
    ).saying(WWW_Authenticate=f'Bearer error="insufficient_scope", scope="{" ".join(scopes)}"')


def our_fault() -> ProblemError:
    """500: nothing that the asker did."""
    return ProblemError(
        500,
        f"{BELGIF}internalServerError",
        "Internal Server Error",
        "Something went wrong on our side. What was not confirmed was not done: try again with the same key.",
        code="INTERNAL_ERROR",
    )


def answer(problem: ProblemError) -> HttpResponse:
    """Write a refusal as a problem document."""
    told = msgspec.json.encode(_problem(problem, str(uuid4())))
    kind = "application/problem+json"
    headers = {"Content-Language": "en", **problem.headers}
    return HttpResponse(told, status=problem.status, content_type=kind, headers=headers)


def _problem(problem: ProblemError, reference: str) -> dict[str, object]:
    told: dict[str, object] = {
        "type": problem.kind,
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": f"urn:uuid:{reference}",
        **({"code": problem.code} if problem.code else {}),
        **problem.extras,
    }
    return told | ({"issues": [_issue(each) for each in problem.issues]} if problem.issues else {})


def _issue(issue: Issue) -> dict[str, object]:
    told: dict[str, object] = {"type": issue.kind, "in": issue.where, "name": issue.name, "detail": issue.detail}
    return told | ({"value": issue.value} if issue.value is not None else {})
