"""What the trail says about permits."""

from typing import ClassVar

from burgerprofiel.audit.events import Event


class PermitTold(Event, frozen=True, kw_only=True):
    """Its source told of a permit, or how it stands now."""

    tag: ClassVar[str] = "permits.permit.told"
    source: str
    permit: str
    """Our id."""
    status: str


class PermitTakenAway(Event, frozen=True, kw_only=True):
    """Its source no longer names this owner: the permit lies with them no more."""

    tag: ClassVar[str] = "permits.permit.taken_away"
    source: str
    permit: str


class DocumentTold(Event, frozen=True, kw_only=True):
    """A document of a permit came in."""

    tag: ClassVar[str] = "permits.document.told"
    permit: str
    document: str
    digest: str
    """SHA-256, in hex."""


class DocumentFetched(Event, frozen=True, kw_only=True):
    """Somebody opened or saved a document of a permit."""

    tag: ClassVar[str] = "permits.document.fetched"
    permit: str
    document: str


class PermitWarned(Event, frozen=True, kw_only=True):
    """Its owner was told that it ends soon."""

    tag: ClassVar[str] = "permits.permit.warned"
    permit: str
    days: int
    """The term."""
