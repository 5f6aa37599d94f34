"""The address for notices, proved with a code, as a step of activating: it becomes one of the citizen's profile (C3).

There it is changed later, and serves every notice. Who has one in their profile already goes past this step.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.post import mail
from burgerprofiel.mailbox.activation import actions, queries
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.mailbox.pages.activation.deciding import Deciding, deciding, frame, language
from burgerprofiel.mailbox.pages.activation.steps import to
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts import actions as contacts
from burgerprofiel.people.profile.contacts import proof
from burgerprofiel.people.profile.contacts.often import TooOftenError
from burgerprofiel.people.profile.contacts.values import NotAContactError


class Refusal(NamedTuple):
    """Why no code goes out."""

    text: str
    status: int = 400
    wait: int = 0
    """Seconds after which it can."""


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@deciding
def ask(request: HttpRequest, mine: Deciding) -> HttpResponseBase:
    """Ask for an address, and send a code there; one that is the citizen's already needs none."""
    if mine.state is State.ACTIVE:
        return to("mailbox-settings")
    if request.method != "POST":
        return _ask(request, mine)
    if not mail.offered():
        return _ask(request, mine, Refusal(_no_mail()))
    viewer, typed = mine.viewer, request.POST.get("email", "")
    try:
        contacts.ask(viewer.citizen_id, Kind.EMAIL, typed, language(), viewer.trace, viewer.given_name)
    except contacts.AlreadyThereError:
        actions.prefer_email(viewer.citizen_id, typed, viewer.trace)
        return to("mailbox-consent")
    except NotAContactError:
        return _ask(request, mine, Refusal(_("This is not an e-mail address. Write it as name@example.be.")))
    except contacts.TooManyError:
        return _ask(request, mine, Refusal(_("Your profile holds five e-mail addresses already. Remove one there.")))
    except TooOftenError as error:
        return _ask(request, mine, Refusal(_too_often(error), 429, math.ceil(error.wait.total_seconds())))
    return to("mailbox-activate-code")


def _no_mail() -> str:
    return _("No e-mail can be sent from here at the moment. Nothing changed. Try again later, or call 1700.")


def _too_often(error: TooOftenError) -> str:
    return ngettext(
        "We sent you a code already. Look among unwanted mail too. You can ask again in %(num)s minute.",
        "We sent you a code already. Look among unwanted mail too. You can ask again in %(num)s minutes.",
        error.minutes,
    ) % {"num": error.minutes}


def _ask(request: HttpRequest, mine: Deciding, refusal: Refusal | None = None) -> HttpResponse:
    known = _waiting(mine.viewer.citizen_id) or queries.email_of(mine.viewer.citizen_id)
    context = frame(request) | {
        "email": request.POST.get("email", known),
        "wrong": (Wrong("email", refusal.text),) if refusal else (),
    }
    answer = render(request, "mailbox/activation/email.html", context, status=refusal.status if refusal else 200)
    if refusal and refusal.wait:
        answer["Retry-After"] = str(refusal.wait)
    return answer


def _waiting(citizen_id: CitizenId) -> str:
    return proof.waiting(citizen_id).get(Kind.EMAIL, "")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@deciding
def prove(request: HttpRequest, mine: Deciding) -> HttpResponseBase:
    """Ask for the code."""
    citizen_id = mine.viewer.citizen_id
    sent_to = _waiting(citizen_id)
    if not sent_to:
        done = request.method == "POST" and queries.proved_lately(citizen_id)
        return to("mailbox-consent" if done else "mailbox-activate-email")
    if request.method != "POST":
        return _type(request, sent_to)
    if actions.prove_email(citizen_id, request.POST.get("code", ""), mine.viewer.trace):
        return to("mailbox-consent")
    if not _waiting(citizen_id):
        over = _("That was wrong five times: this code is over. Ask for a new one.")
        return _ask(request, mine, Refusal(over))
    return _type(request, sent_to, _("This code is not right. Check the last e-mail that we sent."))


def _type(request: HttpRequest, sent_to: str, wrong: str = "") -> HttpResponse:
    context = frame(request) | {"to": sent_to, "wrong": (Wrong("code", wrong),) if wrong else ()}
    return render(request, "mailbox/activation/code.html", context, status=400 if wrong else 200)
