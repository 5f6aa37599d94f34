"""What the overview and the menu of each page show of the box: what is to be paid, how many are unread, the newest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.http import HttpRequest
from django.utils.translation import get_language

from burgerprofiel.access.request import viewer_of
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.mailbox import queries
from burgerprofiel.mailbox.federation import members
from burgerprofiel.mailbox.models import Box, Message, Waiting
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.mailbox.own import listing, together, waiting
from burgerprofiel.mailbox.own.listing import Row
from burgerprofiel.mailbox.own.waiting import Elsewhere
from burgerprofiel.mailbox.senders.texts import in_language

SCOPE = "mailbox"
_OPEN = (State.ACTIVE, State.STOPPED)


@dataclass(frozen=True)
class Standing:
    """How a citizen's box stands."""

    unread: int
    total: int
    newest: Sequence[Row]
    bills: Sequence[Row]
    """What is to be paid, the nearest day first."""
    active: bool
    dormant: bool = False
    """Nobody looked for long although there is unread mail (C16)."""


def standing(viewer: Viewer, newest: int = 3, bills: int = 10) -> Standing | None:
    """Return how it stands; None: this viewer sees no mail. Two SQL statements, one for a box that never opened."""
    if not viewer.may_see(SCOPE):
        return None
    known = queries.tally(viewer.citizen_id)
    if known is None or known.state not in _OPEN:
        return Standing(0, 0, (), (), active=False)
    latest = queries.messages(viewer.citizen_id, queries.Filter(visible=True)).annotate(owed=Value(value=False))
    both = latest[:newest].union(_to_pay(viewer.citizen_id).annotate(owed=Value(value=True))[:bills], all=True)
    shown: dict[bool, list[Row]] = {False: [], True: []}
    for each in both:
        shown[each.owed].append(replace(listing.row(each, ()), labels=()))
    shown[False].sort(key=lambda row: row.id, reverse=True)
    shown[True].sort(key=_by_day)
    return Standing(
        known.unread,
        known.messages - known.hidden,
        shown[False],
        shown[True],
        active=True,
        dormant=known.dormant_since is not None,
    )


def to_pay(box_id: UUID, most: int) -> list[Row]:
    """Return what is to be paid, the nearest day first. One SQL statement."""
    return [listing.row(each, ()) for each in _to_pay(box_id)[:most]]


def _to_pay(box_id: UUID) -> QuerySet[Message]:
    rows = Message.objects.filter(
        box_id=box_id, due_at__isnull=False, withdrawn_at=None, visible=True, expires_at__gt=clock.now()
    )
    return rows.exclude(paid="paid").order_by("due_at", "id")


def _by_day(row: Row) -> tuple[datetime, UUID]:
    return row.due or row.at, row.id


@dataclass(frozen=True)
class Unread:
    """How many messages wait unread, as the menu of a page says it."""

    here: int
    """In our own registry."""
    elsewhere: int = 0
    """In the others, as they told last in this session."""
    silent: tuple[str, ...] = ()
    """The names of those that did not tell: of theirs nothing is counted."""
    asked: bool = True
    """Whether the others, if there are any, were asked at all in this session."""
    news: bool = False
    """Whether one of them told of a new message since."""

    @property
    def sum(self) -> int:
        """All that is known."""
        return self.here + self.elsewhere

    @property
    def at_least(self) -> bool:
        """Whether there may be more."""
        return bool(self.silent) or self.news or not self.asked


def unread(viewer: Viewer, here: int | None = None) -> Unread:
    """Return how many messages wait unread; `here`: as one knows already. At most one SQL statement."""
    if not viewer.may_see(SCOPE):
        return Unread(0)
    others = together.possible(viewer)
    if here is not None:
        return with_others(here, waiting.last(viewer)) if others else Unread(here)
    rows = Box.objects.filter(box_id=viewer.citizen_id, state__in=_OPEN)
    if not others:
        return Unread(rows.values_list("unread", flat=True).first() or 0)
    kept = Waiting.objects.filter(citizen_id=OuterRef("box_id"), session_id=viewer.session_id)
    told = [Subquery(kept.values(column)[:1]) for column in ("sealed", "news")]
    found = rows.values_list("unread", *told).first()
    return with_others(found[0], waiting.unsealed(viewer, found[1], found[2])) if found else Unread(0)


def with_others(here: int, told: Elsewhere | None) -> Unread:
    """Return the number of our own registry with what others told."""
    if told is None:
        return Unread(here, asked=False)
    language = (get_language() or "nl")[:2]
    known = {each.peer.id: in_language(each.about.name, language) for each in members.others()}
    return Unread(here, told.unread, tuple(known[each] for each in told.silent if each in known), news=told.news)


def unread_for(request: HttpRequest) -> Unread:
    """Return the same for the menu of a page, asked once a page; a database that is away costs the number only."""
    known: Unread | None = getattr(request, "mail_unread", None)
    if known is None:
        viewer = viewer_of(request)
        try:
            known = unread(viewer, getattr(request, "mail_here", None)) if viewer else Unread(0)
        except DatabaseError:
            known = Unread(0)
        let_go()
        request.mail_unread = known  # type: ignore[attr-defined]  # read above
    return known


def remember(request: HttpRequest, here: int | None, told: Elsewhere | None = None) -> None:
    """Let the menu of this page say what is known already: of our own box (None: it is not open), and of others."""
    if here is None:
        request.mail_unread = Unread(0)  # type: ignore[attr-defined]  # read by unread_for
    elif told is not None:
        request.mail_unread = with_others(here, told)  # type: ignore[attr-defined]  # read by unread_for
    else:
        request.mail_here = here  # type: ignore[attr-defined]  # read by unread_for
