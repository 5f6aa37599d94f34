"""The bell in the bar of every page: how many lines of the list are new, asked once a page (E1)."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest

from burgerprofiel.access.request import viewer_of
from burgerprofiel.kit.connections import let_go
from burgerprofiel.notices.own import lines
from burgerprofiel.notices.own.lines import Standing
from burgerprofiel.notices.own.whose import own


def bell_for(request: HttpRequest) -> Standing | None:
    """Return what the bell of this page says; None: there is no bell. At most one SQL statement a page.

    A database that is away costs the number only.
    """
    citizen_id = own(viewer_of(request))
    if citizen_id is None:
        return None
    known: Standing | None = getattr(request, "notices_standing", None)
    if known is None:
        try:
            known = lines.standing(citizen_id)
        except DatabaseError:
            known = Standing()
        let_go()
        remember(request, known)
    return known


def remember(request: HttpRequest, known: Standing) -> None:
    """Let the bell of this page say what the page knows already: one number per page."""
    request.notices_standing = known  # type: ignore[attr-defined]  # read above
