"""oidcc-basic-certification-test-plan, with `server_metadata=discovery` and `client_registration=static_client`.

One test per module, named after it; what each asserts is the suite's own, read in its source.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from burgerprofiel.kit import clock
from tests.access.conformance import suite
from tests.access.conformance.suite import Client, refused, shown, told_in
from tests.access.surfing import Browser, query
from tests.access.test_provider import OP, Application, application

__all__ = ["application"]

KEYS = "/op/aanmelden"
"""Where somebody is asked to show a key."""


@pytest.fixture
def clients(application: Application) -> dict[str, Client]:
    """The suite's clients."""
    return suite.oidcc(application)


@pytest.fixture
def client(clients: dict[str, Client]) -> Client:
    """The first of them."""
    return clients["client"]


def discovered(application: Application) -> dict[str, Any]:
    """What the provider says of itself."""
    return dict(application.send("GET", "/.well-known/openid-configuration").json())


def test_oidcc_server(client: Client) -> None:
    told = client.flow()
    assert set(told.told) == {"sub"}
    assert told.answer["token_type"] == "Bearer"


def test_oidcc_response_type_missing(client: Client) -> None:
    asked = client.question(response_type=None)
    answer = client.ask(asked)
    assert shown(answer) or client.error(asked, answer) in ("invalid_request", "unsupported_response_type")


def test_oidcc_idtoken_signature(client: Client) -> None:
    _asked, given = client.code()
    text = client.exchange(given).json()["id_token"]
    head = json.loads(base64.urlsafe_b64decode(text.split(".")[0] + "=="))
    assert head["alg"] == "RS256"
    assert head["kid"]


def test_oidcc_idtoken_unsigned_is_not_offered_so_it_is_skipped(application: Application) -> None:
    assert "none" not in discovered(application)["id_token_signing_alg_values_supported"]


def test_oidcc_userinfo_get(client: Client) -> None:
    told = client.flow()
    assert client.userinfo(told.token, told.claims) == told.told


def test_oidcc_userinfo_post_header(client: Client) -> None:
    told = client.flow()
    answer = client.application.send("POST", "/v1/userinfo", headers={"Authorization": f"Bearer {told.token}"})
    assert told_in(answer, told.claims) == told.told


def test_oidcc_userinfo_post_body(client: Client) -> None:
    told = client.flow()
    answer = client.application.send("POST", "/v1/userinfo", data={"access_token": told.token})
    assert told_in(answer, told.claims) == told.told


def test_oidcc_ensure_request_without_nonce_succeeds_for_code_flow(client: Client) -> None:
    assert "nonce" not in client.flow(nonce=None).claims


def test_oidcc_scope_profile(client: Client) -> None:
    told = client.flow(scope="openid profile")
    assert set(told.told) == {"sub", "given_name", "family_name"}, "the suite warns: it would like `name` and more"
    assert not {"given_name", "family_name", "name", "email"} & set(told.claims)


def skipped(client: Client, scope: str) -> None:
    """The suite skips scopes that discovery does not name; asked all the same, they are refused at once."""
    asked = client.question(scope=scope)
    assert not set(scope.split()) <= set(discovered(client.application)["scopes_supported"])
    assert client.error(asked, client.ask(asked)) == "invalid_scope"


def test_oidcc_scope_email_is_not_offered_so_it_is_skipped(client: Client) -> None:
    skipped(client, "openid email")


def test_oidcc_scope_address_is_not_offered_so_it_is_skipped(client: Client) -> None:
    skipped(client, "openid address")


def test_oidcc_scope_phone_is_not_offered_so_it_is_skipped(client: Client) -> None:
    skipped(client, "openid phone")


def test_oidcc_scope_all_is_not_offered_so_it_is_skipped(client: Client) -> None:
    skipped(client, "openid email phone address profile")


def test_oidcc_ensure_other_scope_order_succeeds(client: Client) -> None:
    skipped(client, "email openid")  # the module itself asks for e-mail; of the scopes that we have, the order is free
    assert client.flow(scope="profile openid").told["given_name"] == "Noor Maria"


