"""Whose notices somebody reads: one's own, and nobody else's.

Who acts for somebody under a mandate, or for an organisation, sees none: notices are a person's own, as is the bell.
"""

from __future__ import annotations

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit.ids import CitizenId


def own(viewer: Viewer | None) -> CitizenId | None:
    """Return whose they are; None: nobody is signed in, or somebody acts for another."""
    if viewer is None or viewer.actor or viewer.capacity.organisation or viewer.capacity.mandate:
        return None
    return viewer.citizen_id
