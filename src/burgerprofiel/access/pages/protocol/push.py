"""`/op/v1/par`: an application pushes its question beforehand, so that nobody can read or change it (RFC 9126)."""

from __future__ import annotations

from authlib.consts import default_json_headers
from authlib.oauth2.rfc6749 import InvalidRequestError, OAuth2Error
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from burgerprofiel.access.pages.protocol.authorize import understand
from burgerprofiel.access.pages.protocol.backchannel import answered
from burgerprofiel.access.provider import dpop, pushed
from burgerprofiel.access.provider.asked import Asked
from burgerprofiel.access.provider.question import Question
from burgerprofiel.access.provider.server import Answer, provider
from burgerprofiel.access.provider.wishes import BadWishError

_PROOF = ("client_secret", "client_assertion", "client_assertion_type")
"""How the application proves itself is no part of its question."""
_NAMES, _LETTERS = 40, 20_000
"""What a question may hold at most: it is kept, and who asks may be nobody in particular."""


@csrf_exempt
@require_POST
def push(request: HttpRequest) -> HttpResponse:
    """Answer with a `request_uri` for a minute, or with what is wrong (RFC 9126 §2.3)."""
    return answered(request, _answer)


def _answer(request: HttpRequest) -> Answer:
    question, server = Question(request), provider()
    try:
        body = {"request_uri": _push(question), "expires_in": int(pushed.BEGIN.total_seconds())}
    except OAuth2Error as error:
        error.redirect_uri = None
        refused: Answer = server.handle_error_response(question, error)
        return refused
    return server.handle_response(201, body, default_json_headers)


def _push(question: Question) -> str:
    """Check the question as `/op/v1/auth` does. Raises OAuth2Error or ValueError."""
    client = provider().authenticate_client(question, endpoint="par")
    told = {name: value for name, value in question.form.items() if name not in _PROOF}
    told["client_id"] = client.client_id
    if "request_uri" in told:
        raise InvalidRequestError("A pushed question holds no 'request_uri'.")
    if len(told) > _NAMES or sum(len(name) + len(value) for name, value in told.items()) > _LETTERS:
        raise InvalidRequestError(f"A pushed question holds at most {_NAMES} parameters and {_LETTERS} characters.")
    understand(Asked(question.http, {name: value for name, value in told.items() if name != "prompt"}), None)
    asked = Asked(question.http, told)
    try:
        asked.wishes()
    except BadWishError as error:
        raise InvalidRequestError(str(error)) from error
    _bind(asked, question.http)
    return pushed.push(client.client_id, asked.payload.data)


def _bind(asked: Asked, request: HttpRequest) -> None:
    """Bind the coming code to the key that was shown with the question (RFC 9449 §10.1). Raises OAuth2Error."""
    data, shown = asked.payload.data, dpop.shown(request)
    if shown and data.setdefault("dpop_jkt", shown) != shown:
        raise dpop.InvalidProofError("'dpop_jkt' names another key than the DPoP proof.")