def test_oidcc_display_page(client: Client) -> None:
    client.flow(display="page")


def test_oidcc_display_popup(client: Client) -> None:
    client.flow(display="popup")


def test_oidcc_prompt_login(client: Client) -> None:
    first = client.flow()
    with clock.frozen_at(datetime.now(UTC) + timedelta(seconds=2)):
        asked = client.question(prompt="login")
        answer = client.ask(asked)
        assert answer["Location"].startswith(KEYS), "a second page to sign in, which the suite wants a picture of"
        given = client.checked(asked, client.arrive(answer))
        second = client.id_token(client.exchange(given).json()["id_token"], asked["nonce"])
    assert second["auth_time"] > first.claims["auth_time"]
    assert second["sub"] == first.claims["sub"]


NEEDS_SOMEBODY = ("login_required", "interaction_required", "consent_required", "account_selection_required")


def test_oidcc_prompt_none_not_logged_in(client: Client) -> None:
    asked = client.question(prompt="none")
    assert client.error(asked, client.ask(asked)) in NEEDS_SOMEBODY


def silently(client: Client, **changes: str) -> dict[str, Any]:
    """Ask without anybody being asked; returns the claims."""
    asked = client.question(**changes)
    given = client.checked(asked, query(client.ask(asked)["Location"]))
    return client.id_token(client.exchange(given).json()["id_token"], asked["nonce"])


