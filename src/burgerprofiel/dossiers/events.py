"""What the trail says about dossiers."""

from typing import ClassVar

from burgerprofiel.audit.events import Event


class DossiersTold(Event, frozen=True, kw_only=True):
    """A body told how dossiers stand: added to what was known, nothing changed or removed."""

    tag: ClassVar[str] = "dossiers.dossier.told"
    source: str
    dossiers: tuple[str, ...]
    """Our ids, each once."""
    mutations: tuple[str, ...]
    """Of each state that was told, in the order in which they came."""


class DossierRemoved(Event, frozen=True, kw_only=True):
    """Its body removed a dossier, with every state of it."""

    tag: ClassVar[str] = "dossiers.dossier.removed"
    source: str
    dossier: str
    mutations: int
