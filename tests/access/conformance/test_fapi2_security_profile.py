"""fapi2-security-profile-final-test-plan: `private_key_jwt`, `dpop`, `openid_connect`, `unsigned`, `plain_response`,
`plain_fapi`. One test per module, named after it without `fapi2-security-profile-final-`.
"""

from __future__ import annotations

import json
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from django.http import HttpResponse
from joserfc.jwk import import_key

from burgerprofiel.kit import clock
from tests.access.conformance import suite
from tests.access.conformance.suite import FapiClient, refused, shown
from tests.access.surfing import ACCESS, SignInPage, query
from tests.access.test_provider import OP, Application, application
from tests.access.tokens_of import Holder

__all__ = ["application"]

Pair = tuple[FapiClient, FapiClient]


@pytest.fixture
def pair(application: Application) -> Pair:
    """The suite's two clients."""
    return suite.fapi(application)


@pytest.fixture
def client(pair: Pair) -> FapiClient:
    """The first of them."""
    return pair[0]


def later(**how: float) -> Any:
    """The clock, some time from now."""
    return clock.frozen_at(datetime.now(UTC) + timedelta(**how))


def not_pushed(answer: httpx.Response, *errors: str) -> None:
    """Check that a question was refused when it was pushed (RFC 9126 §2.3)."""
    assert "request_uri" not in answer.json()
    refused(answer, *errors)


# -- a client that behaves -----------------------------------------------------------------------------------------


def test_discovery_end_point_verification(application: Application) -> None:
    told = application.send("GET", "/.well-known/openid-configuration").json()
    good = {"PS256", "ES256", "EdDSA"}
    assert "code" in told["response_types_supported"]
    assert told["authorization_response_iss_parameter_supported"] is True
    assert told["pushed_authorization_request_endpoint"] == f"{OP}/v1/par"
    assert isinstance(told["require_pushed_authorization_requests"], bool)
    assert good & set(told["dpop_signing_alg_values_supported"])
    assert good & set(told["id_token_signing_alg_values_supported"])
    assert good & set(told["token_endpoint_auth_signing_alg_values_supported"])
    assert "private_key_jwt" in told["token_endpoint_auth_methods_supported"]
    assert "S256" in told["code_challenge_methods_supported"]
    assert "openid" in told["scopes_supported"]


def test_happy_flow(pair: Pair) -> None:
    first, second = pair
    one = first.flow()
    assert set(one.told) == {"sub", "given_name", "family_name"}
    assert not set(one.claims) - {
        "iss",
        "sub",
        "aud",
        "azp",
        "iat",
        "exp",
        "auth_time",
        "nonce",
        "amr",
        "at_hash",
        "sid",
    }
    in_query = first.application.send("GET", f"/v1/userinfo?access_token={one.token}")
    assert in_query.status_code == 401
    for accept in ("application/json; charset=utf-8", "application/json, */*"):
        assert first.resource(one.token, Accept=accept).status_code == 200
    fixed: dict[str, str | None] = {"state": secrets.token_urlsafe(96), "nonce": "n" * 43}
    two = second.flow(**fixed, dpop_jkt=second.holder.thumbprint)
    stolen = first.resource(two.token, first.holder.proof("/v1/userinfo", "GET", two.token))
    assert stolen.status_code == 401


def test_user_rejects_authentication(pair: Pair) -> None:
    for client in pair:
        asked = client.question(state=secrets.token_urlsafe(96))
        _where, page = client.application.surfer.follow(client.ask(asked))
        answer = client.application.surfer.get(
            ACCESS + SignInPage(client.application.surfer, page.content.decode()).cancel
        )
        told = query(answer["Location"])
        assert answer["Location"].startswith(client.back)
        assert {name: told.pop(name) for name in ("error", "state", "iss")} == {
            "error": "access_denied",
            "state": asked["state"],
            "iss": OP,
        }
        told.pop("error_description", "")
        assert told == query(client.back)


