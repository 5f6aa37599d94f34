"""What can be told: our own kinds, and the categories of other bodies, whose words staff keep."""

from __future__ import annotations

from burgerprofiel.notices.categories import queries
from burgerprofiel.notices.kinds import KINDS
from burgerprofiel.notices.kinds.kind import Kind


def find(key: str) -> Kind | None:
    """Return the kind or category of this name; None: there is none. At most one SQL statement."""
    found = KINDS.get(key)
    if found:
        return found
    known = queries.category(key)
    return known.kind if known else None
