"""The simulated itsme lets nobody through who does not speak as itsme's partners must."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from joserfc import jwe, jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.testclient import TestClient

from burgerprofiel.kit import http
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.simulators import asgi
from burgerprofiel.simulators.itsme import accounts, provider
from burgerprofiel.simulators.itsme.partner import ASSERTION, registered
from burgerprofiel.simulators.magda.cast import BY_SLUG

SIGN, OPEN = (RSAKey.generate_key(2048, auto_kid=True) for _each in range(2))
VERIFIER = "v" * 50
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")


@pytest.fixture
def itsme(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """itsme, and a partner who publishes two keys."""
    monkeypatch.delenv("MAGDA_MOCK_DATA", raising=False)
    accounts.accounts.cache_clear()
    uses = ((SIGN, "sig"), (OPEN, "enc"))
    published = {"keys": [{**key.as_dict(private=False), "kid": key.kid, "use": use} for key, use in uses]}
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, json=published))
    monkeypatch.setattr(http, "async_client", lambda _seconds: httpx.AsyncClient(transport=transport))
    yield TestClient(asgi.application, base_url="http://itsme.localhost", follow_redirects=False)
    accounts.accounts.cache_clear()


def question(**changes: str) -> str:
    """A partner's question."""
    told = {
        "client_id": registered().client_id,
        "redirect_uri": registered().redirect_uri,
        "response_type": "code",
        "scope": "openid service:BURGERPROFIEL_LOGIN profile eid",
        "state": "s-1",
        "nonce": "n-1",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    }
    return f"/v2/authorization?{urlencode({name: value for name, value in (told | changes).items() if value})}"


def phone_of(itsme: TestClient, slug: str = "noor", **changes: str) -> dict[str, str]:
    """Take somebody's phone; returns what its form holds."""
    page = itsme.get(question(**changes))
    assert page.status_code == 200, page.text
    asked = re.search(r"name=vraag value=([\w-]+)", page.text)
    assert asked
    whose = next(each for each in accounts.accounts().values() if each.subject.ssin == BY_SLUG[slug].ssin)
    held = {"vraag": asked[1], "wie": whose.id}
    assert "12345" in itsme.post("/v2/kies", data=held | {"kies": "1"}).text
    return held


def confirmed(itsme: TestClient, slug: str = "noor", how: dict[str, str] | None = None, **changes: str) -> str:
    """Confirm on the phone; returns the code."""
    answer = itsme.post("/v2/bevestig", data=phone_of(itsme, slug, **changes) | (how or {"code": "12345"}))
    assert answer.status_code == 303
    told = parse_qs(urlsplit(answer.headers["location"]).query)
    assert told["state"] == ["s-1"]
    return told["code"][0]


def note(key: RSAKey = SIGN, head: dict[str, str] | None = None, **changes: Any) -> str:
    """Our signed note."""
    now, name = int(time.time()), registered().client_id
    claims = {
        "iss": name,
        "sub": name,
        "aud": f"{provider.issuer()}/token",
        "jti": f"{time.time_ns()}",
        "exp": now + 60,
    }
    return jwt.encode({"alg": "RS256", "kid": SIGN.kid or ""} | (head or {}), claims | changes, key)


def redeem(itsme: TestClient, code: str, assertion: str = "", **changes: str) -> httpx.Response:
    """Exchange the code."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": registered().redirect_uri,
        "code_verifier": VERIFIER,
        "client_assertion_type": ASSERTION,
        "client_assertion": assertion or note(),
    }
    return itsme.post("/v2/token", data=form | changes)


def opened(itsme: TestClient, text: str) -> dict[str, Any]:
    """Decrypt with our key, then check itsme's signature."""
    inner = jwe.decrypt_compact(text, OPEN, algorithms=["RSA-OAEP", "A128CBC-HS256"]).plaintext
    keys = KeySet.import_key_set(itsme.get("/v2/jwkSet").json())
    return dict(jwt.decode((inner or b"").decode(), keys, algorithms=["RS256"]).claims)


def test_somebody_confirms_and_the_partner_learns_who(itsme: TestClient) -> None:
    got = redeem(itsme, confirmed(itsme)).json()
    claims = opened(itsme, got["id_token"])
    assert (claims["iss"], claims["aud"], claims["nonce"]) == (provider.issuer(), "BURGERPROFIEL", "n-1")
    told = itsme.get("/v2/userinfo", headers={"authorization": f"Bearer {got['access_token']}"})
    assert told.headers["content-type"].startswith("application/jwt")
    person = opened(itsme, told.text)
    assert person["sub"] == claims["sub"]
    assert person[f"{provider.CLAIM}BENationalNumber"] == Ssin(BY_SLUG["noor"].ssin).digits
    assert person["family_name"] == "Vandenbos"


@pytest.mark.parametrize(("how", "acr"), [({"code": "12345"}, provider.ADVANCED), ({"vinger": "1"}, provider.BASIC)])
def test_a_fingerprint_is_basic_and_the_code_is_advanced(itsme: TestClient, how: dict[str, str], acr: str) -> None:
    assert opened(itsme, redeem(itsme, confirmed(itsme, how=how)).json()["id_token"])["acr"] == acr


