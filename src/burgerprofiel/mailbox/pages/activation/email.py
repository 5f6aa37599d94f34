"""The address for notices, proved with a code: as a step of activating, and to change it later (C3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from burgerprofiel.access import limits
from burgerprofiel.access.going_on import Wrong
from burgerprofiel.kit.post import mail, where
from burgerprofiel.mailbox.activation import actions, proof, queries
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.mailbox.pages.activation.deciding import Deciding, deciding, frame, language
from burgerprofiel.mailbox.pages.activation.steps import to


class Way(NamedTuple):
    """Within which journey: the names of its pages."""

    email: str
    code: str
    done: str
    cancel: str
    changing: bool = False


ACTIVATING = Way("mailbox-activate-email", "mailbox-activate-code", "mailbox-consent", "mailbox-activate")
CHANGING = Way("mailbox-settings-email", "mailbox-settings-code", "mailbox-settings", "mailbox-settings", changing=True)


def ask(way: Way) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return the page that asks for an address and sends a code there."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @sensitive_post_parameters()
    @deciding
    def page(request: HttpRequest, mine: Deciding) -> HttpResponseBase:
        if (mine.state is State.ACTIVE) is not way.changing:
            return to("mailbox-settings" if mine.state is State.ACTIVE else "mailbox-activate")
        if request.method != "POST":
            return _ask(request, mine, way)
        address = where.address(request.POST.get("email", ""))
        wrong = _refusal(address)
        if wrong:
            return _ask(request, mine, way, wrong, 400)
        try:
            limits.take(f"{mine.viewer.citizen_id.hex} mailbox", limits.address_of(request))
        except limits.TooManyError as error:
            answer = _ask(request, mine, way, _too_many(error), 429)
            answer["Retry-After"] = str(error.seconds)
            return answer
        proof.ask(mine.viewer.citizen_id, address, language(), mine.viewer.trace)
        return to(way.code)

    return page


def _refusal(address: str) -> str:
    if not mail.offered():
        return _("No e-mail can be sent from here at the moment. Nothing changed. Try again later, or call 1700.")
    return "" if address else _("This is not an e-mail address. Write it as name@example.be.")


def _too_many(error: limits.TooManyError) -> str:
    return ngettext(
        "We sent you several codes already. Look among unwanted mail too. You can ask again in %(num)s minute.",
        "We sent you several codes already. Look among unwanted mail too. You can ask again in %(num)s minutes.",
        error.minutes,
    ) % {"num": error.minutes}


def _ask(request: HttpRequest, mine: Deciding, way: Way, wrong: str = "", status: int = 200) -> HttpResponse:
    known = "" if way.changing else proof.waiting(mine.viewer.citizen_id) or queries.email_of(mine.box)
    context = frame(request) | {
        "way": way,
        "email": request.POST.get("email", known),
        "wrong": (Wrong("email", wrong),) if wrong else (),
    }
    return render(request, "mailbox/activation/email.html", context, status=status)


def prove(way: Way) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return the page that asks for the code."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @sensitive_post_parameters()
    @deciding
    def page(request: HttpRequest, mine: Deciding) -> HttpResponseBase:
        citizen_id = mine.viewer.citizen_id
        sent_to = proof.waiting(citizen_id)
        if not sent_to:
            return to(way.done if request.method == "POST" and queries.proved_lately(mine.box) else way.email)
        if request.method != "POST":
            return _type(request, way, sent_to)
        if actions.prove_email(citizen_id, request.POST.get("code", ""), mine.call_name, language(), mine.viewer.trace):
            return to(way.done)
        if not proof.waiting(citizen_id):
            return _ask(request, mine, way, _("That was wrong five times: this code is over. Ask for a new one."), 400)
        return _type(request, way, sent_to, _("This code is not right. Check the last e-mail that we sent."))

    return page


def _type(request: HttpRequest, way: Way, sent_to: str, wrong: str = "") -> HttpResponse:
    context = frame(request) | {"way": way, "to": sent_to, "wrong": (Wrong("code", wrong),) if wrong else ()}
    return render(request, "mailbox/activation/code.html", context, status=400 if wrong else 200)
