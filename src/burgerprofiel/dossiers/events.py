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


class ListSeen(Event, frozen=True, kw_only=True):
    """Somebody looked at the list of dossiers, or sought in it. The words are not kept."""

    tag: ClassVar[str] = "dossiers.list.seen"
    count: int
    sought: bool = False


class DossierSeen(Event, frozen=True, kw_only=True):
    """Somebody looked at a dossier: it rings no more."""

    tag: ClassVar[str] = "dossiers.dossier.seen"
    dossier: str


class DossierArchived(Event, frozen=True, kw_only=True):
    """Its owner put a dossier away."""

    tag: ClassVar[str] = "dossiers.dossier.archived"
    dossier: str


class DossierRestored(Event, frozen=True, kw_only=True):
    """Its owner brought a dossier back."""

    tag: ClassVar[str] = "dossiers.dossier.restored"
    dossier: str
