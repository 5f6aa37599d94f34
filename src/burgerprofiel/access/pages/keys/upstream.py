"""A key whose proof is another provider's word: `/op/aanmelden/bij/<name>` leads there, `…/terug` is where they answer.

Whatever happens there, the way on is kept: it travels sealed inside `state`, for this browser and this provider alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from burgerprofiel.access import browser, going_on, limits, once, rules, sign_in_cookie, signing_in, tokens
from burgerprofiel.access.keys import catalogue, reach
from burgerprofiel.access.relying import attempt as attempts
from burgerprofiel.access.relying import issuer as issuers
from burgerprofiel.access.relying.attempt import Attempt
from burgerprofiel.access.relying.errors import AttemptLostError, ProviderUnreachableError, SignInFailedError
from burgerprofiel.access.upstream import configuration, question
from burgerprofiel.access.upstream.configuration import Upstream, said
from burgerprofiel.access.upstream.exchange import NoNumberError, exchange
from burgerprofiel.kit.levels import Level

log = structlog.get_logger(__name__)

_STOPPED = ("access_denied", "login_required", "interaction_required", "consent_required")
_BUSY = ("temporarily_unavailable", "server_error")


@dataclass(frozen=True)
class _Ending:
    """How it ended when nobody was signed in: a status, and what people read."""

    status: int
    title: str
    advice: str
    useful_again: bool = True
    """Whether trying the same once more could end otherwise."""


@require_safe
def go(request: HttpRequest, key: str) -> HttpResponse:
    """Lead the citizen to the provider named `key`."""
    upstream, back = configuration.named(key), going_on.safe_next(request)
    if upstream is None:
        return _unknown(request)
    mark = browser.mark_of(request) or tokens.new()
    attempt = Attempt.start(mark, back, reach.level_asked(request.GET.get("niveau"), Level.NONE))
    try:
        response = HttpResponseRedirect(question.address(upstream, attempt))
    except SignInFailedError as error:
        return _failed(request, upstream, attempt, error)
    browser.mark(request, response, mark)
    return response


@require_safe
def come_back(request: HttpRequest, key: str) -> HttpResponse:
    """Take the provider's answer: sign the citizen in and go on, or say calmly what happened."""
    upstream = configuration.named(key)
    if upstream is None:
        return _unknown(request)
    try:
        attempt = attempts.read(request.GET.get("state", ""), browser.mark_of(request), question.place(upstream))
    except AttemptLostError as error:
        return _lost(request, upstream, error)
    try:
        return _answered(request, upstream, attempt)
    except limits.TooManyError as error:
        response = _ended(request, upstream, attempt, _Ending(429, _("Too many tries"), error.sentence))
        response["Retry-After"] = str(error.seconds)
        return response
    except rules.NotUsableError as refusal:
        return _ended(request, upstream, attempt, _Ending(403, refusal.title, refusal.advice, useful_again=False))
    except SignInFailedError as error:
        return _failed(request, upstream, attempt, error)


def _answered(request: HttpRequest, upstream: Upstream, attempt: Attempt) -> HttpResponse:
    """Raises SignInFailedError, rules.NotUsableError, limits.TooManyError."""
    _check_sender(request, upstream)
    if error := request.GET.get("error"):
        return _refused(request, upstream, attempt, error)
    if not once.first_time("upstream", upstream.name, attempt.nonce, attempt.started + attempts.LIFETIME):
        return _lost(request, upstream, AttemptLostError("used", attempt.back))
    tries = limits.take_address(limits.address_of(request))
    vouched = exchange(upstream, request.GET.get("code", ""), attempt)
    limits.give_back(tries)
    accepted = signing_in.accept(request, vouched.who, vouched.key, way=upstream.name)
    response = HttpResponseRedirect(going_on.safe(attempt.back))
    signing_in.put(response, accepted)
    return response


