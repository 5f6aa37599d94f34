"""`/op/toestemming`: an application of somebody else asks what it may know; the citizen allows it, or not.

The question stays in the address, so a second tab, a form that expired and another language lose nothing.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from authlib.oauth2.rfc6749 import OAuth2Error
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from burgerprofiel.access import consents, sign_in_cookie
from burgerprofiel.access.pages.protocol.authorize import next_step, over, refuse, understand
from burgerprofiel.access.provider import asked, details
from burgerprofiel.access.provider.asked import Asked
from burgerprofiel.access.provider.details import Details
from burgerprofiel.access.provider.grant import CodeGrant
from burgerprofiel.access.provider.scopes import told, told_of_mailbox
from burgerprofiel.access.provider.wishes import Step, without_consent
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.access.request import trace_of


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest) -> HttpResponse:
    """Ask, or keep the answer and go on. Whoever is not to be asked (any more) goes on to where that is decided."""
    try:
        question = asked.read(request, from_address=True)
    except asked.OverError:
        return over(request)
    known = sign_in_cookie.signed_in(request)
    address, person = question.address, question.person(known)
    try:
        grant = understand(question, person)
        step = next_step(question, grant, person)
    except (OAuth2Error, ValueError) as error:
        return refuse(request, question, error)
    if known is None or step is not Step.CONSENT:
        return _on(address)
    if request.method == "POST" and request.POST.get("wie") == question.whom:
        more = _details(question, grant)
        consents.give(known.citizen_id, grant.client.client_id, _scopes(question), trace_of(request), more)
        return _on(without_consent(address))
    return _ask(request, question, grant, known)


def _ask(request: HttpRequest, question: Asked, grant: CodeGrant, known: SignedIn) -> HttpResponse:
    before = consents.standing(known.citizen_id, grant.client.client_id)
    context = {
        "here": "sign-in",
        "back": request.get_full_path(),
        "application": grant.client.row.name,
        "third_party": grant.client.row.third_party,
        "told": told(_scopes(question), known.who) + told_of_mailbox(_details(question, grant)),
        "mailbox_is_new": before is None or not _details(question, grant).covered_by(details.read(before.details)),
        "before": before,
        "whom": question.whom,
        "anew": request.method == "POST",
        "host": urlsplit(grant.redirect_uri).netloc,
        "cancel": f"/op/aanmelden/annuleren?{urlencode(question.address)}",
    }
    response = render(request, "access/consent.html", context)
    response.forms_to = asked.origin(grant.redirect_uri)  # type: ignore[attr-defined]  # read by site.middleware
    return response


def _scopes(question: Asked) -> list[str]:
    return list(dict.fromkeys(question.payload.data["scope"].split()))


def _details(question: Asked, grant: CodeGrant) -> Details:
    return details.asked(question.payload.data, grant.client, grant.redirect_uri)


def _on(address: dict[str, str]) -> HttpResponse:
    return HttpResponseRedirect(f"/op/v1/auth?{urlencode(address)}", status=303)
