"""The demo's application of somebody else follows the rules of a good stranger, and forgets what it heard."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from burgerprofiel.kit import http
from burgerprofiel.simulators.guild import server
from burgerprofiel.simulators.guild.words import WORDS

HERE = "http://gilde.localhost:8000"


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[httpx.Request]:
    """What the guild asks the sign-in service, which tells that it is Samira for her bakery."""
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if request.url.path == "/op/v1/token":
            return httpx.Response(200, json={"access_token": "t"})
        told = {
            "sub": "s",
            "given_name": "Samira",
            "vo_orgnaam": "Brood & <Zo>",
            "burgerprofiel_rol_3d": ["A:1", "B:1"],
        }
        return httpx.Response(200, json=told | {"vo_id": "v-1"})

    transport = httpx.MockTransport(answer)
    monkeypatch.setattr(http, "async_client", lambda _seconds: httpx.AsyncClient(transport=transport))
    monkeypatch.setenv("MBP_PORT", "8000")
    return asked


@pytest.fixture
def browser(heard: list[httpx.Request]) -> Iterator[TestClient]:
    """A browser at the guild."""
    with TestClient(Starlette(routes=server.routes()), base_url=HERE, follow_redirects=False) as client:
        yield client


def question(browser: TestClient, **more: str) -> dict[str, str]:
    """Begin to sign in; returns what the sign-in service is asked."""
    answer = browser.get("/aanmelden", params=more)
    assert answer.headers["location"].startswith("http://toegang.localhost:8000/op/v1/auth?")
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}


def back(browser: TestClient, **parameters: str) -> httpx.Response:
    """Come back with these parameters."""
    return browser.get("/terug", params={"iss": "http://toegang.localhost:8000/op", "code": "c", **parameters})


def test_it_shows_all_that_it_heard(browser: TestClient, heard: list[httpx.Request]) -> None:
    asked = question(browser, taal="nl")
    page = back(browser, state=asked["state"])
    assert page.status_code == 200
    for words in ("Samira", "Brood &amp; &lt;Zo&gt;", "A:1, B:1", "<dt>vo_id</dt><dd>v-1</dd>"):
        assert words in page.text
    assert (page.headers["cache-control"], [each.url.path for each in heard]) == (
        "no-store",
        ["/op/v1/token", "/op/v1/userinfo"],
    )
    verifier = parse_qs(heard[0].content.decode())["code_verifier"][0]
    made = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    assert (asked["code_challenge"], asked["code_challenge_method"]) == (made, "S256")


@pytest.mark.parametrize(
    "wrong", [{"state": "x"}, {"state": ""}, {"iss": "http://evil.localhost/op"}, {"iss": ""}, {"code": ""}]
)
def test_an_answer_that_is_not_to_its_question_is_refused(
    browser: TestClient, heard: list[httpx.Request], wrong: dict[str, str]
) -> None:
    state = question(browser)["state"]
    assert back(browser, **({"state": state} | wrong)).status_code == 400
    assert not heard


def test_an_answer_is_taken_once_and_in_no_other_browser(browser: TestClient, heard: list[httpx.Request]) -> None:
    state = question(browser)["state"]
    browser.cookies.clear()
    assert back(browser, state=state).status_code == 400
    state = question(browser)["state"]
    assert [back(browser, state=state).status_code for _time in range(2)] == [200, 400]
    assert len(heard) == 2


def test_who_would_rather_not_reads_that_nothing_is_known(browser: TestClient, heard: list[httpx.Request]) -> None:
    page = back(browser, state=question(browser, taal="fr")["state"], error="access_denied")
    assert (page.status_code, "La guilde ne sait rien de vous" in page.text) == (200, True)
    assert not heard


def test_a_service_that_fails_is_told_calmly(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    transport = httpx.MockTransport(lambda _request: httpx.Response(500))
    monkeypatch.setattr(http, "async_client", lambda _seconds: httpx.AsyncClient(transport=transport))
    assert back(browser, state=question(browser)["state"]).status_code == 502


@pytest.mark.parametrize("language", WORDS)
def test_it_speaks_four_languages_and_takes_its_own_along(browser: TestClient, language: str) -> None:
    assert WORDS[language]["title"] in browser.get("/", headers={"accept-language": language}).text
    assert question(browser, taal=language)["ui_locales"] == language
    assert set(WORDS[language]) == set(WORDS["nl"])
