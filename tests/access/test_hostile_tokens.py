"""Whatever is sent to the doors of programs: an answer, never an error of ours, and never a token for nothing."""

from __future__ import annotations

import json
from base64 import b64encode, urlsafe_b64encode
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from burgerprofiel.access.models import Token
from tests.access.surfing import ACCESS
from tests.access.test_provider import Application, application
from tests.access.tokens_of import granted, mine, offline

__all__ = ["application"]

DOORS = ["/op/v1/token", "/op/v1/introspect", "/op/v1/revoke", "/op/v1/userinfo"]
GRANTS = [
    "authorization_code",
    "refresh_token",
    "client_credentials",
    "urn:ietf:params:oauth:grant-type:token-exchange",
]
NAMES = [
    *("grant_type", "code", "refresh_token", "token", "token_type_hint", "client_id", "client_secret", "scope"),
    *("redirect_uri", "code_verifier", "audience", "resource", "client_assertion", "client_assertion_type"),
]
text = some.text(max_size=60) | some.sampled_from([*GRANTS, "zonnegem", "openid", "a" * 3000, "\x00", "\ud800", "é"])
form = some.lists(some.tuples(some.sampled_from(NAMES) | some.text(max_size=8), text), max_size=8)
part = some.binary(max_size=40) | some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=9),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(some.sampled_from(["jwk", "alg", "typ", "d", "kty", "iat", "htu"]), inner)
    ),
    max_leaves=6,
).map(lambda value: json.dumps(value).encode())
proof = some.lists(part.map(lambda raw: urlsafe_b64encode(raw).decode().rstrip("=")), max_size=4).map(".".join)
header = some.sampled_from(["Bearer ", "DPoP ", "Basic ", "Basic", ""]).flatmap(
    lambda scheme: (
        some.binary(max_size=30).map(lambda raw: scheme + b64encode(raw).decode())
        | text.map(lambda said: scheme + said)
    )
)


def _encoded(fields: list[tuple[str, str]]) -> str:
    return urlencode([(name, value) for name, value in fields], errors="surrogatepass")


@pytest.fixture
def served(application: Application) -> Application:
    """Its token stands, and nothing below may take it away."""
    granted(offline(application))
    return application


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(proved=some.booleans(), door=some.sampled_from(DOORS), fields=form, authorization=header, shown=proof | text)
@example(False, DOORS[0], [("grant_type", "client_credentials"), ("client_id", "\ud800")], "", "")
@example(True, DOORS[0], [("grant_type", "refresh_token"), ("refresh_token", "\ud800"), ("scope", "a" * 3000)], "", "")
@example(True, DOORS[1], [("token", "é")], "", "")
@example(False, DOORS[3], [], "Bearer \ud800", "a.b.c")
def test_a_hostile_request_gets_a_plain_answer(
    served: Application, proved: bool, door: str, fields: list[tuple[str, str]], authorization: str, shown: str
) -> None:
    fields = [*mine(served).items(), *fields] if proved else fields
    before = list(Token.objects.values_list("token_hash", flat=True))
    client: Any = Client(raise_request_exception=False)
    answer = client.generic(
        "POST",
        door,
        _encoded(fields),
        content_type="application/x-www-form-urlencoded",
        headers={"host": ACCESS.split("//")[1]},
        HTTP_AUTHORIZATION=authorization.encode("utf-8", "surrogatepass").decode("latin-1"),
        HTTP_DPOP=shown.encode("utf-8", "surrogatepass").decode("latin-1"),
    )
    assert answer.status_code in (200, 400, 401, 403)
    if answer.status_code == 200:
        assert answer.json() in ({"active": False}, {}), "only these two answer who asks about nothing"
    assert list(Token.objects.values_list("token_hash", flat=True)) == before
