"""The portal believes nothing that comes back until it is checked."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from burgerprofiel.access.models import Session
from burgerprofiel.access.provider import keys
from burgerprofiel.access.relying import attempt, issuer
from burgerprofiel.kit import clock
from burgerprofiel.simulators.card_reader.cards import Box
from tests.access.conftest import Outside
from tests.access.surfing import PORTAL, Browser, card, query


def back_with(told: dict[str, str]) -> str:
    """The provider's answer with these parameters."""
    return f"{PORTAL}/aanmelden/terug?{urlencode(told)}"


@pytest.mark.parametrize(
    "changes",
    [
        {"state": ""},
        {"state": "invented"},
        {"state": "é"},
        {"state": "A" * 400},
        {"iss": "https://evil.example/op"},
        {"iss": ""},
    ],
)
def test_an_answer_with_a_wrong_state_or_sender_is_refused(surfer: Browser, box: Box, changes: dict[str, str]) -> None:
    told = query(surfer.answer_address(box, card(box)))
    answer = surfer.get(back_with(told | changes))
    assert answer.status_code in (400, 502)
    assert not Session.objects.exists()


def test_an_attempt_of_another_browser_is_refused(surfer: Browser, box: Box) -> None:
    stranger = Browser()
    stranger.to_keys()
    answer = stranger.get(surfer.answer_address(box, card(box)))
    assert answer.status_code == 400
    assert not Session.objects.exists()


def test_an_attempt_that_is_too_old_is_refused_and_keeps_the_way_back(surfer: Browser, box: Box) -> None:
    address = surfer.answer_address(box, card(box), back="/zoeken")
    with clock.frozen_at(datetime.now(UTC) + attempt.LIFETIME + timedelta(seconds=1)):
        answer = surfer.get(address)
    assert answer.status_code == 400
    assert "/aanmelden?terug=%2Fzoeken" in answer.content.decode()


def test_a_code_of_another_attempt_is_refused(surfer: Browser, box: Box) -> None:
    first = query(surfer.answer_address(box, card(box)))
    second = query(surfer.follow(surfer.get(f"{PORTAL}/aanmelden"), until=f"{PORTAL}/aanmelden/terug")[0])
    answer = surfer.get(back_with(first | {"code": second["code"]}))
    assert answer.status_code == 502
    assert not Session.objects.exists()


@pytest.mark.parametrize("code", ["", "invented", "a\x00b"])
def test_an_invented_code_is_refused(surfer: Browser, box: Box, code: str) -> None:
    told = query(surfer.answer_address(box, card(box)))
    assert surfer.get(back_with(told | {"code": code})).status_code == 502


def test_a_reload_of_the_answer_just_goes_on(surfer: Browser, box: Box) -> None:
    address = surfer.answer_address(box, card(box), back="/zoeken")
    assert surfer.get(address)["Location"] == "/zoeken"
    assert surfer.get(address)["Location"] == "/zoeken"


def test_an_error_of_the_provider_is_told_calmly(surfer: Browser, box: Box) -> None:
    told = query(surfer.answer_address(box, card(box)))
    del told["code"]
    answer = surfer.get(back_with(told | {"error": "server_error"}))
    assert answer.status_code == 502
    assert "/aanmelden?terug=" in answer.content.decode()


