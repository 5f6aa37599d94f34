"""`/berichten/activeren`: what a mailbox means, an e-mail address that is proved, an explicit yes (C3).

Never by the way: four pages of its own. What was done stays done, so one may leave and come back.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.mailbox.activation import actions, queries
from burgerprofiel.mailbox.activation.senders import senders
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.mailbox.pages.activation.deciding import Deciding, deciding, frame, language


def to(name: str) -> HttpResponseRedirect:
    """Lead to another page of ours."""
    return HttpResponseRedirect(reverse(name), status=303)


@require_safe
@deciding
def meaning(request: HttpRequest, mine: Deciding) -> HttpResponseBase:
    """Say what it means, and what changes for each sender."""
    if mine.state is State.ACTIVE:
        return to("mailbox-settings")
    context = frame(request) | {
        "stopped": mine.state is State.STOPPED,
        "minor": mine.is_minor,
        "senders": senders(language()),
        "on": reverse("mailbox-consent" if queries.email_of(mine.viewer.citizen_id) else "mailbox-activate-email"),
    }
    return render(request, "mailbox/activation/meaning.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@deciding
def consent(request: HttpRequest, mine: Deciding) -> HttpResponseBase:
    """Ask for an explicit yes; then activate. Twice is once."""
    if mine.state is State.ACTIVE:
        return to("mailbox-activated")
    if not queries.email_of(mine.viewer.citizen_id):
        return to("mailbox-activate-email")
    if request.method != "POST":
        return _ask(request, mine)
    if request.POST.get("yes") != "yes":
        return _ask(request, mine, _("Tick the box if you agree. Without it nothing is activated."))
    actions.activate(mine.viewer.citizen_id, mine.viewer.given_name, language(), mine.viewer.trace)
    return to("mailbox-activated")


def _ask(request: HttpRequest, mine: Deciding, wrong: str = "") -> HttpResponse:
    context = frame(request) | {
        "email": queries.email_of(mine.viewer.citizen_id),
        "stopped": mine.state is State.STOPPED,
        "minor": mine.is_minor,
        "wrong": (Wrong("yes", wrong),) if wrong else (),
    }
    return render(request, "mailbox/activation/consent.html", context, status=400 if wrong else 200)


@require_safe
@deciding
def activated(request: HttpRequest, mine: Deciding) -> HttpResponseBase:
    """Say that it is done, and what comes next."""
    if mine.state is not State.ACTIVE:
        return to("mailbox-activate")
    context = frame(request) | {
        "email": queries.email_of(mine.viewer.citizen_id),
        "since": mine.box.since if mine.box else None,
    }
    return render(request, "mailbox/activation/activated.html", context)