def test_ensure_authorization_request_without_state_success(client: FapiClient) -> None:
    client.flow(state=None)


def test_ensure_authorization_request_without_nonce_success(client: FapiClient) -> None:
    assert "nonce" not in client.flow(nonce=None).claims


def test_ensure_authorization_request_with_64_char_nonce_success(client: FapiClient) -> None:
    client.flow(nonce=secrets.token_hex(32))


def test_ensure_other_scope_order_succeeds(client: FapiClient) -> None:
    client.flow(scope=" ".join(reversed(client.scope.split())))


def test_test_claims_parameter_identity_claims_is_not_offered_so_it_is_skipped(application: Application) -> None:
    assert application.send("GET", "/.well-known/openid-configuration").json()["claims_parameter_supported"] is False


def test_access_token_type_header_case_sensitivity(client: FapiClient) -> None:
    told = client.flow()
    assert client.resource(told.token, scheme="dpOp").status_code == 200


# -- proofs of a key, and codes bound to one -----------------------------------------------------------------------


def test_check_dpop_proof_nbf_exp(client: FapiClient) -> None:
    told, now = client.flow(), int(time.time())
    proof = client.holder.proof("/v1/userinfo", "GET", told.token, nbf=now, exp=now + 300)
    assert client.resource(told.token, proof).status_code == 200


def at_another_time(client: FapiClient, seconds: int) -> None:
    """Sign in with proofs that were made then."""
    made = int(time.time()) + seconds
    _asked, given = client.code()
    form = client.assertion() | {"grant_type": "authorization_code", "code": given, "redirect_uri": client.back}
    proof = {"DPoP": client.holder.proof(iat=made)}
    answer = client.application.send("POST", "/v1/token", data=form | {"code_verifier": client.verifier}, headers=proof)
    token = suite.tokens_in(answer)["access_token"]
    assert client.resource(token, client.holder.proof("/v1/userinfo", "GET", token, iat=made)).status_code == 200


def test_ensure_dpop_proof_with_iat_10_seconds_before_succeeds(client: FapiClient) -> None:
    at_another_time(client, -10)


def test_ensure_dpop_proof_with_iat_10_seconds_after_succeeds(client: FapiClient) -> None:
    at_another_time(client, 10)


def test_ensure_mismatched_dpop_jkt_fails(client: FapiClient) -> None:
    asked = client.question(dpop_jkt=Holder().thumbprint)
    not_pushed(client.push(asked, dpop=client.holder.proof("/v1/par")), "invalid_request", "invalid_dpop_proof")


MISMATCH = ("invalid_request", "invalid_grant", "invalid_dpop_proof")


def test_ensure_token_endpoint_fails_with_mismatched_dpop_proof_jkt(client: FapiClient) -> None:
    asked = client.question()
    uri = client.pushed(asked, dpop=Holder().proof("/v1/par"))
    given = client.checked(asked, client.arrive(client.open(uri)))
    refused(client.exchange(given), *MISMATCH)


def test_ensure_token_endpoint_fails_with_mismatched_dpop_jkt(client: FapiClient) -> None:
    _asked, given = client.code(dpop_jkt=Holder().thumbprint)
    refused(client.exchange(given), *MISMATCH)


def test_ensure_dpopproof_at_par_endpoint_binding_success(client: FapiClient) -> None:
    asked = client.question()
    uri = client.pushed(asked, dpop=client.holder.proof("/v1/par"))
    client.rest(asked, client.checked(asked, client.arrive(client.open(uri))))


def test_ensure_dpop_auth_code_binding_success(client: FapiClient) -> None:
    client.flow(dpop_jkt=client.holder.thumbprint)


# -- parameters beside the pushed ones -----------------------------------------------------------------------------


