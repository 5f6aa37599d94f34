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


class PreferenceChanged(Event, frozen=True, kw_only=True):
    """The citizen chose how to hear of a group of notices by one channel."""

    tag: ClassVar[str] = "notices.preference.changed"
    group: str
    channel: str
    how: str


class TimesChanged(Event, frozen=True, kw_only=True):
    """The citizen chose quiet hours, or when digests come."""

    tag: ClassVar[str] = "notices.times.changed"
    quiet: str
    """`22:00-07:00`; empty: none."""
    digest_at: str


class PortalChosen(Event, frozen=True, kw_only=True):
    """The citizen chose which portal writes about new messages."""

    tag: ClassVar[str] = "notices.portal.chosen"
    client: str
    """Empty: this one."""


class NoticesMarked(Event, frozen=True, kw_only=True):
    """The citizen read notices or did what they ask, or took that back; or it was seen and done where it lies."""

    tag: ClassVar[str] = "notices.notice.marked"
    what: str
    count: int
    notice: str = ""
    """Our id of the one that was meant; empty: several."""


class ListSeen(Event, frozen=True, kw_only=True):
    """The list of notices was looked at."""

    tag: ClassVar[str] = "notices.list.seen"
    count: int


class ListFetched(Event, frozen=True, kw_only=True):
    """A program fetched notices for the citizen."""

    tag: ClassVar[str] = "notices.list.fetched"
    count: int


class NoticesGone(Event, frozen=True, kw_only=True):
    """Old notices were removed: their time was over."""

    tag: ClassVar[str] = "notices.notice.gone"
    count: int


class PushStarted(Event, frozen=True, kw_only=True):
    """The citizen let a browser be pushed to."""

    tag: ClassVar[str] = "notices.push.started"
    browser: str
    """Our id."""


class PushStopped(Event, frozen=True, kw_only=True):
    """A browser is pushed to no more."""

    tag: ClassVar[str] = "notices.push.stopped"
    browser: str
    why: str
    """`owner`, `gone`, `profile`, `another`: somebody else let it in, or `room`: the oldest, when one more came."""


class CategoryChanged(Event, frozen=True, kw_only=True):
    """In the trail of the member of staff who did it: the words of notices are others from then on."""

    tag: ClassVar[str] = "notices.category.changed"
    category: str
    version: int


class LetterReturned(Event, frozen=True, kw_only=True):
    """An e-mail or a text did not arrive."""

    tag: ClassVar[str] = "notices.letter.returned"
    letter: str
    """The delivery by which it is known."""
    code: str


class LetterComplained(Event, frozen=True, kw_only=True):
    """The citizen told their mail provider that they do not want such e-mails."""

    tag: ClassVar[str] = "notices.letter.complained"
    letter: str