def same(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Whether two id_tokens are about one person at one moment."""
    return (first["sub"], first["auth_time"]) == (second["sub"], second["auth_time"])


def test_oidcc_prompt_none_logged_in(client: Client) -> None:
    assert same(client.flow().claims, silently(client, prompt="none"))


def test_oidcc_max_age_1(client: Client) -> None:
    first = client.flow()
    with clock.frozen_at(datetime.now(UTC) + timedelta(seconds=2)):
        asked = client.question(max_age="1")
        answer = client.ask(asked)
        assert answer["Location"].startswith(KEYS)
        given = client.checked(asked, client.arrive(answer))
        second = client.id_token(client.exchange(given).json()["id_token"], asked["nonce"])
        assert second["auth_time"] > first.claims["auth_time"]
        assert clock.now().timestamp() - second["auth_time"] < 5


def test_oidcc_max_age_10000(client: Client) -> None:
    second = silently(client, max_age="10000") if client.flow() else {}
    assert clock.now().timestamp() - second["auth_time"] < 10000


def test_oidcc_ensure_request_with_unknown_parameter_succeeds(client: Client) -> None:
    client.flow(extra="foobar")


def test_oidcc_id_token_hint(client: Client) -> None:
    _asked, given = client.code()
    hint = client.exchange(given).json()["id_token"]
    first = client.id_token(hint, _asked["nonce"])
    assert same(first, silently(client, prompt="none", id_token_hint=hint))


def test_oidcc_id_token_hint_about_somebody_else_is_nobody_here(client: Client, application: Application) -> None:
    _asked, given = client.code()
    hint = client.exchange(given).json()["id_token"]
    head, claims, signature = hint.split(".")
    for wrong in (f"{head}.{claims}.{signature[:-8]}AAAAAAAA", "a.b.c"):
        asked = client.question(prompt="none", id_token_hint=wrong)
        assert client.error(asked, client.ask(asked)) == "login_required"
    application.surfer = Browser()
    asked = client.question(prompt="none", id_token_hint=hint)
    assert client.error(asked, client.ask(asked)) == "login_required"


def test_oidcc_login_hint(client: Client) -> None:
    client.flow(login_hint="buffy@toegang.localhost")


def test_oidcc_ui_locales(client: Client) -> None:
    client.flow(ui_locales="se")
    assert "taal=fr" in client.ask(client.question(ui_locales="se fr", prompt="login"))["Location"]


def test_oidcc_claims_locales(client: Client) -> None:
    client.flow(claims_locales="se")


def test_oidcc_ensure_request_with_acr_values_succeeds(client: Client, application: Application) -> None:
    wanted = discovered(application)["acr_values_supported"]
    assert client.flow(acr_values=" ".join(wanted)).claims["acr"] in wanted


def test_oidcc_codereuse(client: Client) -> None:
    _asked, given = client.code()
    assert client.exchange(given).status_code == 200
    refused(client.exchange(given), "invalid_grant")


def test_oidcc_codereuse_30seconds(client: Client) -> None:
    _asked, given = client.code()
    token = client.exchange(given).json()["access_token"]
    with clock.frozen_at(datetime.now(UTC) + timedelta(seconds=30)):
        refused(client.exchange(given), "invalid_grant")
        late = client.application.send("GET", "/v1/userinfo", headers={"Authorization": f"Bearer {token}"})
    assert late.status_code == 401


def test_oidcc_ensure_registered_redirect_uri(client: Client) -> None:
    page = client.ask(client.question(redirect_uri=f"{client.back}/onbekend"))
    assert shown(page)
    (said,) = re.findall(r"<p lang=\"en\">(.*?)</p>", page.content.decode())
    assert "redirect" in said.casefold(), "who looks at the picture reads what is wrong"


def test_oidcc_ensure_post_request_succeeds(client: Client) -> None:
    asked = client.question()
    surfer = client.application.surfer
    surfer.visited.append(f"{OP}/v1/auth")
    client.checked(asked, client.arrive(surfer.submit(f"{OP}/v1/auth", asked)))


def test_oidcc_server_client_secret_post(clients: dict[str, Client]) -> None:
    clients["client_secret_post"].flow()


def unsigned(client: Client, **changes: str) -> str:
    """A request object without a signature."""
    head, body = {"alg": "none"}, {**client.question(**changes), "aud": OP, "iss": client.client_id}
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (head, body)]
    return f"{parts[0]}.{parts[1]}."


def test_oidcc_request_uri_unsigned_supported_correctly_or_rejected_as_unsupported(client: Client) -> None:
    asked = client.question(request_uri=f"{suite.HOME}/requesturi#1")
    assert client.error(asked, client.ask(asked)) == "request_uri_not_supported"


def test_oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported(client: Client) -> None:
    asked = client.question(request=unsigned(client), state=None)
    assert client.error(asked, client.ask(asked)) == "request_not_supported"


def test_oidcc_claims_essential(client: Client) -> None:
    wanted = json.dumps({"userinfo": {"name": {"essential": True}}})
    told = client.flow(claims=wanted)
    assert set(told.told) == {"sub"}, "the suite warns: scopes decide, the claims parameter is not supported"


def test_oidcc_ensure_request_object_with_redirect_uri(client: Client) -> None:
    asked = client.question(request=unsigned(client), redirect_uri=f"{client.back}/onbekend")
    assert shown(client.ask(asked)), "request objects are not supported, so an address beside one is never followed"


def test_oidcc_refresh_token(clients: dict[str, Client]) -> None:
    given: dict[str, str] = {}
    for name in ("client", "client2"):
        client = clients[name]
        first = client.flow(scope="openid offline_access", prompt="consent")
        with clock.frozen_at(datetime.now(UTC) + timedelta(seconds=1)):
            answer = suite.tokens_in(
                client.request_token(grant_type="refresh_token", refresh_token=first.answer["refresh_token"])
            )
            assert answer["token_type"] == "Bearer"
            assert answer["access_token"] != first.token
            second = client.id_token(answer["id_token"], None)
        assert same(first.claims, second)
        assert second["iat"] >= first.claims["iat"]
        client.userinfo(answer["access_token"], first.claims)
        given[name] = answer["refresh_token"]
    stolen = clients["client"].request_token(grant_type="refresh_token", refresh_token=given["client2"])
    refused(stolen, "invalid_grant")


def test_oidcc_ensure_request_with_valid_pkce_succeeds(client: Client) -> None:
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    _asked, given = client.code(code_challenge=challenge, code_challenge_method="S256")
    suite.tokens_in(client.exchange(given, code_verifier=verifier))