def beside(client: FapiClient, more: dict[str, str], **changes: str | None) -> suite.Flow:
    """Sign in with parameters in the address that differ from those pushed: only what was pushed counts."""
    asked = client.question(**changes)
    told = client.arrive(client.open(client.pushed(asked), **more))
    return client.rest(asked, client.checked(asked, told))


def test_ensure_different_nonce_inside_and_outside_request_object(client: FapiClient) -> None:
    beside(client, {"nonce": "another"})


def test_ensure_different_state_inside_and_outside_request_object(client: FapiClient) -> None:
    beside(client, {"state": "another"})


def test_state_only_outside_request_object_not_used(client: FapiClient) -> None:
    beside(client, {"state": "outside"}, state=None)


def test_ensure_authorization_request_with_long_nonce(client: FapiClient) -> None:
    client.flow(nonce=secrets.token_hex(192))


def test_ensure_authorization_request_with_long_state(client: FapiClient) -> None:
    client.flow(state=secrets.token_hex(192))


# -- questions that are not right ----------------------------------------------------------------------------------


def test_ensure_request_object_without_redirect_uri_fails(client: FapiClient) -> None:
    not_pushed(client.push(client.question(redirect_uri=None)), "invalid_request")


def test_plain_fapi_ensure_registered_redirect_uri(client: FapiClient) -> None:
    not_pushed(client.push(client.question(redirect_uri=f"{client.back}/onbekend")), "invalid_request")


def test_ensure_unsigned_authorization_request_without_using_par_fails(client: FapiClient) -> None:
    asked = client.question()
    assert client.error(asked, suite.Client.ask(client, asked)) == "invalid_request"


def test_ensure_redirect_uri_in_authorization_request(client: FapiClient) -> None:
    not_pushed(client.push(client.question(redirect_uri="")), "invalid_request")


def test_ensure_response_type_code_idtoken_fails(client: FapiClient) -> None:
    asked = client.question(response_type="code id_token")
    not_pushed(client.push(asked), "unsupported_response_type", "invalid_request", "unauthorized_client")


def test_ensure_response_type_token_fails(client: FapiClient) -> None:
    asked = client.question(response_type="token")
    not_pushed(client.push(asked), "unsupported_response_type", "invalid_request", "unauthorized_client")


# -- the token endpoint --------------------------------------------------------------------------------------------


def exchange(client: FapiClient, proof: dict[str, str], dpop: bool = True, **more: str) -> httpx.Response:
    """Exchange a fresh code, with another proof of who asks."""
    _asked, given = client.code()
    form = {"grant_type": "authorization_code", "code": given, "redirect_uri": client.back}
    form |= {"code_verifier": client.verifier, **proof, **more}
    headers = {"DPoP": client.holder.proof()} if dpop else {}
    return client.application.send("POST", "/v1/token", data=form, headers=headers)


def test_ensure_client_id_in_token_endpoint(pair: Pair) -> None:
    first, second = pair
    proof = first.assertion(iss=second.client_id, sub=second.client_id)
    refused(exchange(first, proof, client_id=second.client_id), "invalid_client", "invalid_grant")


def test_ensure_holder_of_key_required(client: FapiClient) -> None:
    refused(exchange(client, client.assertion(), dpop=False), *MISMATCH)


def test_ensure_authorization_code_is_bound_to_client(pair: Pair) -> None:
    first, second = pair
    _asked, given = first.code()
    second.back, second.verifier = first.back, first.verifier
    refused(second.exchange(given), "invalid_grant")


def test_attempt_reuse_authorization_code_after_one_second(client: FapiClient) -> None:
    asked, given = client.code()
    told = client.rest(asked, given)
    with later(seconds=1):
        refused(client.exchange(given), "invalid_grant")
    assert client.resource(told.token).status_code == 401, "what the first use gave is taken back"


