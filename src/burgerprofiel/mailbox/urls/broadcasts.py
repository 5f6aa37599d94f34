"""The addresses of broadcasts."""

from __future__ import annotations

from django.urls import URLPattern, path

from burgerprofiel.mailbox.registry.broadcasts import doors
from burgerprofiel.mailbox.registry.doors import address


def addresses(base: str) -> list[URLPattern]:
    """Return them, below `base`."""
    one = f"{base}/<uuid:broadcast_id>"
    return [
        path(base, address(doors.listing, doors.create)),
        path(one, address(doors.one)),
        path(f"{one}/recipients", address(doors.add)),
        path(f"{one}/start", address(doors.start)),
        path(f"{one}/pause", address(doors.pause)),
        path(f"{one}/cancel", address(doors.cancel)),
        path(f"{one}/report", address(doors.report)),
    ]
