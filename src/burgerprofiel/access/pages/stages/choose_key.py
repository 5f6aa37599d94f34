"""`/op/aanmelden`: the citizen chooses a key. What they came for stays in the address; nothing is lost.

They come with an application's question, or for a page of ours about their keys (`naar`, `niveau`).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from authlib.oauth2.rfc6749 import OAuth2Error
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from burgerprofiel.access import browser, going_on, last_key, sign_in_cookie
from burgerprofiel.access.keys import Kind, catalogue, reach
from burgerprofiel.access.pages.protocol.authorize import over, refuse, understand
from burgerprofiel.access.proofs import strongest
from burgerprofiel.access.provider.asked import Asked, OverError, read
from burgerprofiel.access.provider.client import find
from burgerprofiel.kit.levels import Level
from burgerprofiel.kit.post import mail


@dataclass(frozen=True)
class _Goal:
    """What a key is asked for."""

    name: str
    level: int
    go_on: str
    cancel: str


@require_safe
def choose_key(request: HttpRequest) -> HttpResponse:
    """Show the keys; a wrong question is refused before anybody takes out a card. No question at all: start at ours."""
    if "naar" in request.GET:
        return _ask(request, _for_own_page(request))
    try:
        question = read(request)
    except OverError:
        return over(request)
    if not question.payload.data:
        return HttpResponseRedirect(f"{settings.CONFIG.portal_origin}/aanmelden")
    try:
        understand(question, None)
        goal = _for_application(question)
    except (OAuth2Error, ValueError) as error:
        return refuse(request, question, error)
    return _ask(request, goal)


def _for_own_page(request: HttpRequest) -> _Goal:
    asked = reach.level_asked(request.GET.get("niveau"), Level.SUBSTANTIAL)
    return _Goal(_("your digital keys"), asked, going_on.safe(request.GET["naar"]), settings.CONFIG.portal_origin)


def _for_application(question: Asked) -> _Goal:
    client, rest = find(question.payload.data["client_id"]), urlencode(question.afterwards)
    return _Goal(
        client.row.name if client else "",
        question.wishes().level or 0,
        f"/op/v1/auth?{rest}",
        f"/op/aanmelden/annuleren?{rest}",
    )


def _ask(request: HttpRequest, goal: _Goal) -> HttpResponse:
    kinds = last_key.first(reach.offered(goal.level), last_key.last(request))
    weaker = _weaker(request, goal.level)
    further = urlencode({"verder": goal.go_on})
    if (single := catalogue.only()) and kinds and weaker is None:
        return _lead_on(request, single, f"{single.address}?{further}&niveau={goal.level}", goal)
    context = {
        "here": "sign-in",
        "back": request.get_full_path(),
        "application": goal.name,
        "go_on": goal.go_on,
        "cancel": goal.cancel,
        "further": further,
        "level": goal.level,
        "kinds": kinds,
        "fewer": len(kinds) < len(catalogue.KINDS),
        "last": last_key.last(request),
        "card": _has_card(kinds),
        "activates": mail.offered() and any(kind.enrol for kind in kinds),
        "reader": settings.CONFIG.origin("kaartlezer.localhost") if settings.CONFIG.demo else "",
        "weaker": weaker,
        "again": "naar" in request.GET and sign_in_cookie.signed_in(request) is not None,
    }
    response = render(request, "access/choose_key.html", context)
    browser.mark(request, response)
    return response


def _lead_on(request: HttpRequest, single: Kind, on: str, goal: _Goal) -> HttpResponse:
    """There is nothing to choose. A page that goes on by itself, no redirect: one may come here from a form, and
    browsers let a form end only where the page it was on says so.
    """
    context = {"here": "sign-in", "back": request.get_full_path(), "on": on, "cancel": goal.cancel}
    return render(request, "access/lead_on.html", context | {"provider": single.title()})


def _has_card(kinds: list[Kind]) -> bool:
    return catalogue.EID in kinds


def _weaker(request: HttpRequest, level: int) -> dict[str, object] | None:
    """What somebody hears who is signed in with a key that is not sure enough; None for everybody else."""
    known = sign_in_cookie.signed_in(request)
    shown = strongest(known.proofs).key if known else None
    if known is None or shown is None or shown.level >= level:
        return None
    reached = reach.reach(known.citizen_id, level)
    return {
        "shown": reach.key_title(shown),
        "has": reach.level_word(shown.level),
        "needs": reach.level_word(level),
        "mine": ", ".join(kind.title() for kind in reached.mine),
        "others": reached.others,
    }


@require_safe
def front(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Nobody needs this host's front page: the portal is next door."""
    return HttpResponseRedirect(settings.CONFIG.portal_origin)