def test_ensure_token_endpoint_fails_with_expired_auth_code(client: FapiClient) -> None:
    _asked, given = client.code()
    with later(seconds=62):
        proof = client.holder.proof(iat=int(clock.now().timestamp()))
        now = int(clock.now().timestamp())
        form = client.assertion(iat=now, nbf=now, exp=now + 60) | {"code_verifier": client.verifier}
        form |= {"grant_type": "authorization_code", "code": given, "redirect_uri": client.back}
        refused(client.application.send("POST", "/v1/token", data=form, headers={"DPoP": proof}), "invalid_grant")


STRANGER = ("invalid_client", "invalid_request")


def test_ensure_signed_client_assertion_with_rs256_fails(client: FapiClient) -> None:
    assert client.key
    key = import_key({name: value for name, value in client.key.as_dict(private=True).items() if name != "alg"})
    refused(exchange(client, client.assertion("RS256", key)), *STRANGER)


def test_ensure_client_assertion_in_token_endpoint(client: FapiClient) -> None:
    refused(exchange(client, {"client_id": client.client_id}), *STRANGER)


def test_ensure_client_assertion_with_exp_is_5_minutes_in_past_fails(client: FapiClient) -> None:
    refused(exchange(client, client.assertion(exp=int(time.time()) - 300)), *STRANGER)


def test_ensure_client_assertion_with_wrong_aud_fails(client: FapiClient) -> None:
    refused(exchange(client, client.assertion(aud="https://elsewhere.example/")), *STRANGER)


def test_ensure_client_assertion_with_no_sub_fails(client: FapiClient) -> None:
    refused(exchange(client, client.assertion(sub=None)), *STRANGER)


# -- every check of a proof ----------------------------------------------------------------------------------------

Proof = Callable[[FapiClient, str], str]


def changed(head: dict[str, Any] | None = None, **claims: Any) -> Proof:
    """A proof with another head or other claims."""
    return lambda client, token: client.holder.proof("/v1/userinfo", "GET", token, head, **claims)


def unsigned(client: FapiClient, token: str) -> str:
    """A proof that says itself that nobody signed it."""
    head = {"typ": "dpop+jwt", "alg": "none", "jwk": client.holder.key.as_dict(private=False)}
    return f"{_encoded(head)}.{client.holder.proof('/v1/userinfo', 'GET', token).split('.')[1]}."


def spoilt(client: FapiClient, token: str) -> str:
    """A proof with another signature."""
    head, claims, signature = client.holder.proof("/v1/userinfo", "GET", token).split(".")
    return f"{head}.{claims}.{'A' * len(signature)}"


def nameless(client: FapiClient, token: str) -> str:
    """A proof that does not say how it was signed."""
    _head, claims, signature = client.holder.proof("/v1/userinfo", "GET", token).split(".")
    head = {"typ": "dpop+jwt", "jwk": client.holder.key.as_dict(private=False)}
    return f"{_encoded(head)}.{claims}.{signature}"


def rs256(client: FapiClient, token: str) -> str:
    """A proof signed in a way that the profile forbids."""
    return Holder(client.holder.key, "RS256").proof("/v1/userinfo", "GET", token)


def elsewhere(client: FapiClient, token: str) -> str:
    """A right proof for another address."""
    return client.holder.proof("/v1/token", "GET", token)


def with_private_key(client: FapiClient, token: str) -> str:
    """A proof that gives its key away."""
    return client.holder.proof("/v1/userinfo", "GET", token, {"jwk": client.holder.key.as_dict(private=True)})


def of_another(_client: FapiClient, token: str) -> str:
    """A right proof of another key."""
    return Holder().proof("/v1/userinfo", "GET", token)


def twice(client: FapiClient, token: str) -> str:
    """Two proofs, as a server sees two headers."""
    return ",".join(client.holder.proof("/v1/userinfo", "GET", token) for _each in range(2))


def _encoded(told: dict[str, Any]) -> str:
    return urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


