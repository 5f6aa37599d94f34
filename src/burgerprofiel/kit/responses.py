"""How a door answers: JSON that nobody keeps, for what is somebody's; JSON that everybody keeps, for reference data."""

from __future__ import annotations

from hashlib import sha256

import msgspec
from django.http import HttpRequest, HttpResponse

PUBLIC = "public, no-transform, proxy-revalidate, max-age=86400"
"""Portals ask reference data for every message that they list (contracts/ebox.md A.4)."""


def private(told: object, status: int = 200, media_type: str = "application/json", **headers: str) -> HttpResponse:
    """Answer with what is somebody's."""
    content = msgspec.json.encode(told)
    return HttpResponse(content, status=status, content_type=media_type, headers=_named(headers) | _KEPT_BY_NOBODY)


_KEPT_BY_NOBODY = {"Cache-Control": "private, no-store"}


def public(
    request: HttpRequest, content: bytes, media_type: str = "application/json", *, kept: str = PUBLIC
) -> HttpResponse:
    """Answer with what everybody may keep, so long; who has it already is told so (304, RFC 9110 §13.1.2)."""
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"Cache-Control": kept, "ETag": tag}
    known = {each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")}
    if known & {tag, "*"}:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(content, content_type=media_type, headers=headers)


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
