"""`/berichten/instellingen`: the address for notices, stopping the mailbox (C3). Starting again is activating again."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.activation import actions, queries
from burgerprofiel.mailbox.activation.senders import senders
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.mailbox.pages.activation.deciding import Deciding, deciding, frame, language
from burgerprofiel.mailbox.pages.activation.steps import to
from burgerprofiel.notices.kinds import Group, How
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.preferences import queries as preferences
from burgerprofiel.notices.preferences.rule import NOTHING_CHOSEN


@require_safe
@deciding
def settings(request: HttpRequest, mine: Deciding) -> HttpResponseBase:
    """Show how the box stands, and what can be changed."""
    if mine.box is None or mine.state is State.UNOPENED:
        return to("mailbox-activate")
    context = frame(request) | {
        "email": queries.email_of(mine.viewer.citizen_id),
        "unheard": _unheard(mine.viewer.citizen_id),
        "stopped": mine.state is State.STOPPED,
        "since": mine.box.since,
        "senders": senders(language()),
    }
    return render(request, "mailbox/activation/settings.html", context)


def _unheard(citizen_id: CitizenId) -> bool:
    """Whether the owner chose to get no e-mail about mail here."""
    wanted = preferences.wanted_of([citizen_id]).get(citizen_id, NOTHING_CHOSEN)
    return wanted.choice(Group.MAIL, Channel.EMAIL) is How.NEVER


@require_http_methods(["GET", "HEAD", "POST"])
@deciding
def stop(request: HttpRequest, mine: Deciding) -> HttpResponseBase:
    """Say what stopping does and does not; then stop. Twice is once."""
    if mine.state is not State.ACTIVE:
        return to("mailbox-settings")
    if request.method != "POST":
        context = frame(request) | {"paper": [each for each in senders(language()) if each.paper_stops]}
        return render(request, "mailbox/activation/stop.html", context)
    actions.stop(mine.viewer.citizen_id, mine.viewer.trace)
    return to("mailbox-settings")
