"""oidcc-rp-initiated-logout-certification-test-plan: one test per module, named after it."""

from __future__ import annotations

import base64
import json
import re
import secrets
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from joserfc import jwt
from joserfc.jwk import RSAKey

from burgerprofiel.access.models import SignIn
from tests.access.conformance import suite
from tests.access.conformance.suite import HOME, Client
from tests.access.surfing import ACCESS, query
from tests.access.test_provider import OP, Application, application

__all__ = ["application"]

BACK = f"{HOME}/post_logout_redirect"


@pytest.fixture
def client(application: Application) -> Client:
    """The suite's client."""
    return suite.oidcc(application)["client"]


@pytest.fixture
def hint(client: Client) -> str:
    """The id_token of somebody who is signed in."""
    _asked, given = client.code(state=secrets.token_urlsafe(96))
    return str(client.exchange(given).json()["id_token"])


def question(hint: str, **changes: str | None) -> dict[str, str]:
    """The request to sign out, with changes; None leaves a parameter out."""
    right = {"id_token_hint": hint, "post_logout_redirect_uri": BACK, "state": secrets.token_urlsafe(8)}
    return {name: value for name, value in (right | changes).items() if value is not None}


def sign_out(client: Client, asked: dict[str, str]) -> HttpResponse:
    """Send the browser to the end of the session."""
    return client.application.surfer.get(f"{OP}/v1/logout?{urlencode(asked)}")


def is_over(client: Client) -> None:
    """Nobody is signed in any more: with `prompt=none` an error comes back."""
    asked = client.question(prompt="none")
    assert client.error(asked, client.ask(asked)) == "login_required"
    assert not SignIn.objects.exists()


def is_asked(client: Client, asked: dict[str, str]) -> str:
    """A page asks the citizen first, and nothing is followed, not even when they agree. Returns the last page."""
    page = sign_out(client, asked)
    assert page.status_code == 200
    assert "Location" not in page
    assert SignIn.objects.exists()
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode()))
    agreed = client.application.surfer.submit(f"{ACCESS}/op/afmelden", fields)
    assert agreed.status_code == 200
    assert "Location" not in agreed
    is_over(client)
    return agreed.content.decode()


def test_oidcc_rp_initiated_logout_discovery_endpoint_verification(application: Application) -> None:
    told = application.send("GET", "/.well-known/openid-configuration").json()
    assert told["end_session_endpoint"] == f"{OP}/v1/logout"


def test_oidcc_rp_initiated_logout(client: Client, hint: str) -> None:
    asked = question(hint)
    answer = sign_out(client, asked)["Location"]
    assert answer.startswith(f"{BACK}?")
    assert query(answer) == {"state": asked["state"]}
    is_over(client)


def test_oidcc_rp_initiated_logout_bad_post_logout_redirect_uri(client: Client, hint: str) -> None:
    assert "onbekend" not in is_asked(client, question(hint, post_logout_redirect_uri=f"{BACK}/onbekend"))


def test_oidcc_rp_initiated_logout_modified_id_token_hint(client: Client, hint: str) -> None:
    claims = hint.split(".")[1]
    head = base64.urlsafe_b64encode(json.dumps({"alg": "none"}).encode()).decode().rstrip("=")
    is_asked(client, question(f"{head}.{claims}."))


def test_oidcc_rp_initiated_logout_no_id_token_hint(client: Client, hint: str) -> None:
    assert BACK not in is_asked(client, question(hint, id_token_hint=None))


def test_oidcc_rp_initiated_logout_no_params(client: Client, hint: str) -> None:
    is_asked(client, {})


def test_oidcc_rp_initiated_logout_no_post_logout_redirect_uri(client: Client, hint: str) -> None:
    page = sign_out(client, question(hint, post_logout_redirect_uri=None))
    assert page.status_code == 200
    assert "Location" not in page
    is_over(client)


def test_oidcc_rp_initiated_logout_no_state(client: Client, hint: str) -> None:
    assert sign_out(client, question(hint, state=None))["Location"] == BACK
    is_over(client)


def test_oidcc_rp_initiated_logout_only_state(client: Client, hint: str) -> None:
    is_asked(client, question(hint, id_token_hint=None, post_logout_redirect_uri=None))


def test_oidcc_rp_initiated_logout_query_added_to_post_logout_redirect_uri(client: Client, hint: str) -> None:
    assert "foo=bar" not in is_asked(client, question(hint, post_logout_redirect_uri=f"{BACK}?foo=bar"))


def test_oidcc_rp_initiated_logout_bad_id_token_hint(client: Client, hint: str) -> None:
    key = RSAKey.generate_key(2048, auto_kid=True)
    claims = {"iss": OP, "aud": client.client_id, "sub": "somebody", "iat": 1, "exp": 2}
    is_asked(client, question(jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key, algorithms=["RS256"])))
