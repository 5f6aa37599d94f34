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


class ProposalSaved(Event, frozen=True, kw_only=True):
    """In the trail of the member of staff: what they want to tell many was written or changed."""

    tag: ClassVar[str] = "notices.announcement.drafted"
    proposal: str
    version: int
    listed: int | None = None
    """How many are on a list that was given; None: none was."""


class ProposalTried(Event, frozen=True, kw_only=True):
    """A member of staff sent it to themselves."""

    tag: ClassVar[str] = "notices.announcement.tried"
    proposal: str


class ProposalDecided(Event, frozen=True, kw_only=True):
    """In the trail of who did it and of who wrote it: it was proposed, taken back, refused, released or thrown away."""

    tag: ClassVar[str] = "notices.announcement.decided"
    proposal: str
    decision: str
    version: int
    reason: str = ""
    announcement: str = ""
    recipients: int | None = None


class AnnouncementStopped(Event, frozen=True, kw_only=True):
    """In the trail of the announcement and of who stopped it: whoever was not told is not told any more."""

    tag: ClassVar[str] = "notices.announcement.stopped"
    announcement: str
    untold: int
    reason: str
