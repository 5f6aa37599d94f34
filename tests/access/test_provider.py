"""The provider before an independent judge: authlib's own client, and everything a hostile application may try."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from django.http import HttpResponse
from joserfc import jwt
from joserfc.jwk import KeySet

from burgerprofiel.access import tokens
from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.models import Code, Token
from burgerprofiel.kit import clock
from burgerprofiel.simulators.card_reader.cards import Box
from tests.access.conftest import Outside
from tests.access.surfing import ACCESS, PORTAL, Browser, SignInPage, card, query

OP = f"{ACCESS}/op"
BACK = "https://site.example/terug"
EID = "urn:be:vlaanderen:authmech:eid"


@dataclass
class Application:
    """A host site that wants to know who somebody is."""

    surfer: Browser
    box: Box
    outside: Outside
    client_id: str = "zonnegem"
    secret: str = "een-heel-geheim-woord"
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))

    def question(self, **changes: str | None) -> dict[str, str]:
        """A right question, with changes; None leaves a parameter out."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).decode().rstrip("=")
        right: dict[str, str | None] = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": BACK,
            "scope": "openid profile rrn",
            "state": "s-123",
            "nonce": "n-456",
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return {name: value for name, value in (right | changes).items() if value is not None}

    def ask(self, **changes: str | None) -> HttpResponse:
        """Send the citizen to the provider."""
        return self.surfer.get(f"{OP}/v1/auth?{urlencode(self.question(**changes))}")

    def answer(self, **changes: str | None) -> dict[str, str]:
        """Ask; the citizen signs in when asked. Returns the parameters of the answer."""
        response = self.ask(**changes)
        if not response["Location"].startswith(BACK):
            _where, page = self.surfer.follow(response)
            keys = SignInPage(self.surfer, page.content.decode())
            assert keys.show(self.box, card(self.box)).status_code == 200
            response = self.surfer.get(ACCESS + keys.go_on)
        assert response["Location"].startswith(BACK)
        return query(response["Location"])

    def exchange(self, given: str, /, **changes: str) -> httpx.Response:
        """Exchange a code, as a client with a secret in the form."""
        form = {
            "grant_type": "authorization_code",
            "code": given,
            "redirect_uri": BACK,
            "code_verifier": self.verifier,
            "client_id": self.client_id,
            "client_secret": self.secret,
        } | changes
        form = {name: value for name, value in form.items() if value}
        return self.send("POST", "/v1/token", data=form)

    def send(self, method: str, path: str, **how: Any) -> httpx.Response:
        """Talk to the provider on the back channel."""
        with httpx.Client(transport=httpx.MockTransport(self.outside.answer)) as client:
            return client.request(method, OP + path, **how)

    def claims(self, id_token: str) -> dict[str, Any]:
        """Check an id_token as an independent reader does."""
        keys = KeySet.import_key_set(self.send("GET", "/v1/keys").json())
        token = jwt.decode(id_token, keys, algorithms=["RS256", "ES256"])
        told = CodeIDToken(
            token.claims, token.header, {"iss": {"value": OP}, "aud": {"value": self.client_id}}, {"nonce": "n-456"}
        )
        told.validate()
        return dict(told)


@pytest.fixture
def application(surfer: Browser, box: Box, outside: Outside) -> Application:
    """A registered application."""
    made = Application(surfer, box, outside)
    ClientRow.objects.create(
        client_id=made.client_id,
        name="Gemeente Zonnegem",
        secret_hash=tokens.digest(made.secret),
        redirect_uris=[BACK, f"{BACK}?taal=nl"],
        post_logout_redirect_uris=["https://site.example/tot-ziens"],
        auth_method="client_secret_post",
        scopes=["openid", "profile", "rrn"],
    )
    return made


def test_authlibs_own_client_signs_somebody_in(application: Application) -> None:
    discovered = application.send("GET", "/.well-known/openid-configuration").json()
    client = OAuth2Client(
        application.client_id,
        application.secret,
        redirect_uri=BACK,
        scope="openid profile rrn",
        code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_post",
        transport=httpx.MockTransport(application.outside.answer),
    )
    url, state = client.create_authorization_url(
        discovered["authorization_endpoint"], nonce="n-456", code_verifier=application.verifier
    )
    _where, page = application.surfer.follow(application.surfer.get(url))
    keys = SignInPage(application.surfer, page.content.decode())
    assert keys.show(application.box, card(application.box)).status_code == 200
    back = application.surfer.get(ACCESS + keys.go_on)["Location"]
    token = client.fetch_token(
        discovered["token_endpoint"], authorization_response=back, state=state, code_verifier=application.verifier
    )
    told = client.get(discovered["userinfo_endpoint"]).json()
    claims = application.claims(token["id_token"])
    assert told == {"sub": claims["sub"], "given_name": "Noor Maria", "family_name": "Vandenbos", "rrn": "85631441236"}


