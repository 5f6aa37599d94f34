"""`/profiel/meldingen`: how, when and by which portal somebody wants to be told (E2, C5).

Who switches off the last thing that tells of new mail first reads what that means (contracts/ebox.md A.7).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from burgerprofiel.access import consents
from burgerprofiel.access.guards import requires
from burgerprofiel.access.request import SignedInRequest
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.mailbox.activation.senders import senders
from burgerprofiel.notices.kinds.kind import Group
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.outbox import reach
from burgerprofiel.notices.own.whose import own
from burgerprofiel.notices.pages import devices
from burgerprofiel.notices.preferences import actions, queries, ways, words
from burgerprofiel.notices.preferences.actions import Choices
from burgerprofiel.notices.preferences.rule import NOTHING_CHOSEN, Wanted
from burgerprofiel.notices.preferences.ways import Way
from burgerprofiel.people.profile.contact import Reach
from burgerprofiel.people.profile.queries import reaches
from burgerprofiel.portal.pages.telling import form
from burgerprofiel.portal.pages.telling.form import RefusedError

PAGE = "/profiel/meldingen"
QUIET = (time(22), time(7))
"""What the form proposes."""


@dataclass(frozen=True)
class Mine:
    """Who chooses, what they chose until now, and by what they are reached."""

    viewer: Viewer
    wanted: Wanted
    reach: Reach
    channels: frozenset[Channel]


@require_http_methods(["GET", "HEAD", "POST"])
@requires()
def telling(request: HttpRequest) -> HttpResponseBase:
    """Show what holds; take one of its forms."""
    viewer = cast("SignedInRequest", request).viewer
    citizen = own(viewer)
    if citizen is None:
        return render(request, "portal/telling/not_yours.html", {"here": "profile", "back": PAGE}, status=403)
    wanted = queries.wanted_of([citizen]).get(citizen, NOTHING_CHOSEN)
    mine = Mine(viewer, wanted, reaches([citizen])[citizen], reach.channels_of([citizen]).get(citizen, frozenset()))
    if request.method != "POST":
        return _page(request, mine)
    try:
        return _take(request, mine)
    except RefusedError:
        return _page(request, mine, refused=True)


def _take(request: HttpRequest, mine: Mine) -> HttpResponseBase:
    sent, viewer = request.POST.dict(), mine.viewer
    told = cast("Mapping[str, str]", sent)
    match told.get("doe"):
        case "wijze":
            way = form.way(told)
            return _choose(request, mine, ways.choices(way)) if way is not Way.OWN else _back("", "#eigen")
        case "eigen":
            return _choose(request, mine, form.choices(told, Channel))
        case "tijden":
            actions.set_times(viewer.citizen_id, form.quiet(told), form.hour(told.get("overzicht", "")), viewer.trace)
            return _back("tijden")
        case "portaal":
            chosen = told.get("portaal", "")
            if chosen and chosen not in dict(_portals(viewer)):
                raise RefusedError
            actions.set_portal(viewer.citizen_id, chosen, viewer.trace)
            return _back("portaal")
        case _:
            raise RefusedError


def _choose(request: HttpRequest, mine: Mine, chosen: Choices) -> HttpResponseBase:
    after = replace(mine.wanted, how={**mine.wanted.how, **chosen})
    if _falls_silent(mine, after) and request.POST.get("begrepen") != "ja":
        context = {"here": "profile", "back": PAGE, "sent": _again(request)}
        return render(request, "portal/telling/silent.html", context)
    actions.choose(mine.viewer.citizen_id, chosen, mine.viewer.trace)
    return _back("wijze")


def _falls_silent(mine: Mine, after: Wanted) -> bool:
    return ways.is_silent(after, Group.MAIL, mine.channels) and not ways.is_silent(
        mine.wanted, Group.MAIL, mine.channels
    )


def _again(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, to send it once more when it was understood."""
    return [(name, str(value)) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"]


def _back(done: str, where: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect((f"{PAGE}?{urlencode({'bewaard': done})}" if done else PAGE) + where, status=303)


def _portals(viewer: Viewer) -> list[tuple[str, str]]:
    """Other portals that this citizen lets tell of new mail: their names, by client id."""
    return [
        (each.client_id, each.name) for each in consents.mine(viewer.citizen_id) if "notify" in each.details.purposes
    ]


def _page(request: HttpRequest, mine: Mine, *, refused: bool = False) -> HttpResponseBase:
    wanted, language = mine.wanted, (get_language() or "nl")[:2]
    channels = [channel for channel in Channel if channel in mine.channels]
    context = {
        "here": "profile",
        "back": PAGE,
        "refused": refused,
        "saved": request.GET.get("bewaard", ""),
        "reach": mine.reach,
        "reached": bool(channels),
        "way": ways.of(wanted),
        "Way": Way,
        "groups": [_group(group, wanted, channels) for group in Group],
        "channels": [words.channel(channel) for channel in channels],
        "quiet": wanted.quiet,
        "proposed": wanted.quiet or QUIET,
        "hours": form.HOURS,
        "digest_at": wanted.digest_at,
        "portals": _portals(mine.viewer),
        "portal": wanted.portal,
        "mail_themselves": [each.name for each in senders(language) if each.mails_itself],
        "silent": ways.is_silent(wanted, Group.MAIL, mine.channels) and not wanted.portal,
        **devices.context(mine.viewer),
    }
    return render(request, "portal/telling/page.html", context, status=400 if refused else 200)


def _group(group: Group, wanted: Wanted, channels: list[Channel]) -> dict[str, object]:
    fields = [
        {
            "name": form.name(group, channel),
            "channel": words.channel(channel),
            "options": [
                (how.value, words.how(how), wanted.choice(group, channel) is how) for how in ways.offered(channel)
            ],
        }
        for channel in channels
    ]
    fixed = group not in ways.CHANGEABLE
    return {"title": words.title(group), "meaning": words.meaning(group), "fields": [] if fixed else fields}
