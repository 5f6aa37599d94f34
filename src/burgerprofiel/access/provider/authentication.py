"""How an application proves that it is itself: in the one way that is registered for it, and in no other.

`client_secret_basic`, `client_secret_post`, `private_key_jwt` (RFC 7523), or `none`: then PKCE is all the proof.
"""

from __future__ import annotations

import base64
from urllib.parse import unquote_plus

from authlib.oauth2.rfc6749 import InvalidClientError, OAuth2Request

from burgerprofiel.access.provider import assertion
from burgerprofiel.access.provider.client import RegisteredClient, find

METHODS = ("client_secret_basic", "client_secret_post", "private_key_jwt", "none")


def authenticate(request: OAuth2Request) -> RegisteredClient:
    """Return the application that sends this request. Raises InvalidClientError, the same whoever is missing.

    For every door that applications knock at themselves: token, pushed questions, introspection, revocation.
    """
    form = request.form
    shown = [
        method
        for method, present in (
            ("client_secret_basic", request.headers.get("Authorization", "")[:6].lower() == "basic "),
            ("client_secret_post", "client_secret" in form),
            ("private_key_jwt", "client_assertion" in form or "client_assertion_type" in form),
        )
        if present
    ]
    if len(shown) > 1:
        raise refusal("The request authenticates the client in more than one way.")
    method = shown[0] if shown else "none"
    client = _READERS[method](request)
    named = form.get("client_id")
    if client is None or (named and named != client.client_id):
        raise refusal()
    if not client.check_endpoint_auth_method(method, "token"):
        raise refusal(f"This client is registered for another way to authenticate than {method}.")
    request.auth_method = method
    return client


def refusal(description: str = "The client is not known, or its proof is not right.") -> InvalidClientError:
    """Say no (RFC 6749 §5.2)."""
    return InvalidClientError(status_code=401, description=description)


def _basic(request: OAuth2Request) -> RegisteredClient | None:
    """Name and secret are form-encoded before they are joined (RFC 6749 §2.3.1); many clients forget it, so both do."""
    try:
        text = base64.b64decode(request.headers.get("Authorization", "")[6:].strip(), validate=True).decode()
    except ValueError:
        return None
    name, _colon, secret = text.partition(":")
    return _with_secret(name, secret) or _with_secret(unquote_plus(name), unquote_plus(secret))


def _post(request: OAuth2Request) -> RegisteredClient | None:
    return _with_secret(request.form.get("client_id", ""), request.form.get("client_secret", ""))


def _with_secret(name: str, secret: str) -> RegisteredClient | None:
    client = find(name)
    return client if client and client.check_client_secret(secret) else None


def _assertion(request: OAuth2Request) -> RegisteredClient | None:
    form = request.form
    if form.get("client_assertion_type") != assertion.TYPE:
        return None
    return assertion.author(form.get("client_assertion", ""))


def _public(request: OAuth2Request) -> RegisteredClient | None:
    return find(request.form.get("client_id", ""))


_READERS = {
    "client_secret_basic": _basic,
    "client_secret_post": _post,
    "private_key_jwt": _assertion,
    "none": _public,
}
