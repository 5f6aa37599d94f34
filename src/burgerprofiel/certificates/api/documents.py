"""What programs may ask of certificates, for programs that read it: OpenAPI 3.1, for everybody."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

_FILE = Path(__file__).parent / "doc" / "certificates.yaml"


@cache
def content() -> bytes:
    """Return the document."""
    return _FILE.read_bytes()


@require_safe
def published(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """Show the document; everybody may keep it for an hour."""
    headers = {"Cache-Control": "public, max-age=3600"}
    return HttpResponse(content(), content_type="application/yaml", headers=headers)