def resigned(change: Callable[[dict[str, Any]], None], key: ECKey | None = None) -> Callable[..., httpx.Response]:
    """Change the claims of the id_token on its way to the portal."""

    def alter(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        if request.url.path != "/op/v1/token":
            return response
        body = response.json()
        signer, algorithm = (key, "ES256") if key else (keys.current("RS256"), "RS256")
        claims = jwt.decode(body["id_token"], keys.key_set(), algorithms=["RS256"]).claims
        change(claims)
        body["id_token"] = jwt.encode({"alg": algorithm, "kid": signer.kid}, claims, signer, algorithms=[algorithm])
        return httpx.Response(200, content=json.dumps(body))

    return alter


HOURS = 3600
WRONG: dict[str, Callable[[dict[str, Any]], None]] = {
    "nonce": lambda claims: claims.update(nonce="another"),
    "no nonce": lambda claims: claims.pop("nonce"),
    "issuer": lambda claims: claims.update(iss="https://evil.example/op"),
    "audience": lambda claims: claims.update(aud="somebody-else"),
    "azp": lambda claims: claims.update(azp="somebody-else"),
    "another access token": lambda claims: claims.update(at_hash="A" * 22),
    "expired": lambda claims: claims.update(exp=claims["exp"] - 3 * HOURS),
    "no end": lambda claims: claims.pop("exp"),
    "of tomorrow": lambda claims: claims.update(iat=claims["iat"] + 30 * HOURS),
    "no acr": lambda claims: claims.pop("acr"),
    "acr": lambda claims: claims.update(acr="urn:be:vlaanderen:authmech:magic"),
    "subject": lambda claims: claims.update(sub="0" * 32),
    "two audiences": lambda claims: (claims.pop("azp"), claims.update(aud=[claims["aud"], "somebody-else"])),
    "shown in words": lambda claims: claims.update(auth_time="just now"),
    "shown when nobody will live": lambda claims: claims.update(auth_time=10**18),
}


@pytest.mark.parametrize("what", WRONG)
def test_an_id_token_with_one_wrong_claim_is_refused(surfer: Browser, box: Box, outside: Outside, what: str) -> None:
    address = surfer.answer_address(box, card(box))
    outside.change = resigned(WRONG[what])
    assert surfer.get(address).status_code == 502
    assert not Session.objects.exists()


def test_an_id_token_signed_by_somebody_else_is_refused(surfer: Browser, box: Box, outside: Outside) -> None:
    address = surfer.answer_address(box, card(box))
    outside.change = resigned(lambda _claims: None, ECKey.generate_key("P-256", auto_kid=True))
    assert surfer.get(address).status_code == 502


def test_an_unsigned_id_token_is_refused(surfer: Browser, box: Box, outside: Outside) -> None:
    def unsign(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        if request.url.path != "/op/v1/token":
            return response
        body = response.json()
        head = "eyJhbGciOiJub25lIn0"
        body["id_token"] = f"{head}.{body['id_token'].split('.')[1]}."
        return httpx.Response(200, content=json.dumps(body))

    address = surfer.answer_address(box, card(box))
    outside.change = unsign
    assert surfer.get(address).status_code == 502


@pytest.mark.parametrize(
    "answer", [httpx.Response(200, content=b"<html>"), httpx.Response(200, json={}), httpx.Response(404)]
)
@pytest.mark.parametrize("path", ["/op/v1/token", "/op/v1/userinfo", "/op/v1/keys"])
def test_a_provider_that_talks_nonsense_signs_nobody_in(
    surfer: Browser, box: Box, outside: Outside, path: str, answer: httpx.Response
) -> None:
    address = surfer.answer_address(box, card(box))
    outside.change = lambda request, response: answer if request.url.path == path else response
    assert surfer.get(address).status_code == 502
    assert not Session.objects.exists()


def test_a_provider_that_is_down_is_named_and_the_way_back_is_kept(surfer: Browser, outside: Outside) -> None:
    outside.change = lambda _request, _response: httpx.Response(503)
    answer = surfer.get(f"{PORTAL}/aanmelden?terug=/zoeken")
    assert answer.status_code == 503
    assert "/aanmelden?terug=%2Fzoeken" in answer.content.decode()


@pytest.mark.parametrize("path", ["/op/v1/token", "/op/v1/userinfo", "/op/v1/keys"])
def test_a_provider_that_answers_drop_by_drop_is_not_waited_for(
    surfer: Browser, box: Box, outside: Outside, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def drops() -> Iterator[bytes]:
        for _each in range(50):
            time.sleep(0.1)
            yield b" "

    address = surfer.answer_address(box, card(box))
    monkeypatch.setattr(issuer, "DEADLINE", 0.2)
    outside.change = lambda request, response: (
        httpx.Response(200, content=drops()) if request.url.path == path else response
    )
    began = time.monotonic()
    assert surfer.get(address).status_code == 503
    assert time.monotonic() - began < 2


def test_of_a_provider_that_never_stops_talking_only_the_beginning_is_read(
    surfer: Browser, box: Box, outside: Outside
) -> None:
    said: list[int] = []

    def endless() -> Iterator[bytes]:
        while len(said) < 1000:
            said.append(1)
            yield b" " * 100_000

    address = surfer.answer_address(box, card(box))
    outside.change = lambda request, response: (
        httpx.Response(200, content=endless()) if request.url.path == "/op/v1/token" else response
    )
    assert surfer.get(address).status_code == 502
    assert len(said) < 20