def test_who_asks_for_advanced_gets_the_code_and_no_fingerprint(itsme: TestClient) -> None:
    held = phone_of(itsme, acr_values=provider.ADVANCED)
    assert "vinger" not in itsme.post("/v2/kies", data=held).text
    assert itsme.post("/v2/bevestig", data=held | {"vinger": "1"}).status_code == 403


def test_a_wrong_code_can_be_tried_again(itsme: TestClient) -> None:
    held = phone_of(itsme)
    again = itsme.post("/v2/bevestig", data=held | {"code": "54321"})
    assert again.status_code == 403
    assert "niet juist" in again.text
    assert itsme.post("/v2/bevestig", data=held | {"code": "12345"}).status_code == 303


def test_refusing_is_told_to_the_partner(itsme: TestClient) -> None:
    held = phone_of(itsme)
    answer = itsme.post("/v2/bevestig", data=held | {"weiger": "1"})
    assert parse_qs(urlsplit(answer.headers["location"]).query) == {"error": ["access_denied"], "state": ["s-1"]}
    assert itsme.post("/v2/bevestig", data=held | {"code": "12345"}).status_code == 400


def test_refusing_is_possible_before_taking_a_phone(itsme: TestClient) -> None:
    asked = re.search(r"name=vraag value=([\w-]+)", itsme.get(question()).text)
    assert asked
    answer = itsme.post("/v2/kies", data={"vraag": asked[1], "weiger": "1"})
    assert "error=access_denied" in answer.headers["location"]


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "somebody"},
        {"redirect_uri": "https://evil.example/"},
        {"response_type": "token"},
        {"scope": "openid"},
        {"code_challenge": ""},
        {"code_challenge_method": "plain"},
        {"claims": "["},
    ],
)
def test_a_question_that_a_partner_may_not_ask_goes_nowhere(itsme: TestClient, changes: dict[str, str]) -> None:
    answer = itsme.get(question(**changes))
    assert answer.status_code == 400
    assert "location" not in answer.headers


NOW = int(time.time())
NOTES: dict[str, Any] = {
    "of somebody else": lambda: note(iss="x"),
    "about somebody else": lambda: note(sub="x"),
    "for somebody else": lambda: note(aud="https://elsewhere.example/token"),
    "for itsme as a whole": lambda: note(aud=provider.issuer()),
    "that lasts an hour": lambda: note(exp=NOW + 7200),
    "that is over": lambda: note(exp=NOW - 10),
    "signed with a key to encrypt with": lambda: note(OPEN, {"kid": OPEN.kid or ""}),
    "signed with an unknown key": lambda: note(OPEN),
    "that is none": lambda: "nonsense",
}


@pytest.mark.parametrize("what", NOTES)
def test_a_note_opens_nothing(itsme: TestClient, what: str) -> None:
    code = confirmed(itsme)
    answer = redeem(itsme, code, NOTES[what]())
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert redeem(itsme, code).status_code == 200


def test_a_note_counts_once(itsme: TestClient) -> None:
    shown = note()
    assert redeem(itsme, confirmed(itsme), shown).status_code == 200
    assert redeem(itsme, confirmed(itsme), shown).status_code == 401


def test_a_secret_is_no_proof(itsme: TestClient) -> None:
    assert redeem(itsme, confirmed(itsme), client_assertion_type="", client_secret="s").status_code == 401


@pytest.mark.parametrize(
    "changes", [{"code": "x"}, {"code_verifier": "x"}, {"redirect_uri": "x"}, {"grant_type": "password"}]
)
def test_a_wrong_exchange_gives_nothing(itsme: TestClient, changes: dict[str, str]) -> None:
    form = {"code": confirmed(itsme)} | changes
    assert redeem(itsme, form.pop("code"), **form).status_code == 400


def test_a_code_works_once(itsme: TestClient) -> None:
    code = confirmed(itsme)
    assert redeem(itsme, code).status_code == 200
    assert redeem(itsme, code).json()["error"] == "invalid_grant"


def test_userinfo_is_for_who_has_the_token(itsme: TestClient) -> None:
    assert itsme.get("/v2/userinfo", headers={"authorization": "Bearer x"}).status_code == 401


def test_an_account_with_a_dutch_document_has_no_number(itsme: TestClient) -> None:
    page = itsme.get(question())
    asked = re.search(r"name=vraag value=([\w-]+)", page.text)
    assert asked
    [daan] = accounts.find("daan vries")
    answer = itsme.post("/v2/bevestig", data={"vraag": asked[1], "wie": daan.id, "code": "12345"})
    code = parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
    got = redeem(itsme, code).json()
    told = itsme.get("/v2/userinfo", headers={"authorization": f"Bearer {got['access_token']}"})
    assert f"{provider.CLAIM}BENationalNumber" not in opened(itsme, told.text)


@pytest.mark.parametrize(
    ("language", "word"), [("nl", "Verder"), ("fr", "Continuer"), ("de", "Weiter"), ("en", "Go on")]
)
def test_it_speaks_four_languages_and_finds_people(itsme: TestClient, language: str, word: str) -> None:
    page = itsme.get(question(ui_locales=language))
    assert word in page.text
    asked = re.search(r"name=vraag value=([\w-]+)", page.text)
    assert asked
    found = itsme.post("/v2/kies", data={"vraag": asked[1], "zoek": "jozef", "zoeken": "1"}).text
    assert "Jozef De Smet" in found
    assert "Noor" not in found
