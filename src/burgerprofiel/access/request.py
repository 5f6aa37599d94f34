"""What the middleware adds to a request, with its types."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.events import Trace


class SignedInRequest(HttpRequest):
    """A request behind `guards.requires`: there is a viewer."""

    viewer: Viewer


def viewer_of(request: HttpRequest) -> Viewer | None:
    """Return who is looking, if anybody is signed in."""
    return cast("Viewer | None", getattr(request, "viewer", None))


def trace_of(request: HttpRequest, token_hash: bytes = b"", client_id: str = "") -> Trace:
    """Return the part of an audit event that belongs to this request."""
    return Trace(
        actor="citizen",
        subject_token_hash=token_hash.hex(),
        client_id=client_id,
        method=request.method or "",
        path=request.path,
    )
