"""Refresh tokens, introspection, revocation: with authlib's own client, and with everything a hostile one may try."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from authlib.integrations.httpx_client import OAuth2Client
from django.db import connection
from django.test.utils import CaptureQueriesContext
from joserfc import jwt
from joserfc.jwk import KeySet

from burgerprofiel.access import actions, restrictions
from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.models import RefreshToken, SeenOnce, Token
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from tests.access.surfing import ACCESS
from tests.access.test_provider import BACK, EID, OP, Application, application
from tests.access.test_races import at_once
from tests.access.test_sign_in import tags
from tests.access.tokens_of import (
    OFFLINE,
    exchange_form,
    granted,
    introspect,
    mine,
    offline,
    refresh,
    register,
    revoke,
    userinfo,
)

__all__ = ["application"]


@pytest.fixture
def app(application: Application) -> Application:
    """An application that may refresh."""
    return offline(application)


def later(**how: float) -> Any:
    """The clock, some time from now."""
    return clock.frozen_at(datetime.now(UTC) + timedelta(**how))


# -- refreshing ----------------------------------------------------------------------------------------------------


def test_authlibs_own_client_refreshes_and_gives_back(app: Application) -> None:
    client = OAuth2Client(
        app.client_id,
        app.secret,
        token=granted(app),
        token_endpoint=f"{OP}/v1/token",
        token_endpoint_auth_method="client_secret_post",
        revocation_endpoint_auth_method="client_secret_post",
        transport=httpx.MockTransport(app.outside.answer),
    )
    first = dict(client.token)
    second = client.refresh_token(f"{OP}/v1/token")
    assert second["refresh_token"] != first["refresh_token"]
    assert client.get(f"{OP}/v1/userinfo").json()["given_name"] == "Noor Maria"
    assert client.introspect_token(f"{OP}/v1/introspect", token=second["access_token"]).json()["active"]
    assert client.revoke_token(f"{OP}/v1/revoke", token=second["refresh_token"]).status_code == 200
    assert client.get(f"{OP}/v1/userinfo").status_code == 401


def test_without_offline_access_there_is_no_refresh_token(app: Application) -> None:
    answer = app.exchange(app.answer(scope="openid profile")["code"]).json()
    assert "refresh_token" not in answer
    assert not RefreshToken.objects.exists()


def test_a_client_without_the_grant_gets_no_refresh_token(application: Application) -> None:
    offline(application, grant_types=["authorization_code"])
    assert "refresh_token" not in granted(application)


def test_a_refreshed_id_token_is_about_the_same_sign_in(app: Application) -> None:
    first = app.exchange(app.answer(scope=OFFLINE, acr_values=EID)["code"]).json()
    before = app.claims(first["id_token"])
    with later(hours=2):
        answer = refresh(app, first["refresh_token"]).json()
    keys = KeySet.import_key_set(app.send("GET", "/v1/keys").json())
    after = jwt.decode(answer["id_token"], keys, algorithms=["RS256"]).claims
    for name in ("iss", "sub", "aud", "azp", "auth_time", "acr", "amr"):
        assert after[name] == before[name], name
    assert after["iat"] > before["iat"]
    assert "nonce" not in after


def test_a_refresh_token_is_used_once_and_a_second_use_ends_everything(app: Application) -> None:
    first = granted(app)
    second = refresh(app, first["refresh_token"]).json()
    assert refresh(app, first["refresh_token"]).json()["error"] == "invalid_grant"
    assert refresh(app, second["refresh_token"]).json()["error"] == "invalid_grant"
    for token in (first["access_token"], second["access_token"]):
        assert userinfo(app, token).status_code == 401
        assert introspect(app, token).json() == {"active": False}
    assert tags()[-1] == "access.token.ended"
    assert not Token.objects.exists()
    assert not RefreshToken.objects.exists()


def test_a_second_use_of_a_code_ends_what_was_refreshed_since(app: Application) -> None:
    form = exchange_form(app, scope=OFFLINE)
    first = app.send("POST", "/v1/token", data=form).json()
    second = refresh(app, first["refresh_token"]).json()
    assert app.send("POST", "/v1/token", data=form).json()["error"] == "invalid_grant"
    assert userinfo(app, second["access_token"]).status_code == 401
    assert refresh(app, second["refresh_token"]).json()["error"] == "invalid_grant"


def test_a_family_lives_thirty_days_however_often_it_is_refreshed(app: Application) -> None:
    token = granted(app)["refresh_token"]
    for day in (10, 20, 29):
        with later(days=day):
            token = refresh(app, token).json()["refresh_token"]
    with later(days=30, minutes=1):
        assert refresh(app, token).json()["error"] == "invalid_grant"


def test_another_clients_refresh_token_is_worth_nothing_and_harms_nobody(app: Application) -> None:
    client_id, secret = register("ander", scopes=["openid", "offline_access"], grant_types=["refresh_token"])
    token = granted(app)["refresh_token"]
    stolen = refresh(app, token, client_id=client_id, client_secret=secret)
    assert (stolen.status_code, stolen.json()["error"]) == (400, "invalid_grant")
    assert refresh(app, token).status_code == 200


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"refresh_token": "verzonnen"}, "invalid_grant"),
        ({"refresh_token": ""}, "invalid_grant"),
        ({"refresh_token": "nul\x00"}, "invalid_request"),
        ({"scope": "openid profile rrn vo"}, "invalid_scope"),
        ({"client_secret": "fout"}, "invalid_client"),
    ],
)
def test_a_wrong_refresh_gives_nothing_and_costs_nothing(app: Application, changes: dict[str, str], error: str) -> None:
    token = granted(app)["refresh_token"]
    answer = refresh(app, token, **changes)
    assert answer.status_code in (400, 401)
    assert answer.json()["error"] == error
    assert refresh(app, token).status_code == 200


def test_an_access_token_cannot_refresh_and_a_refresh_token_opens_nothing(app: Application) -> None:
    answer = granted(app)
    assert refresh(app, answer["access_token"]).json()["error"] == "invalid_grant"
    assert userinfo(app, answer["refresh_token"]).status_code == 401


def test_a_narrower_scope_narrows_the_access_token_only(app: Application) -> None:
    answer = refresh(app, granted(app)["refresh_token"], scope="openid profile").json()
    assert answer["scope"] == "openid profile"
    assert "rrn" not in userinfo(app, answer["access_token"]).json()
    assert refresh(app, answer["refresh_token"]).json()["scope"] == OFFLINE


def test_a_scope_that_is_asked_often_is_given_once(app: Application) -> None:
    answer = refresh(app, granted(app)["refresh_token"], scope="openid " * 200)
    assert answer.json()["scope"] == "openid"


def test_without_openid_there_is_no_id_token_and_no_userinfo(app: Application) -> None:
    answer = refresh(app, granted(app)["refresh_token"], scope="profile").json()
    assert "id_token" not in answer
    refused = userinfo(app, answer["access_token"])
    assert refused.status_code == 403
    assert 'error="insufficient_scope"' in refused.headers["WWW-Authenticate"]


def test_a_scope_that_the_client_lost_is_not_refreshed(app: Application) -> None:
    token = granted(app)["refresh_token"]
    ClientRow.objects.filter(client_id=app.client_id).update(scopes=["openid", "profile", "offline_access"])
    assert refresh(app, token).json()["scope"] == "openid profile offline_access"


def test_what_the_client_may_know_no_more_is_not_told_for_tokens_of_before(app: Application) -> None:
    token = granted(app)["access_token"]
    assert "rrn" in userinfo(app, token).json()
    ClientRow.objects.filter(client_id=app.client_id).update(scopes=["openid", "profile", "offline_access"])
    assert userinfo(app, token).json().keys() == {"sub", "given_name", "family_name"}


@pytest.mark.parametrize("kind", [restrictions.Restricted.DECEASED, restrictions.Restricted.LOCKED])
def test_who_died_or_locked_their_keys_is_not_refreshed(app: Application, kind: restrictions.Restricted) -> None:
    token = granted(app)["refresh_token"]
    restrictions.restrict(CitizenId(RefreshToken.objects.get().citizen_id), kind, Trace(actor="test"))
    assert refresh(app, token).json()["error"] == "invalid_grant"


def test_only_hashes_of_refresh_tokens_are_kept_and_the_identity_is_sealed(app: Application) -> None:
    token = granted(app)["refresh_token"]
    kept = b"".join(bytes(part) for row in RefreshToken.objects.values_list("token_hash", "sealed") for part in row)
    for secret in (token.encode(), b"85631441236", b"Vandenbos"):
        assert secret not in kept


def test_what_has_ended_is_removed(app: Application) -> None:
    granted(app)
    SeenOnce.objects.create(jti_hash=b"x", expires_at=clock.now())
    with later(days=31):
        actions.purge()
    assert not any(kind.objects.exists() for kind in (Token, RefreshToken, SeenOnce))


@pytest.mark.django_db(transaction=True)
def test_a_refresh_token_that_several_use_at_once_ends_its_family(app: Application) -> None:
    token = granted(app)["refresh_token"]
    answers = at_once(lambda: refresh(app, token).status_code)
    assert sorted(answers)[:2] == [200, 400]
    assert not Token.objects.exists()
    assert not RefreshToken.objects.exists()


# -- introspection -------------------------------------------------------------------------------------------------


def test_a_resource_server_hears_what_the_contract_says(app: Application) -> None:
    register("dienst", may_introspect=True)
    token = granted(app)["access_token"]
    told = introspect(app, token, ("dienst", "geheim van dienst")).json()
    row = Token.objects.get()
    assert told == {
        "active": True,
        "aud": app.client_id,
        "client_id": app.client_id,
        "exp": int(row.expires_at.timestamp()),
        "iat": int(row.issued_at.timestamp()),
        "iss": OP,
        "scope": OFFLINE,
        "sub": told["sub"],
        "token_type": "Bearer",
    }
    assert told["sub"] != userinfo(app, token).json()["sub"], "a resource server has names of its own for citizens"


def test_an_application_may_ask_about_its_own_tokens(app: Application) -> None:
    answer = granted(app)
    told = introspect(app, answer["access_token"]).json()
    assert told["sub"] == userinfo(app, answer["access_token"]).json()["sub"]
    refreshing = introspect(app, answer["refresh_token"], token_type_hint="refresh_token").json()
    assert refreshing["active"]
    assert "token_type" not in refreshing


def test_a_resource_server_is_never_told_that_a_refresh_token_is_active(app: Application) -> None:
    who = register("dienst", may_introspect=True)
    assert introspect(app, granted(app)["refresh_token"], who).json() == {"active": False}


def test_of_anothers_token_a_client_hears_nothing(app: Application) -> None:
    who = register("nieuwsgierig")
    answer = granted(app)
    for token in (answer["access_token"], answer["refresh_token"], "verzonnen"):
        assert introspect(app, token, who).json() == {"active": False}


def test_an_expired_token_is_inactive(app: Application) -> None:
    token = granted(app)["access_token"]
    with later(seconds=3601):
        assert introspect(app, token).json() == {"active": False}
        assert userinfo(app, token).status_code == 401


def test_a_used_refresh_token_is_inactive(app: Application) -> None:
    token = granted(app)["refresh_token"]
    refresh(app, token)
    assert introspect(app, token).json() == {"active": False}


def test_who_asks_must_prove_itself(app: Application) -> None:
    token = granted(app)["access_token"]
    assert introspect(app, token, (app.client_id, "fout")).status_code == 401
    assert app.send("POST", "/v1/introspect", data={"token": token}).status_code == 401
    offline(app, auth_method="none")
    assert app.send("POST", "/v1/introspect", data={"token": token, "client_id": app.client_id}).status_code == 401


def test_without_a_token_or_with_two_it_is_no_request(app: Application) -> None:
    for form in ({"token": ""}, {}, {"token": ["a", "b"]}):
        for path in ("/v1/introspect", "/v1/revoke"):
            answer = app.send("POST", path, data={**mine(app), **form})
            assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


def test_answers_with_tokens_are_kept_nowhere(app: Application) -> None:
    token = granted(app)["access_token"]
    for answer in (introspect(app, token), userinfo(app, token), refresh(app, "verzonnen")):
        assert answer.headers["Cache-Control"] == "no-store"


def statements(act: Callable[[], httpx.Response]) -> int:
    """How many SQL statements it takes; the tests' own savepoints are not the product's."""
    with CaptureQueriesContext(connection) as caught:
        assert act().status_code == 200
    return len([query for query in caught.captured_queries if "SAVEPOINT" not in query["sql"]])


def test_what_applications_ask_at_every_request_costs_hardly_any_statement(app: Application) -> None:
    token = granted(app)["access_token"]
    assert statements(lambda: userinfo(app, token)) == 1
    assert statements(lambda: introspect(app, token)) == 2


# -- revocation ----------------------------------------------------------------------------------------------------


def test_a_revoked_access_token_is_inactive_and_its_family_goes_on(app: Application) -> None:
    answer = granted(app)
    assert revoke(app, answer["access_token"]).status_code == 200
    assert introspect(app, answer["access_token"]).json() == {"active": False}
    assert userinfo(app, answer["access_token"]).status_code == 401
    assert tags()[-1] == "access.token.ended"
    assert refresh(app, answer["refresh_token"]).status_code == 200


def test_a_revoked_refresh_token_takes_its_access_tokens_along(app: Application) -> None:
    answer = granted(app)
    assert revoke(app, answer["refresh_token"], token_type_hint="access_token").status_code == 200
    assert userinfo(app, answer["access_token"]).status_code == 401
    assert refresh(app, answer["refresh_token"]).json()["error"] == "invalid_grant"


def test_what_is_unknown_has_ended_already(app: Application) -> None:
    token = granted(app)["access_token"]
    for _again in range(2):
        assert revoke(app, token).status_code == 200
    assert revoke(app, "verzonnen", token_type_hint="iets").status_code == 200


def test_another_client_cannot_revoke(app: Application) -> None:
    register("ander")
    answer = granted(app)
    for token in (answer["access_token"], answer["refresh_token"]):
        refused = revoke(app, token, client_id="ander", client_secret="geheim van ander")
        assert refused.json()["error"] == "invalid_grant"
    assert userinfo(app, answer["access_token"]).status_code == 200


def test_a_public_application_may_give_its_tokens_back(app: Application) -> None:
    offline(app, auth_method="none", secret_hash=b"")
    app.secret = ""
    answer = granted(app)
    assert revoke(app, answer["refresh_token"]).status_code == 200
    assert userinfo(app, answer["access_token"]).status_code == 401


def test_the_description_names_it_all(app: Application) -> None:
    told = app.send("GET", "/.well-known/openid-configuration").json()
    assert told["introspection_endpoint"] == f"{OP}/v1/introspect"
    assert told["revocation_endpoint"] == f"{OP}/v1/revoke"
    assert set(told["grant_types_supported"]) >= {"authorization_code", "refresh_token", "client_credentials"}
    assert told["subject_types_supported"] == ["pairwise", "public"]
    assert "ES256" in told["dpop_signing_alg_values_supported"]
    assert "offline_access" in told["scopes_supported"]
    assert told["issuer"] == f"{ACCESS}/op"
    assert BACK not in str(told)
