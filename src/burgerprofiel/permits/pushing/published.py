"""What is taken and answered of permits, for programs that read it: OpenAPI 3.1, for everybody."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

FILE = Path(__file__).with_name("openapi.yaml")


@cache
def content() -> bytes:
    """Return the file."""
    return FILE.read_bytes()


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Answer with the file; everybody may keep it for an hour."""
    tag = f'"{sha256(content()).hexdigest()[:32]}"'
    headers = {"Cache-Control": "public, max-age=3600", "ETag": tag}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(content(), content_type="application/yaml", headers=headers)
