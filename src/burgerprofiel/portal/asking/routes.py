"""Where one goes with a fault of whoever hears of nothing here and is not one of the great sources."""

from __future__ import annotations

from django.utils.translation import gettext as _

from burgerprofiel.portal.faults import Route


def itself(name: str) -> Route | None:
    """Return the route to who made it."""
    told = _("Turn to %(name)s itself, and say what you see here and what should stand there.")
    return Route("", name, told % {"name": name}, "") if name else None
