"""A part of the portal whose facts can be asked about: which there are for somebody, and one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.portal.asking.asked import Asked, Name


@dataclass(frozen=True)
class Part:
    """One. Nothing of a fact comes from an address or a form but its id, which means nothing for anybody else."""

    key: str
    title: Callable[[], str]
    page: str
    allows: Callable[[Viewer], bool]
    """Whether a mandate lets somebody see anything of it."""
    names: Callable[[Viewer], Iterable[Name]]
    """Of every fact that the viewer may ask about."""
    asked: Callable[[Viewer, Name], Asked | None]
    """Return one; None: it does not stand there (any more), or was not asked for in this session."""
    here: str = "data"
    """Its place in the menu."""

    def found(self, viewer: Viewer, wanted: UUID) -> Asked | None:
        """Return the fact that an address means."""
        name = next((each for each in self.names(viewer) if each.id == wanted), None)
        return self.asked(viewer, name) if name else None
