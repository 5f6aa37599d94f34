"""`/op/v1/auth`: an application asks who somebody is. What is wrong with a question goes back to the application.

Unless its return address is wrong: then a developer reads about it here and nothing is followed (RFC 6749 §4.1.2.1).
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode
from uuid import UUID

from authlib.oauth2.rfc6749 import AccessDeniedError, InvalidRequestError, OAuth2Error
from authlib.oidc.core.errors import ConsentRequiredError, InteractionRequiredError, LoginRequiredError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from burgerprofiel.access import actions, consents, sign_in_cookie
from burgerprofiel.access.pages.protocol import answer_modes
from burgerprofiel.access.provider import asked, chosen, details, farewell, hint, pushed
from burgerprofiel.access.provider.asked import Asked
from burgerprofiel.access.provider.choices import choices
from burgerprofiel.access.provider.discovery import MODES
from burgerprofiel.access.provider.grant import CodeGrant
from burgerprofiel.access.provider.id_token import issuer
from burgerprofiel.access.provider.person import Person
from burgerprofiel.access.provider.question import Question
from burgerprofiel.access.provider.server import Answer, provider
from burgerprofiel.access.provider.subject import subject
from burgerprofiel.access.provider.wishes import BadWishError, Step, Wishes
from burgerprofiel.kit import clock

LANGUAGES = ("nl", "fr", "de", "en")


class UnmetError(OAuth2Error):  # type: ignore[misc]  # authlib has no types
    """No key reaches the level asked for (OpenID Connect Unmet Authentication Requirements 1.0)."""

    error = "unmet_authentication_requirements"


class UnsupportedError(OAuth2Error):  # type: ignore[misc]  # authlib has no types
    """A way of asking that we do not know (OpenID Connect Core §3.1.2.6)."""

    def __init__(self, parameter: str, redirect_uri: str) -> None:
        """Name the parameter."""
        super().__init__(error=f"{parameter}_not_supported", redirect_uri=redirect_uri)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """Answer at once when the citizen is known well enough and agrees, else let them show a key or be asked."""
    try:
        question = asked.read(request)
    except asked.OverError:
        return over(request)
    known = sign_in_cookie.signed_in(request)
    person = question.person(known)
    try:
        grant = understand(question, person)
        step = next_step(question, grant, person)
    except (OAuth2Error, ValueError) as error:
        return refuse(request, question, error)
    if step is Step.ASK or known is None:
        return HttpResponseRedirect(f"/op/aanmelden?{urlencode(_in_language(question))}")
    if step is Step.CHOOSE:
        return HttpResponseRedirect(f"/op/doelgroep?{urlencode(_in_language(question))}")
    if step is Step.CONSENT:
        return HttpResponseRedirect(f"/op/toestemming?{urlencode(_in_language(question))}")
    actions.touch_sign_in(known.id)
    return _answer(request, question, grant, known.id)


@transaction.atomic
def _answer(request: HttpRequest, question: Asked, grant: CodeGrant, sign_in_id: UUID) -> HttpResponse:
    """Issue the code; of a pushed question only one."""
    if question.reference and not pushed.use_up(question.reference):
        return over(request)
    question.sign_in_id = sign_in_id
    farewell.note_guest(sign_in_id, grant.client.client_id)
    answer: Answer = provider().create_authorization_response(question, grant_user=question.user, grant=grant)
    return answer_modes.deliver(request, answer, grant.redirect_uri, question.payload.data.get("response_mode", ""))


@require_safe
def cancel(request: HttpRequest) -> HttpResponse:
    """The citizen would rather not: the application hears `access_denied`, and that is all."""
    try:
        question = asked.read(request)
    except asked.OverError:
        return over(request)
    try:
        grant = understand(question, None)
    except (OAuth2Error, ValueError) as error:
        return refuse(request, question, error)
    return refuse(request, question, AccessDeniedError(redirect_uri=grant.redirect_uri))


def understand(question: Asked, person: Person | None) -> CodeGrant:
    """Return the checked question. Raises ValueError or OAuth2Error, with an address when that may be followed."""
    for name, value in question.payload.data.items():
        if not value.isprintable() or len(value) > (400 if name in ("nonce", "scope") else 2000):
            raise ValueError(name)
    wrong = [name for name in ("request", "request_uri", "registration") if name in question.payload.data]
    grant: CodeGrant = provider().get_consent_grant(question, end_user=person)
    if question.payload.data.get("response_mode", "query") not in MODES:
        raise InvalidRequestError("Unknown 'response_mode'", redirect_uri=grant.redirect_uri)
    if wrong:
        raise UnsupportedError(wrong[0], redirect_uri=grant.redirect_uri)
    if grant.client.row.require_par and not question.pushed:
        raise InvalidRequestError("This client pushes its questions to /op/v1/par.", redirect_uri=grant.redirect_uri)
    return grant


def next_step(question: Asked, grant: CodeGrant, person: Person | None) -> Step:
    """Return what happens next. Raises OAuth2Error when the application forbade what is needed for it."""
    try:
        wishes = question.wishes()
    except BadWishError as error:
        raise InvalidRequestError(str(error), redirect_uri=grant.redirect_uri) from error
    step = wishes.next_step(person.proofs if person else (), clock.now())
    if step is Step.LOGIN_REQUIRED or (wishes.silent and person and _another(question, grant, person)):
        raise LoginRequiredError(redirect_uri=grant.redirect_uri)
    if step is Step.UNMET:
        raise UnmetError(redirect_uri=grant.redirect_uri)
    if step is Step.ASK or person is None:
        return step
    if not _knows_as_what(question, grant, person, wishes):
        return Step.CHOOSE
    if _agreed(question, grant, person, wishes):
        return step
    if wishes.silent:
        raise ConsentRequiredError(redirect_uri=grant.redirect_uri)
    return Step.CONSENT


def _another(question: Asked, grant: CodeGrant, person: Person) -> bool:
    """Whether the application means somebody else than who is here (OpenID Connect Core §3.1.2.2)."""
    meant: str = question.payload.data.get("id_token_hint", "")
    return bool(meant) and hint.read(meant) != (grant.client.client_id, subject(grant.client.row, person.citizen_id))


def _knows_as_what(question: Asked, grant: CodeGrant, person: Person, wishes: Wishes) -> bool:
    """Whether it is settled as what the citizen goes on; the answer is then for that. Raises OAuth2Error."""
    possible = choices(grant.client.row, person.citizen_id, question.payload.data.get("scope", ""))
    choice = chosen.settled(possible, question, question.payload.data.get("login_hint", ""))
    if choice is None and wishes.silent:
        error = InteractionRequiredError if possible else AccessDeniedError
        raise error(redirect_uri=grant.redirect_uri)
    if choice is not None:
        question.user = replace(person, capacity=choice.capacity)
    return choice is not None


def _agreed(question: Asked, grant: CodeGrant, person: Person, wishes: Wishes) -> bool:
    """Whether the citizen need not be asked: it is one of our own applications, or they agreed to all of it before."""
    if not (grant.client.row.third_party or wishes.consent):
        return True
    consent = consents.standing(person.citizen_id, grant.client.client_id)
    if consent is None or not set(question.payload.data["scope"].split()) <= set(consent.scopes):
        return False
    if not details.asked(question.payload.data, grant.client).covered_by(details.read(consent.details)):
        return False
    return not wishes.consent or (question.since is not None and consent.given_at >= question.since)


def refuse(request: HttpRequest, question: Question, error: Exception) -> HttpResponse:
    """Tell the application, or the developer who reads this page."""
    if not isinstance(error, OAuth2Error) or not error.redirect_uri:
        code, detail = _for_developers(error)
        context = {"code": code, "detail": detail, "back": request.get_full_path()}
        return render(request, "access/developer.html", context, status=400)
    error.state = question.payload.data.get("state")
    answer: Answer = provider().handle_error_response(question, error)
    answer.location += ("&" if "?" in answer.location else "?") + urlencode({"iss": issuer()})
    mode = question.payload.data.get("response_mode", "")
    return answer_modes.deliver(request, answer, error.redirect_uri, mode)


def over(request: HttpRequest) -> HttpResponse:
    """Tell somebody that the question they were busy with is over; nothing is followed."""
    return render(request, "access/over.html", {"here": "sign-in", "back": request.get_full_path()}, status=400)


def _for_developers(error: Exception) -> tuple[str, str]:
    """The error's name and what it means, in English."""
    if isinstance(error, OAuth2Error):
        return error.error, error.description or error.get_error_description() or "The request is not supported."
    return "invalid_request", "A parameter is too long or holds characters that are not allowed."


def _in_language(question: Asked) -> dict[str, str]:
    """Carry the application's language along to our pages."""
    wanted = [code for code in question.payload.data.get("ui_locales", "").split() if code in LANGUAGES]
    return {**question.address, "taal": wanted[0]} if wanted else question.address
