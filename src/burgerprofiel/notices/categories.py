"""What can be told: our own kinds, and the categories of other bodies."""

from __future__ import annotations

from burgerprofiel.notices.kinds import KINDS
from burgerprofiel.notices.kinds.kind import Kind


def find(key: str) -> Kind | None:
    """Return the kind or category of this name; None: there is none."""
    return KINDS.get(key)
