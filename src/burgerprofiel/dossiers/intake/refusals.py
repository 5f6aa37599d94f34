"""How DOSIS words a refusal (contracts/mbp.md §2.4): `{code, message, description, errors[]}`, in lower case."""

from __future__ import annotations

import re

import msgspec
from django.http import HttpRequest, HttpResponse

from burgerprofiel.kit.problems import Issue, ProblemError

_NAMED = re.compile(r"(?:unknown|required) field `([^`]+)`")
"""What msgspec says of a name that is not known, or is missing."""


def answer(request: HttpRequest, problem: ProblemError) -> HttpResponse:  # noqa: ARG001 - as every contract's
    """Write a refusal."""
    told = {
        "code": problem.code or "INVALID_INPUT",
        "message": problem.title,
        "description": problem.detail,
        "errors": [_error(each) for each in problem.issues],
    }
    content = msgspec.json.encode(told)
    return HttpResponse(content, status=problem.status, content_type="application/json", headers=problem.headers)


def _error(issue: Issue) -> dict[str, str]:
    kind, named = issue.kind.rpartition(":")[2], _NAMED.search(issue.detail)
    field = ".".join(each for each in (issue.name, named[1][:100] if named else "") if each)
    return {"code": kind, "message": issue.detail[:500], "description": issue.detail[:500], "field": field}