def test_the_answer_says_who_sends_it_and_gives_the_state_back(application: Application) -> None:
    answer = application.answer()
    assert (answer["iss"], answer["state"]) == (OP, "s-123")


def test_an_id_token_never_carries_names_or_the_number(application: Application) -> None:
    claims = application.claims(application.exchange(application.answer()["code"]).json()["id_token"])
    assert not {"given_name", "family_name", "rrn"} & set(claims)


def test_the_key_is_told_only_to_who_asks(application: Application) -> None:
    without = application.claims(application.exchange(application.answer()["code"]).json()["id_token"])
    asked = application.claims(application.exchange(application.answer(acr_values=EID)["code"]).json()["id_token"])
    assert ("acr" in without, asked["acr"]) == (False, EID)
    assert asked["amr"] == ["sc", "pin", "mfa"]


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        ("openid", {"sub"}),
        ("openid profile", {"sub", "given_name", "family_name"}),
        ("openid rrn", {"sub", "rrn"}),
    ],
)
def test_a_scope_tells_what_the_contract_says(application: Application, scope: str, told: set[str]) -> None:
    token = application.exchange(application.answer(scope=scope)["code"]).json()["access_token"]
    answer = application.send("GET", "/v1/userinfo", headers={"Authorization": f"Bearer {token}"})
    assert set(answer.json()) == told


# -- the question --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"redirect_uri": "https://evil.example/"},
        {"redirect_uri": BACK + "/"},
        {"redirect_uri": BACK + "?x=1"},
        {"redirect_uri": BACK.replace("https", "http")},
        {"redirect_uri": None},
        {"redirect_uri": 'https://"evil".example/é'},
        {"client_id": "nobody"},
        {"client_id": None},
        {"client_id": "a\x00b"},
        {"state": "x" * 3000},
        {"response_type": "é"},
    ],
)
def test_a_question_whose_return_address_is_not_sure_is_shown_and_never_followed(
    application: Application, changes: dict[str, str | None]
) -> None:
    answer = application.ask(**changes)
    assert answer.status_code == 400
    assert "Location" not in answer
    assert "text/html" in answer["Content-Type"]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": "too-short"}, "invalid_request"),
        ({"scope": "openid gid"}, "invalid_scope"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"scope": None}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_mode": "web_message"}, "invalid_request"),
        ({"request": "a.b.c"}, "request_not_supported"),
        ({"request_uri": "https://site.example/r"}, "request_uri_not_supported"),
        ({"max_age": "yesterday"}, "invalid_request"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"prompt": "none"}, "login_required"),
        ({"acr_values": "urn:be:vlaanderen:authmech:kerberos"}, "unmet_authentication_requirements"),
    ],
)
def test_a_wrong_question_goes_back_with_its_error_before_anybody_signs_in(
    application: Application, changes: dict[str, str | None], error: str
) -> None:
    answer = application.ask(**changes)
    assert answer["Location"].startswith(BACK)
    told = query(answer["Location"])
    assert (told["error"], told["state"], told["iss"]) == (error, "s-123", OP)


NO_PKCE: dict[str, str | None] = {"code_challenge": None, "code_challenge_method": None}


def test_only_an_application_registered_as_too_old_may_leave_pkce_out(application: Application) -> None:
    ClientRow.objects.update(pkce_optional=True)
    without = application.answer(**NO_PKCE)["code"]
    assert "id_token" in application.exchange(without, code_verifier="").json()


def test_a_verifier_without_a_challenge_is_refused(application: Application) -> None:
    ClientRow.objects.update(pkce_optional=True)
    assert application.exchange(application.answer(**NO_PKCE)["code"]).json()["error"] == "invalid_request"


def test_with_a_challenge_the_verifier_is_asked_for_all_the_same(application: Application) -> None:
    ClientRow.objects.update(pkce_optional=True)
    assert application.exchange(application.answer()["code"], code_verifier="").json()["error"] == "invalid_request"
    assert query(application.ask(code_challenge=None)["Location"])["error"] == "invalid_request"


@pytest.mark.parametrize("columns", [{"auth_method": "none"}, {"require_par": True, "dpop_bound": True}, {}])
def test_nobody_else_leaves_pkce_out(application: Application, columns: dict[str, Any]) -> None:
    ClientRow.objects.filter(client_id="zonnegem").update(pkce_optional=bool(columns), **columns)
    assert query(application.ask(**NO_PKCE)["Location"])["error"] == "invalid_request"


def test_a_doubled_parameter_is_refused(application: Application) -> None:
    answer = application.surfer.get(f"{OP}/v1/auth?{urlencode(application.question())}&scope=openid")
    assert answer.status_code == 400


def test_a_question_may_be_posted(application: Application) -> None:
    answer = application.surfer.submit(f"{OP}/v1/auth", application.question())
    assert answer["Location"].startswith("/op/aanmelden?")


def test_without_a_question_the_page_for_keys_is_not_shown(application: Application) -> None:
    assert application.surfer.get(f"{OP}/aanmelden?client_id=zonnegem").status_code == 400


