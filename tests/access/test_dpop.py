"""Tokens for the holder of a key (DPoP, RFC 9449): every check of §4.3 by name, and what a thief may try."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from burgerprofiel.access import actions
from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.models import RefreshToken, Token
from burgerprofiel.kit import clock
from tests.access.surfing import query
from tests.access.test_provider import OP, Application, application
from tests.access.tokens_of import (
    OFFLINE,
    Holder,
    exchange_form,
    granted,
    introspect,
    mine,
    offline,
    refresh,
    userinfo,
)

__all__ = ["application"]


@pytest.fixture
def app(application: Application) -> Application:
    """An application that may refresh, and speak for itself."""
    scopes = [*OFFLINE.split(), "dienst"]
    return offline(
        application, scopes=scopes, grant_types=["authorization_code", "refresh_token", "client_credentials"]
    )


@pytest.fixture
def holder() -> Holder:
    """A key."""
    return Holder()


def ask(app: Application, proof: str | None) -> Any:
    """Ask for a token of its own: the quickest way past the same check."""
    form = {"grant_type": "client_credentials", **mine(app)}
    return app.send("POST", "/v1/token", data=form, headers={"DPoP": proof} if proof is not None else {})


def test_the_whole_way(app: Application, holder: Holder) -> None:
    answer = granted(app, DPoP=holder.proof())
    token = answer["access_token"]
    assert answer["token_type"] == "DPoP"
    told = introspect(app, token).json()
    assert (told["token_type"], told["cnf"]) == ("DPoP", {"jkt": holder.thumbprint})
    shown = userinfo(app, token, "DPoP", DPoP=holder.proof("/v1/userinfo", "GET", token))
    assert shown.json()["given_name"] == "Noor Maria"
    again = refresh(app, answer["refresh_token"], {"DPoP": holder.proof()}).json()
    assert again["token_type"] == "DPoP"


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        (ECKey.generate_key("P-256"), "ES256"),
        (RSAKey.generate_key(2048), "PS256"),
        (OKPKey.generate_key("Ed25519"), "EdDSA"),
        (OKPKey.generate_key("Ed25519"), "Ed25519"),
    ],
)
def test_each_algorithm_that_the_description_names(app: Application, key: Any, algorithm: str) -> None:
    assert ask(app, Holder(key, algorithm).proof()).json()["token_type"] == "DPoP"


@pytest.mark.parametrize(
    "changes",
    [
        {"htm": "GET"},
        {"htm": None},
        {"htu": f"{OP}/v1/userinfo"},
        {"htu": "https://elders.example/op/v1/token"},
        {"htu": f"{OP}/v1/token/"},
        {"htu": None},
        {"htu": 7},
        {"htu": "http://["},
        {"iat": None},
        {"iat": "nu"},
        {"iat": True},
        {"iat": 10**400},
        {"iat": float("1e300")},
        {"jti": None},
        {"jti": ""},
        {"jti": 7},
        {"head": {"typ": "JWT"}},
        {"head": {"typ": None}},
        {"head": {"jwk": None}},
        {"head": {"jwk": ECKey.generate_key("P-256").as_dict(private=False)}},
        {"head": {"jwk": ECKey.generate_key("P-256").as_dict(private=True)}},
        {"head": {"jwk": OctKey.generate_key(256).as_dict(private=True)}},
        {"head": {"jwk": {"kty": "EC"}}},
        {"head": {"jwk": "sleutel"}},
    ],
)
def test_a_wrong_proof_gives_nothing(app: Application, holder: Holder, changes: dict[str, Any]) -> None:
    answer = ask(app, holder.proof(**changes))
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_dpop_proof")
    assert not Token.objects.exists()


@pytest.mark.parametrize("text", ["", "x", "a.b.c", "é.b.c", "eyJ9.e30.", "x" * 9000, "a.b.c, d.e.f"])
def test_what_is_no_proof_at_all_gives_nothing(app: Application, text: str) -> None:
    answer = ask(app, text.encode().decode("latin-1") if text.isascii() else "a.%C3.c")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_dpop_proof")


def test_a_key_that_is_too_small_or_an_algorithm_of_another_kind_is_refused(app: Application) -> None:
    for key, algorithm in ((ECKey.generate_key("P-384"), "ES384"), (RSAKey.generate_key(1024), "PS256")):
        assert ask(app, Holder(key, algorithm).proof()).json()["error"] == "invalid_dpop_proof"


def test_query_and_usual_form_of_the_address_do_not_matter(app: Application, holder: Holder) -> None:
    assert ask(app, holder.proof(htu=f"{OP}/v1/token?a=1#b")).status_code == 200
    assert ask(app, holder.proof(htu=f"{OP}/v1/token".replace("toegang", "TOEGANG"))).status_code == 200


@pytest.mark.parametrize(("seconds", "status"), [(-59, 200), (55, 200), (-70, 400), (70, 400)])
def test_a_proof_is_of_this_minute(app: Application, holder: Holder, seconds: int, status: int) -> None:
    with clock.frozen_at(datetime.now(UTC)):
        assert ask(app, holder.proof(iat=int(time.time()) + seconds)).status_code == status


def test_a_proof_is_accepted_once(app: Application, holder: Holder) -> None:
    proof = holder.proof()
    assert ask(app, proof).status_code == 200
    assert ask(app, proof).json()["error"] == "invalid_dpop_proof"


def test_the_same_jti_of_another_key_is_another_proof(app: Application, holder: Holder) -> None:
    assert ask(app, holder.proof(jti="een")).status_code == 200
    assert ask(app, Holder().proof(jti="een")).status_code == 200


def test_a_client_bound_to_its_key_gets_no_bearer_token(app: Application, holder: Holder) -> None:
    ClientRow.objects.filter(client_id=app.client_id).update(dpop_bound=True)
    form = exchange_form(app, scope=OFFLINE)
    assert app.send("POST", "/v1/token", data=form).json()["error"] == "invalid_request"
    assert ask(app, None).json()["error"] == "invalid_request"
    right = app.send("POST", "/v1/token", data=form, headers={"DPoP": holder.proof()})
    assert right.json()["token_type"] == "DPoP", "a forgotten proof does not cost the code"


# -- at the resource -----------------------------------------------------------------------------------------------


@pytest.fixture
def token(app: Application, holder: Holder) -> str:
    """A token bound to the holder's key."""
    return str(granted(app, DPoP=holder.proof())["access_token"])