def _check_sender(request: HttpRequest, upstream: Upstream) -> None:
    """The answer must come from the provider that was asked (RFC 9207). Raises SignInFailedError."""
    provider, sender = issuers.named(upstream.issuer), request.GET.get("iss")
    expected = provider.metadata().authorization_response_iss_parameter_supported
    if (sender or expected) and sender != provider.name:
        raise SignInFailedError("iss")


def _refused(request: HttpRequest, upstream: Upstream, attempt: Attempt, error: str) -> HttpResponse:
    """The provider says no: usually because the citizen chose to."""
    if error in _BUSY:
        raise ProviderUnreachableError(error)
    if error not in _STOPPED:
        raise SignInFailedError("provider-error")
    title = _("You stopped at %(provider)s") % {"provider": said(upstream.title)}
    advice = _("That is fine: nobody was signed in, and nothing was done.")
    return _ended(request, upstream, attempt, _Ending(200, title, advice))


def _lost(request: HttpRequest, upstream: Upstream, error: AttemptLostError) -> HttpResponse:
    """A reload, the back button, another browser, or too late: who is signed in already goes on."""
    if error.reason == "used" and sign_in_cookie.signed_in(request):
        return HttpResponseRedirect(going_on.safe(error.back))
    log.info("upstream attempt lost", upstream=upstream.name, reason=error.reason)
    return _show(request, upstream, error.back, _Ending(error.status, error.title, error.advice))


def _failed(request: HttpRequest, upstream: Upstream, attempt: Attempt, error: SignInFailedError) -> HttpResponse:
    log.warning("upstream sign-in failed", upstream=upstream.name, reason=error.reason)
    provider = {"provider": said(upstream.title)}
    if isinstance(error, ProviderUnreachableError):
        title = _("%(provider)s does not answer now") % provider
        advice = _("Nobody was signed in, and nothing was lost. Try again in a few minutes.")
    elif isinstance(error, NoNumberError):
        title = _("%(provider)s did not tell us who you are") % provider
        advice = _(
            "Without your national number we do not find your profile. That happens with an account that was made "
            "with a document of another country. Nobody was signed in."
        )
    else:
        title = _("Signing in with %(provider)s did not succeed") % provider
        advice = _("We could not use what came back, to be on the safe side. Nobody was signed in.")
    useful = not isinstance(error, NoNumberError)
    return _ended(request, upstream, attempt, _Ending(error.status, title, advice, useful_again=useful))


def _ended(request: HttpRequest, upstream: Upstream, attempt: Attempt, ending: _Ending) -> HttpResponse:
    return _show(request, upstream, attempt.back, ending, attempt.level)


def _show(
    request: HttpRequest, upstream: Upstream, back: str, ending: _Ending, level: int = Level.NONE
) -> HttpResponse:
    """Say what happened, with the ways on: again, with another key (when there are others), or not at all."""
    way = going_on.safe(back)
    again = f"{reverse('op-upstream', args=[upstream.name])}?{urlencode({'verder': way, 'niveau': level})}"
    return _render(request, way, ending, again=again, alone=catalogue.only() is not None)


def _render(request: HttpRequest, way: str, ending: _Ending, *, again: str, alone: bool) -> HttpResponse:
    """Another language leads to the choice of keys: this page itself must not be asked for twice."""
    ways = going_on.ways(way)
    context = ways | {
        "back": ways["others"],
        "title": ending.title,
        "advice": ending.advice,
        "again": again,
        "first": "again" if again and ending.useful_again else "others",
        "alone": alone,
    }
    return render(request, "access/upstream.html", context, status=ending.status)


def _unknown(request: HttpRequest) -> HttpResponse:
    """Somebody kept an address of a provider that is not used (any more)."""
    title = _("This way of signing in does not exist")
    advice = _("Perhaps it did before. Nobody was signed in. Choose another key.")
    return _render(request, going_on.safe_next(request), _Ending(400, title, advice), again="", alone=False)