HOUR = 3600
WRONG: dict[str, Proof] = {
    "more than one": twice,
    "not a JWT": lambda client, token: client.holder.proof("/v1/userinfo", "GET", token).replace(".", "", 1),
    "typ missing": changed({"typ": None}),
    "alg missing": nameless,
    "jwk missing": changed({"jwk": None}),
    "jti missing": changed(jti=None),
    "htm missing": changed(htm=None),
    "htu missing": changed(htu=None),
    "iat missing": changed(iat=None),
    "ath missing": changed(ath=None),
    "typ wrong": changed({"typ": "jwt"}),
    "RS256": rs256,
    "none": unsigned,
    "signature wrong": spoilt,
    "private key": with_private_key,
    "htm wrong": changed(htm="PUT"),
    "htu wrong": elsewhere,
    "an hour later": changed(iat=int(time.time()) + HOUR),
    "an hour ago": changed(iat=int(time.time()) - HOUR),
    "ath wrong": changed(ath="x" * 43),
    "another key": of_another,
    "no proof": lambda _client, _token: "",
}
RIGHT: dict[str, Proof] = {
    "htu with query and fragment": changed(htu=f"{OP}/v1/userinfo?a=b#c"),
    "more in head and claims": changed({"extra": "x"}, extra="y"),
    "scheme and host in capitals": changed(
        htu=OP.replace("http://toegang.localhost", "HTTP://TOEGANG.LOCALHOST") + "/v1/userinfo"
    ),
}


@pytest.mark.parametrize("what", [*WRONG, *RIGHT])
def test_dpop_negative_tests(client: FapiClient, what: str) -> None:
    told = client.flow()
    answer = client.resource(told.token, (WRONG | RIGHT)[what](client, told.token))
    assert answer.status_code == (200 if what in RIGHT else 401), answer.content
    assert client.resource(told.token).status_code == 200, "the token itself is still right"


def test_dpop_negative_tests_a_proof_is_used_once_and_the_token_is_no_bearer_token(client: FapiClient) -> None:
    told = client.flow()
    proof = client.holder.proof("/v1/userinfo", "GET", told.token)
    assert [client.resource(told.token, proof).status_code for _each in range(2)] == [200, 401]
    assert client.resource(told.token, "", "Bearer").status_code == 401


# -- refreshing ----------------------------------------------------------------------------------------------------


def refresh(client: FapiClient, token: str, **more: str) -> httpx.Response:
    """Refresh, each time with another key for the new token."""
    client.holder = Holder()
    return client.request_token(grant_type="refresh_token", refresh_token=token, **more)


def test_refresh_token(pair: Pair) -> None:
    assert all("offline_access" in each.scope.split() for each in pair)
    kept: list[str] = []
    for client in pair:
        first = client.flow(prompt="consent")
        token = first.answer["refresh_token"]
        kept.append(token)
        for wait in (1, 31):  # the second time with the token from before, for an answer may get lost
            with later(seconds=wait):
                now = int(clock.now().timestamp())
                client.holder = Holder()
                form = client.assertion(iat=now, nbf=now, exp=now + 60)
                form |= {"grant_type": "refresh_token", "refresh_token": token, "scope": client.scope}
                headers = {"DPoP": client.holder.proof(iat=now)}
                answer = suite.tokens_in(client.application.send("POST", "/v1/token", data=form, headers=headers))
                second = client.id_token(answer["id_token"], None, "ES256")
            assert answer["token_type"] == "DPoP"
            assert answer.get("refresh_token", token) == token, "it does not rotate (FAPI 2.0 §5.3.2.1)"
            assert answer["access_token"] != first.token
            same = ("iss", "sub", "aud", "auth_time")
            assert [second[name] for name in same] == [first.claims[name] for name in same]
        form = client.assertion() | {"grant_type": "refresh_token", "refresh_token": token}
        bare = client.application.send("POST", "/v1/token", data=form)
        refused(bare, "invalid_request", "invalid_grant", "invalid_client")
    refused(refresh(pair[0], kept[1]), "invalid_grant")


# -- pushed questions ----------------------------------------------------------------------------------------------


