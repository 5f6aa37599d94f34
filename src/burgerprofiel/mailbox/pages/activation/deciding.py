"""Who decides about a box: its owner, with their own key, when the rules of life let them (`life.table`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from burgerprofiel.access.guards import requires
from burgerprofiel.access.request import SignedInRequest
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit import clock
from burgerprofiel.kit.age import Ages, ages, birth_in
from burgerprofiel.mailbox import queries
from burgerprofiel.mailbox.life.facts import Act, Facts
from burgerprofiel.mailbox.life.table import Rule, what_holds
from burgerprofiel.mailbox.models import Box
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.people.queries import ssin_of

GROWN_UP = 18


class Deciding(NamedTuple):
    """A citizen before the choice; `box` None: nobody ever wrote to them."""

    viewer: Viewer
    box: Box | None
    ages: Ages

    @property
    def state(self) -> State:
        """Of the box."""
        return State(self.box.state) if self.box else State.UNOPENED

    @property
    def is_minor(self) -> bool:
        """Whether their letters went to their parents until now."""
        return self.ages.most < GROWN_UP


Page = Callable[[HttpRequest, Deciding], HttpResponseBase]


def deciding(page: Page) -> Callable[[HttpRequest], HttpResponseBase]:
    """Let the owner decide; whom a rule stands in the way reads which, and what is possible instead."""

    @requires()
    @wraps(page)
    def guarded(request: HttpRequest) -> HttpResponseBase:
        viewer = cast(SignedInRequest, request).viewer
        mine = Deciding(viewer, queries.box(viewer.citizen_id), _ages(viewer))
        rule = what_holds(Facts(Act.ACTIVATE, mine.state, ages=mine.ages, for_another=viewer.actor is not None))
        return _refused(request, rule) if rule else page(request, mine)

    return guarded


def _ages(viewer: Viewer) -> Ages:
    return ages(birth_in(ssin_of(viewer.citizen_id)), clock.today())


def _refused(request: HttpRequest, rule: Rule) -> HttpResponse:
    told = {"title": gettext(rule.title), "advice": gettext(rule.advice)}
    return render(request, "mailbox/activation/not.html", frame(request) | told, status=403)


def frame(request: HttpRequest) -> dict[str, object]:
    """Return what the frame of these pages needs."""
    return {"here": "mail", "back": request.path}


def language() -> str:
    """Return the reader's language, as two letters."""
    return (get_language() or "nl")[:2]
