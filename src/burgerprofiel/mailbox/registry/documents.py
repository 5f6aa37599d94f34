"""What this registry takes and answers, for programs that read it: OpenAPI 3.1, a file per surface, for everybody."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

FOLDER = Path(__file__).parent / "doc"
FILES = ("v2", "v3", "ours")


@cache
def content(name: str) -> bytes:
    """Return one of `FILES`."""
    return (FOLDER / f"{name}.yaml").read_bytes()


def published(name: str) -> Callable[[HttpRequest], HttpResponse]:
    """Return the page of a file; everybody may keep it for an hour."""

    @require_safe
    def page(request: HttpRequest) -> HttpResponse:
        tag = f'"{sha256(content(name)).hexdigest()[:32]}"'
        headers = {"Cache-Control": "public, max-age=3600", "ETag": tag}
        if request.headers.get("If-None-Match") == tag:
            return HttpResponse(status=304, headers=headers)
        return HttpResponse(content(name), content_type="application/yaml", headers=headers)

    return page