def not_followed(response: HttpResponse) -> None:
    """Check that the citizen reads what is wrong, with the error's name for who made it."""
    assert shown(response)
    assert "invalid_request_uri" in response.content.decode()


def test_par_ensure_reused_request_uri_prior_to_auth_completion_succeeds(client: FapiClient) -> None:
    asked = client.question()
    uri = client.pushed(asked)
    client.application.surfer.follow(client.open(uri))
    client.rest(asked, client.checked(asked, client.arrive(client.open(uri))))


def test_par_attempt_reuse_request_uri(client: FapiClient) -> None:
    asked = client.question()
    uri = client.pushed(asked)
    client.rest(asked, client.checked(asked, client.arrive(client.open(uri))))
    not_followed(client.open(uri))


def test_par_attempt_to_use_expired_request_uri(client: FapiClient) -> None:
    uri = client.pushed(client.question())
    with later(seconds=61):
        not_followed(client.open(uri))


def test_par_ensure_jwt_client_assertions_nbf_8_seconds_in_the_future_is_accepted(client: FapiClient) -> None:
    soon = int(time.time()) + 8
    assert client.push(client.question(), client.assertion(iat=soon, nbf=soon)).status_code == 201


def test_par_ensure_jwt_client_assertions_nbf_over_60_seconds_in_the_future_fails(client: FapiClient) -> None:
    then = int(time.time()) + 62
    not_pushed(client.push(client.question(), client.assertion(iat=then, nbf=then, exp=then + 60)), *STRANGER)


def test_par_attempt_to_use_request_uri_for_different_client(pair: Pair) -> None:
    first, second = pair
    not_followed(second.open(first.pushed(first.question())))


def test_par_authorization_request_containing_request_uri_form_param(client: FapiClient) -> None:
    asked = client.question(request_uri="urn:ietf:params:oauth:request_uri:random")
    not_pushed(client.push(asked), "invalid_request", "invalid_request_object", "request_uri_not_supported")


def test_par_attempt_invalid_http_method(client: FapiClient) -> None:
    form = client.question() | client.assertion()
    assert client.application.send("PUT", "/v1/par", data=form).status_code == 405


def test_par_test_array_as_audience_fails(client: FapiClient) -> None:
    not_pushed(client.push(client.question(), client.assertion(aud=[OP])), *STRANGER)


def test_par_test_par_endpoint_url_as_audience_fails(client: FapiClient) -> None:
    not_pushed(client.push(client.question(), client.assertion(aud=f"{OP}/v1/par")), *STRANGER)


def test_par_test_token_endpoint_url_as_audience_fails(client: FapiClient) -> None:
    not_pushed(client.push(client.question(), client.assertion(aud=f"{OP}/v1/token")), *STRANGER)


def test_par_without_duplicate_parameters(client: FapiClient) -> None:
    asked = client.question()
    bare = {"client_id": client.client_id, "request_uri": client.pushed(asked)}
    client.rest(asked, client.checked(asked, client.arrive(suite.Client.ask(client, bare))))


# -- PKCE ----------------------------------------------------------------------------------------------------------


def test_par_ensure_pkce_required(client: FapiClient) -> None:
    not_pushed(client.push(client.question(code_challenge=None, code_challenge_method=None)), "invalid_request")


def test_ensure_pkce_code_verifier_required(client: FapiClient) -> None:
    _asked, given = client.code()
    refused(client.exchange(given, code_verifier=""), "invalid_request", "invalid_grant")


def test_incorrect_pkce_code_verifier_rejected(client: FapiClient) -> None:
    _asked, given = client.code()
    refused(client.exchange(given, code_verifier=secrets.token_urlsafe(48)), "invalid_grant")


def test_par_plain_pkce_rejected(client: FapiClient) -> None:
    asked = client.question(code_challenge=client.verifier, code_challenge_method="plain")
    not_pushed(client.push(asked), "invalid_request")
