"""Whose box a page is about: the citizen's who is signed in, and nobody else's. Under a mandate there is no mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import update_wrapper
from typing import Any, Concatenate, NamedTuple, ParamSpec, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from burgerprofiel.access.guards import requires
from burgerprofiel.access.request import SignedInRequest
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import small_write
from burgerprofiel.mailbox import queries, tiles
from burgerprofiel.mailbox.activation.actions import looked
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.mailbox.queries import Tally

P = ParamSpec("P")
SCOPE = "mailbox"
"""No mandate has it: mail is for whom it is addressed to."""
_LOOKS = timedelta(minutes=5)
"""How often it is noted that the owner looked."""


class Mine(NamedTuple):
    """A citizen before their own box, which they may read."""

    viewer: Viewer
    box_id: UUID
    tally: Tally


Page = Callable[Concatenate[HttpRequest, Mine, P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def own_box(page: Page[P]) -> Guarded[P]:
    """Give a page the box of who is signed in; who has none, or may not see it, is told so. One SQL statement."""

    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        viewer = cast(SignedInRequest, request).viewer
        if not viewer.may_see(SCOPE):
            return told(request, viewer, "mandate", 403)
        tally = queries.tally(viewer.citizen_id)
        tiles.remember(request, tally.unread if tally and tally.state in (State.ACTIVE, State.STOPPED) else None)
        if tally is None or tally.state is State.UNOPENED:
            return told(request, viewer, "unopened", 200 if request.method == "GET" else 409)
        if tally.state is State.CLOSED:
            return told(request, viewer, "closed", 403)
        return page(request, Mine(viewer, viewer.citizen_id, tally), *args, **kwargs)

    update_wrapper(guarded, page)
    return requires()(cast("Guarded[P]", guarded))


def told(request: HttpRequest, viewer: Viewer, why: str, status: int, **more: Any) -> HttpResponse:  # noqa: ANN401 - context
    """Say why there is nothing to read here, and what to do now."""
    context = {"viewer": viewer, "why": why, "here": "mail", "back": "/berichten", **more}
    return render(request, "mailbox/nothing.html", context, status=status)


def note(mine: Mine, *events: Event) -> None:
    """Write what was seen to the trail, and, once per some minutes, that the owner looked (`lastConsultationDate`)."""
    now = clock.now()
    with small_write():
        if mine.tally.consulted_at is None or now - mine.tally.consulted_at > _LOOKS:
            looked(mine.viewer.citizen_id, mine.viewer.trace)
        record(mine.viewer.citizen_id, mine.viewer.trace, *events)