def test_a_stolen_token_without_the_key_opens_nothing(app: Application, token: str) -> None:
    thief = Holder()
    for refused in (
        userinfo(app, token),
        userinfo(app, token, "DPoP"),
        userinfo(app, token, "DPoP", DPoP=thief.proof("/v1/userinfo", "GET", token)),
    ):
        assert refused.status_code == 401
        assert "DPoP" in refused.headers["WWW-Authenticate"]


def test_a_bearer_token_is_not_shown_as_a_bound_one(app: Application, holder: Holder) -> None:
    bearer = granted(app)["access_token"]
    assert userinfo(app, bearer, "DPoP", DPoP=holder.proof("/v1/userinfo", "GET", bearer)).status_code == 401


@pytest.mark.parametrize(
    "changes",
    [{"ath": None}, {"ath": "x"}, {"ath": 7}, {"htm": "POST"}, {"htu": f"{OP}/v1/token"}, {"iat": 0}, {"jti": None}],
)
def test_a_wrong_proof_opens_nothing(app: Application, holder: Holder, token: str, changes: dict[str, Any]) -> None:
    refused = userinfo(app, token, "DPoP", DPoP=holder.proof("/v1/userinfo", "GET", token, **changes))
    assert refused.status_code == 401
    assert 'error="invalid_dpop_proof"' in refused.headers["WWW-Authenticate"]


def test_a_proof_for_another_token_opens_nothing(app: Application, holder: Holder, token: str) -> None:
    other = str(granted(app, DPoP=holder.proof())["access_token"])
    assert userinfo(app, token, "DPoP", DPoP=holder.proof("/v1/userinfo", "GET", other)).status_code == 401


def test_a_replayed_proof_opens_nothing(app: Application, holder: Holder, token: str) -> None:
    proof = holder.proof("/v1/userinfo", "GET", token)
    assert userinfo(app, token, "DPoP", DPoP=proof).status_code == 200
    assert userinfo(app, token, "DPoP", DPoP=proof).status_code == 401


# -- codes and refresh tokens --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["x", "x" * 65, "é" * 43, "=" * 43])
def test_a_question_that_names_no_key_goes_back(app: Application, text: str) -> None:
    assert query(app.ask(dpop_jkt=text)["Location"])["error"] == "invalid_request"


def test_a_code_for_a_key_is_exchanged_by_its_holder_only(app: Application, holder: Holder) -> None:
    for headers in ({}, {"DPoP": Holder().proof()}):
        form = exchange_form(app, scope=OFFLINE, dpop_jkt=holder.thumbprint)
        refused = app.send("POST", "/v1/token", data=form, headers=headers)
        assert refused.json()["error"] == "invalid_grant"
    form = exchange_form(app, scope=OFFLINE, dpop_jkt=holder.thumbprint)
    assert app.send("POST", "/v1/token", data=form, headers={"DPoP": holder.proof()}).status_code == 200


def test_a_public_clients_refresh_token_is_for_its_key_only(app: Application, holder: Holder) -> None:
    offline(app, auth_method="none", secret_hash=b"")
    app.secret = ""
    refresh_token = granted(app, DPoP=holder.proof())["refresh_token"]
    for headers in ({}, {"DPoP": Holder().proof()}):
        assert refresh(app, refresh_token, headers).json()["error"] == "invalid_dpop_proof"
    assert refresh(app, refresh_token, {"DPoP": holder.proof()}).status_code == 200


def test_a_client_with_a_secret_may_change_its_key_but_not_go_without(app: Application, holder: Holder) -> None:
    refresh_token = granted(app, DPoP=holder.proof())["refresh_token"]
    assert refresh(app, refresh_token).json()["error"] == "invalid_dpop_proof"
    following = Holder()
    answer = refresh(app, refresh_token, {"DPoP": following.proof()})
    assert introspect(app, answer.json()["access_token"]).json()["cnf"] == {"jkt": following.thumbprint}
    assert RefreshToken.objects.get(used_at=None).dpop_jkt == following.thumbprint


def test_proofs_are_remembered_longer_than_they_are_fresh(app: Application, holder: Holder) -> None:
    proof = holder.proof(iat=int(time.time()) + 50)
    assert ask(app, proof).status_code == 200
    with clock.frozen_at(datetime.now(UTC) + timedelta(seconds=105)):
        actions.purge()
        assert ask(app, proof).json()["error"] == "invalid_dpop_proof"
