"""Refusals for programs and scripts: `application/problem+json` (RFC 9457)."""

import msgspec
from django.http import HttpResponse


def problem(status: int, kind: str, title: str, detail: str = "") -> HttpResponse:
    """Answer with a problem; `kind` is stable, `title` and `detail` are for people."""
    body = {"type": f"urn:problem-type:burgerprofiel:{kind}", "title": title, "status": status, "detail": detail}
    return HttpResponse(msgspec.json.encode(body), status=status, content_type="application/problem+json")


def json(body: object, status: int = 200) -> HttpResponse:
    """Answer with JSON."""
    return HttpResponse(msgspec.json.encode(body), status=status, content_type="application/json")
