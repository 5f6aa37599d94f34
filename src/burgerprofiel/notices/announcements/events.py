"""What the trail says about announcements: each has a chain of its own."""

from typing import ClassVar

from burgerprofiel.audit.events import Event


class AnnouncementMade(Event, frozen=True, kw_only=True):
    """Many are going to be told the same."""

    tag: ClassVar[str] = "notices.announcement.made"
    reference: str
    recipients: int


class RangeTold(Event, frozen=True, kw_only=True):
    """A stretch of recipients was told."""

    tag: ClassVar[str] = "notices.announcement.told"
    range: int
    told: int
    digest: str
    """SHA-256 over the sorted ids of who is in it: it shows later who was told."""
