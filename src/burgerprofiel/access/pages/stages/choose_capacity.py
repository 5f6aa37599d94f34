"""`/op/doelgroep`: as what does the citizen go on, themselves or an organisation? Only asked when there is a choice.

The question stays in the address, and so does the answer (`provider.chosen`): a second tab, the back button, a form
that expired and another language lose nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from authlib.oauth2.rfc6749 import OAuth2Error
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from burgerprofiel.access import sign_in_cookie
from burgerprofiel.access.pages.protocol.authorize import next_step, over, refuse, understand
from burgerprofiel.access.provider import asked, chosen
from burgerprofiel.access.provider.asked import Asked
from burgerprofiel.access.provider.choices import Choice, choices
from burgerprofiel.access.provider.grant import CodeGrant
from burgerprofiel.access.provider.wishes import Step
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people.mandates import scopes

ICONS = {
    TargetGroup.ENTREPRENEUR: "work",
    TargetGroup.ASSOCIATION: "family",
    TargetGroup.LOCAL_AUTHORITY: "home",
    TargetGroup.FLEMISH_GOVERNMENT: "shield",
    TargetGroup.EDUCATION: "education",
}


@require_http_methods(["GET", "HEAD", "POST"])
def choose_capacity(request: HttpRequest) -> HttpResponse:
    """Ask, or take the answer and go on. Whoever is not to be asked (any more) goes on to where that is decided."""
    try:
        question = asked.read(request, from_address=True)
    except asked.OverError:
        return over(request)
    known = sign_in_cookie.signed_in(request)
    person = question.person(known)
    try:
        grant = understand(question, person)
        step = next_step(question, grant, person)
    except (OAuth2Error, ValueError) as error:
        return refuse(request, question, error)
    if known is None or step is not Step.CHOOSE:
        return _on(question.address)
    possible = choices(grant.client.row, known.citizen_id, question.payload.data.get("scope", ""))
    picked = [each for each in possible if each.name == request.POST.get("keuze")]
    if picked and request.POST.get("wie") == question.whom:
        return _on(chosen.with_choice(question, picked[0]))
    hinted = chosen.hinted(possible, question.payload.data.get("login_hint", ""))
    possible = [*hinted, *(each for each in possible if each not in hinted)]
    return _ask(request, question, grant, known, possible)


def _ask(
    request: HttpRequest, question: Asked, grant: CodeGrant, known: SignedIn, possible: Sequence[Choice]
) -> HttpResponse:
    address = urlencode(question.address)
    context = {
        "here": "sign-in",
        "back": request.get_full_path(),
        "application": grant.client.row.name,
        "name": f"{known.who.given_name} {known.who.family_name}",
        "possible": [_shown(each, known) for each in possible],
        "groups": [group_words(TargetGroup(each)) for each in grant.client.row.target_groups],
        "whom": question.whom,
        "gone": request.method == "POST" or bool(question.chosen),
        "somebody_else": f"/op/aanmelden?{address}",
        "cancel": f"/op/aanmelden/annuleren?{address}",
    }
    response = render(request, "access/choose_capacity.html", context)
    response.forms_to = asked.origin(grant.redirect_uri)  # type: ignore[attr-defined]  # read by site.middleware
    return response


def _shown(choice: Choice, known: SignedIn) -> dict[str, str]:
    if choice.mandate:
        told = _("With a mandate: %(scopes)s") % {"scopes": ", ".join(scopes.titles(choice.mandate.terms.scopes))}
        return {"name": choice.name, "title": choice.mandate.giver_name, "explanation": told, "icon": "family"}
    if choice.organisation is None:
        name = f"{known.who.given_name} {known.who.family_name}"
        return {"name": choice.name, "title": _("For yourself"), "explanation": name, "icon": "lock"}
    words, roles = group_words(choice.group), ", ".join(choice.roles)
    title = choice.organisation.name(get_language() or "nl")
    return {
        "name": choice.name,
        "title": title,
        "explanation": _("%(group)s. You are there: %(roles)s.") % {"group": words, "roles": roles},
        "icon": ICONS[choice.group],
    }


def group_words(group: TargetGroup) -> str:
    """Return what a target group is called on the screen."""
    return {
        TargetGroup.CITIZEN: _("Citizens"),
        TargetGroup.ENTREPRENEUR: _("Enterprise"),
        TargetGroup.ASSOCIATION: _("Association"),
        TargetGroup.LOCAL_AUTHORITY: _("Local authority"),
        TargetGroup.FLEMISH_GOVERNMENT: _("Flemish government"),
        TargetGroup.EDUCATION: _("School or training centre"),
    }[group]


def _on(address: dict[str, str]) -> HttpResponse:
    return HttpResponseRedirect(f"/op/v1/auth?{urlencode(address)}", status=303)
