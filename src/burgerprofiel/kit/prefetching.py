"""A browser may fetch a page before anybody wants it: that opens nothing, counts as nothing and rings no bell."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def is_ahead_of_time(request: HttpRequest) -> bool:
    """Whether the browser asks before anybody wants it: that may not count as opening."""
    return "prefetch" in f"{request.headers.get('Sec-Purpose', '')}{request.headers.get('Purpose', '')}"


def not_yet() -> HttpResponse:
    """Nothing, for who asks ahead of time."""
    return HttpResponse(status=503, headers={"Retry-After": "1"})
