"""`/op/aanmelden`: the citizen chooses a key. The application's question stays in the address; nothing is lost."""

from __future__ import annotations

from urllib.parse import urlencode

from authlib.oauth2.rfc6749 import OAuth2Error
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from burgerprofiel.access import browser
from burgerprofiel.access.pages.authorize import refuse, understand
from burgerprofiel.access.provider.client import find
from burgerprofiel.access.provider.server import Question
from burgerprofiel.access.provider.wishes import without_freshness


@require_safe
def choose_key(request: HttpRequest) -> HttpResponse:
    """Show the keys; a wrong question is refused before anybody takes out a card. No question at all: start at ours."""
    question = Question(request)
    if not question.payload.data:
        return HttpResponseRedirect(f"{settings.CONFIG.portal_origin}/aanmelden")
    try:
        understand(question, None)
    except (OAuth2Error, ValueError) as error:
        return refuse(request, question, error)
    query = question.payload.data
    client = find(query["client_id"])
    context = {
        "here": "sign-in",
        "back": request.get_full_path(),
        "application": client.row.name if client else "",
        "go_on": f"/op/v1/auth?{urlencode(without_freshness(query))}",
        "cancel": f"/op/aanmelden/annuleren?{urlencode(without_freshness(query))}",
        "reader": settings.CONFIG.origin("kaartlezer.localhost") if settings.CONFIG.demo else "",
    }
    response = render(request, "access/choose_key.html", context)
    browser.mark(request, response)
    return response


@require_safe
def front(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Nobody needs this host's front page: the portal is next door."""
    return HttpResponseRedirect(settings.CONFIG.portal_origin)
