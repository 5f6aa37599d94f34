"""What the addresses have in common that applications knock at themselves: a form, and one answer in JSON."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from burgerprofiel.access.problem import json
from burgerprofiel.access.provider.server import Answer

REPEATABLE = frozenset({"resource", "audience"})
"""RFC 8707 §2; everything else at most once (RFC 6749 §3.2)."""


def answered(request: HttpRequest, act: Callable[[HttpRequest], Answer], *, together: bool = True) -> HttpResponse:
    """Answer; what cannot be a request is `invalid_request` (RFC 6749 §5.2).

    All that is written stands or falls `together`, in one transaction; an act of one statement needs none.
    """
    if not _readable(request):
        return json({"error": "invalid_request"}, status=400)
    with transaction.atomic() if together else nullcontext():
        try:
            answer = act(request)
        except ValueError:
            return json({"error": "invalid_request"}, status=400)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _readable(request: HttpRequest) -> bool:
    """Whether nothing holds a NUL, which no row can, and nothing is said twice."""
    said = request.POST.lists()
    return "\x00" not in request.headers.get("Authorization", "") and all(
        (len(values) == 1 or name in REPEATABLE) and not any("\x00" in str(text) for text in (name, *values))
        for name, values in said
    )
