"""How this registry words a refusal: v2 in its own `StatusMessage`, every other surface as a problem document.

Sources: contracts/ebox.md A-bis (errors), A.3 (legacy codes).
"""

from __future__ import annotations

from uuid import uuid4

import msgspec
from django.http import HttpRequest, HttpResponse

from burgerprofiel.kit import problems
from burgerprofiel.kit.problems import ProblemError

OURS = "urn:problem-type:burgerprofiel:mailbox:"


def answer(request: HttpRequest, problem: ProblemError) -> HttpResponse:
    """Write a refusal in the words of the surface that was asked."""
    if not request.path.startswith("/ebox/messageRegistry/v2/"):
        return problems.answer(problem)
    told = {"id": str(uuid4()), "code": problem.code or "INVALID_INPUT", "message": problem.detail, **problem.extras}
    content = msgspec.json.encode(told)
    return HttpResponse(content, status=problem.status, content_type="application/json", headers=problem.headers)
