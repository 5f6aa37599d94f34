"""`POST …/verify` and `GET …/codes/<code>`: the verify page for programs (D5). No token: it tells nobody's secrets."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from burgerprofiel.access import callers, limits
from burgerprofiel.access.callers import Caller
from burgerprofiel.access.doors import Doors
from burgerprofiel.certificates import codes
from burgerprofiel.certificates.verifying import actions, apart, guests, incoming
from burgerprofiel.certificates.verifying.incoming import TooLargeError
from burgerprofiel.certificates.verifying.verdict import Verdict
from burgerprofiel.kit import problems
from burgerprofiel.kit.problems import BELGIF, ProblemError
from burgerprofiel.kit.responses import private

_DOORS: Doors[Caller] = Doors(
    lambda request: callers.of(request, settings.CONFIG.api_origin, Caller),
    lambda _request, problem: problems.answer(problem),
)
_NEVER_SENT = "application/x-www-form-urlencoded", "multipart/form-data"


@csrf_exempt
@require_http_methods(["POST"])
def verify(request: HttpRequest) -> HttpResponseBase:
    """Look at the PDF that is the body."""
    return _DOORS.answered(request, lambda: _verdict(request))


@require_safe
def code(request: HttpRequest, typed: str) -> HttpResponseBase:
    """Tell what anybody may know of a code."""
    return _DOORS.answered(request, lambda: _known(typed))


def _verdict(request: HttpRequest) -> HttpResponse:
    if request.content_type in _NEVER_SENT:
        detail = "Send the PDF itself as the body, with Content-Type: application/pdf."
        raise ProblemError(415, f"{BELGIF}unsupportedMediaType", "Unsupported Media Type", detail)
    return private(_limited(lambda: _shown(request)))


def _shown(request: HttpRequest) -> Verdict:
    with guests.coming(limits.address_of(request)) as guest:
        incoming.refuse_if_long(request)
        with incoming.shown(request) as shown:
            return actions.verify(shown, guest)


def _limited(work: Callable[[], Verdict]) -> Verdict:
    try:
        return work()
    except TooLargeError as error:
        detail = f"A file has at most {incoming.MOST} bytes."
        extras = {"limit": incoming.MOST}
        raise ProblemError(413, f"{BELGIF}payloadTooLarge", "Payload Too Large", detail, extras=extras) from error
    except apart.BusyError as error:
        raise problems.later("Too many documents come in at this moment.", 3) from error


def _known(typed: str) -> HttpResponse:
    try:
        found = actions.issued_with(codes.read(typed))
    except codes.NoCodeError as error:
        raise problems.not_found("This cannot be a code of ours.") from error
    if found is None:
        raise problems.not_found("No certificate was issued with this code.")
    return private(found)
