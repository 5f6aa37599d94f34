"""What the overview and the menu of each page show of the box: what is to be paid, how many are unread, the newest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError
from django.db.models import QuerySet, Value
from django.http import HttpRequest

from burgerprofiel.access.request import viewer_of
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.mailbox import queries
from burgerprofiel.mailbox.models import Box, Message
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.mailbox.own import listing
from burgerprofiel.mailbox.own.listing import Row

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
        shown[each.owed].append(listing.row(each, ()))
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


def unread(viewer: Viewer) -> int:
    """Return how many messages wait unread. One SQL statement."""
    if not viewer.may_see(SCOPE):
        return 0
    found = Box.objects.filter(box_id=viewer.citizen_id, state__in=_OPEN).values_list("unread", flat=True).first()
    return found or 0


def unread_for(request: HttpRequest) -> int:
    """Return the same for the menu of a page, asked once a page; a database that is away costs the number only."""
    known: int | None = getattr(request, "mail_unread", None)
    if known is None:
        viewer = viewer_of(request)
        try:
            known = unread(viewer) if viewer else 0
        except DatabaseError:
            known = 0
        let_go()
        remember(request, known)
    return known


def remember(request: HttpRequest, known: int) -> None:
    """Let the menu of this page say a number that is known already."""
    request.mail_unread = known  # type: ignore[attr-defined]  # read by unread_for
