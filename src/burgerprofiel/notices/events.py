"""What the trail says about notices."""

from typing import ClassVar

from burgerprofiel.audit.events import Event


class NoticeRaised(Event, frozen=True, kw_only=True):
    """Somebody had something to tell the citizen."""

    tag: ClassVar[str] = "notices.notice.raised"
    kind: str
    notice: str
    """Our id."""
    sender: str = ""
    """Enterprise number; empty: the portal itself."""