def test_who_comes_to_the_page_for_keys_without_any_question_starts_at_the_portal(application: Application) -> None:
    assert application.surfer.get(f"{OP}/aanmelden")["Location"] == f"{PORTAL}/aanmelden"


def test_prompt_login_asks_for_the_card_again(application: Application) -> None:
    application.answer()
    assert application.ask()["Location"].startswith(BACK)
    assert application.ask(prompt="login")["Location"].startswith("/op/aanmelden")
    assert application.ask(max_age="0")["Location"].startswith("/op/aanmelden")
    assert "code" in application.answer(prompt="login")


def test_cancelling_tells_the_application(application: Application) -> None:
    answer = application.surfer.get(f"{OP}/aanmelden/annuleren?{urlencode(application.question())}")
    told = query(answer["Location"])
    assert (told["error"], told["state"], told["iss"]) == ("access_denied", "s-123", OP)


# -- the exchange --------------------------------------------------------------------------------------------------


def test_only_hashes_of_codes_and_tokens_are_kept(application: Application) -> None:
    code = application.answer()["code"]
    token = application.exchange(code).json()["access_token"]
    kept = [*Code.objects.values_list("code_hash", "sealed"), *Token.objects.values_list("token_hash", "sealed")]
    everything = b"".join(bytes(part) for row in kept for part in row)
    for secret in (code.encode(), token.encode(), b"85631441236", b"Vandenbos"):
        assert secret not in everything


def test_a_second_use_of_a_code_takes_back_what_the_first_gave(application: Application) -> None:
    code = application.answer()["code"]
    token = application.exchange(code).json()["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    assert application.send("GET", "/v1/userinfo", headers=bearer).status_code == 200
    assert application.exchange(code).json()["error"] == "invalid_grant"
    assert application.send("GET", "/v1/userinfo", headers=bearer).status_code == 401


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_verifier": "a" * 43}, "invalid_grant"),
        ({"code_verifier": ""}, "invalid_request"),
        ({"code_verifier": "short"}, "invalid_request"),
        ({"redirect_uri": f"{BACK}?taal=nl"}, "invalid_grant"),
        ({"redirect_uri": ""}, "invalid_grant"),
        ({"client_secret": "wrong"}, "invalid_client"),
        ({"client_secret": ""}, "invalid_client"),
        ({"client_id": "nobody"}, "invalid_client"),
        ({"client_id": "mijn-burgerprofiel"}, "invalid_client"),
        ({"code": "invented"}, "invalid_grant"),
        ({"code": "nul\x00"}, "invalid_request"),
        ({"code": ""}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_a_wrong_exchange_gives_nothing(application: Application, changes: dict[str, str], error: str) -> None:
    answer = application.exchange(application.answer()["code"], **changes)
    assert answer.status_code in (400, 401)
    assert answer.json()["error"] == error
    assert not Token.objects.exists()


def test_a_code_lasts_a_minute(application: Application) -> None:
    code = application.answer()["code"]
    with clock.frozen_at(datetime.now(UTC) + timedelta(seconds=61)):
        assert application.exchange(code).json()["error"] == "invalid_grant"


def test_a_code_is_for_the_application_that_asked(application: Application) -> None:
    code = application.answer()["code"]
    ClientRow.objects.create(
        client_id="other",
        name="Other",
        secret_hash=tokens.digest("x" * 20),
        redirect_uris=[BACK],
        scopes=["openid"],
        auth_method="client_secret_post",
    )
    answer = application.exchange(code, client_id="other", client_secret="x" * 20)
    assert answer.json()["error"] == "invalid_grant"


def test_a_public_application_proves_itself_with_pkce(application: Application) -> None:
    ClientRow.objects.filter(client_id=application.client_id).update(secret_hash=b"", auth_method="none")
    assert "id_token" in application.exchange(application.answer()["code"], client_secret="").json()
    refused = application.exchange(application.answer()["code"], client_secret="", code_verifier="b" * 43)
    assert refused.json()["error"] == "invalid_grant"


@pytest.mark.parametrize("header", ["", "Basic abc", "Bearer", "Bearer nobody", "Bearer \x01", "bearer a b"])
def test_userinfo_without_a_valid_token_is_401(application: Application, header: str) -> None:
    answer = application.surfer.client(ACCESS).get(
        "/op/v1/userinfo", headers={"host": ACCESS.split("//")[1], "authorization": header}
    )
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("name", ["\x00", "site\x00", "nobody", "é"])
def test_a_name_in_the_header_that_is_nobodys_is_no_client(application: Application, name: str) -> None:
    credentials = base64.b64encode(f"{name}:secret".encode()).decode()
    answer = application.send(
        "POST",
        "/v1/token",
        data={"grant_type": "authorization_code", "code": "x", "redirect_uri": BACK},
        headers={"Authorization": f"Basic {credentials}"},
    )
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
