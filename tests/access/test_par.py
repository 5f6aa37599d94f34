"""Pushed questions (RFC 9126): nobody reads or changes them, each gives one code, and no detour loses them."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import httpx
import pytest
from django.http import HttpResponse

from burgerprofiel.access import tokens
from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.models import Code, PushedRequest
from burgerprofiel.kit import clock
from tests.access.surfing import ACCESS, Browser, SignInPage, card, query
from tests.access.test_provider import BACK, OP, Application, application

__all__ = ["application"]


def push(application: Application, **changes: str | None) -> httpx.Response:
    """Push a right question, with changes."""
    form = application.question(**changes) | {"client_secret": application.secret}
    return application.send("POST", "/v1/par", data=form)


def pushed(application: Application, **changes: str | None) -> str:
    """Push a question; returns its `request_uri`."""
    answer = push(application, **changes)
    assert answer.status_code == 201, answer.content
    return str(answer.json()["request_uri"])


def door(uri: str, client_id: str = "zonnegem", **more: str) -> str:
    """The address for a pushed question."""
    return f"{OP}/v1/auth?{urlencode({'client_id': client_id, 'request_uri': uri} | more)}"


def keys(browser: Browser, uri: str) -> SignInPage:
    """Open a pushed question up to the choice of a key."""
    _where, page = browser.follow(browser.get(door(uri)))
    assert page.status_code == 200
    return SignInPage(browser, page.content.decode())


def finish(application: Application, page: SignInPage) -> HttpResponse:
    """Show a card, and go on."""
    assert page.show(application.box, card(application.box)).status_code == 200
    return application.surfer.get(ACCESS + page.go_on)


def test_a_pushed_question_signs_somebody_in(application: Application) -> None:
    answer = push(application)
    told = answer.json()
    assert (answer.status_code, told["expires_in"], answer.headers["cache-control"]) == (201, 60, "no-store")
    back = finish(application, keys(application.surfer, told["request_uri"]))["Location"]
    assert back.startswith(BACK)
    assert query(back)["state"] == "s-123"
    assert application.claims(application.exchange(query(back)["code"]).json()["id_token"])["nonce"] == "n-456"


def test_the_address_shows_nothing_of_the_question(application: Application) -> None:
    where, page = application.surfer.follow(application.surfer.get(door(pushed(application))))
    for secret in ("s-123", "n-456", "site.example"):
        assert secret not in where
        assert secret not in page.content.decode()


def test_discovery_tells_where_to_push(application: Application) -> None:
    told = application.send("GET", "/.well-known/openid-configuration").json()
    assert told["pushed_authorization_request_endpoint"] == f"{OP}/v1/par"


def test_parameters_beside_the_request_uri_count_for_nothing(application: Application) -> None:
    uri = pushed(application)
    application.answer()
    answer = application.surfer.get(door(uri, redirect_uri="https://evil.example/", state="evil", scope="openid"))
    assert query(answer["Location"])["state"] == "s-123"
    assert answer["Location"].startswith(BACK)


@pytest.mark.parametrize(
    "more", [{f"x{number}": "y" for number in range(40)}, {f"x{number}": "y" * 1500 for number in range(14)}]
)
def test_a_question_that_is_too_much_to_keep_is_refused(application: Application, more: dict[str, str]) -> None:
    answer = push(application, **more)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
    assert not PushedRequest.objects.exists()


def test_of_one_question_there_is_one_code(application: Application) -> None:
    uri = pushed(application)
    first, second = keys(application.surfer, uri), keys(application.surfer, uri)
    assert "code" in query(finish(application, first)["Location"])
    again = application.surfer.get(ACCESS + second.go_on)
    assert (again.status_code, "Location" in again) == (400, False)
    assert application.surfer.get(door(uri)).status_code == 400
    assert Code.objects.count() == 1


def test_a_second_tab_can_finish_what_the_first_began(application: Application) -> None:
    uri = pushed(application)
    keys(application.surfer, uri)
    assert "code" in query(finish(application, keys(application.surfer, uri))["Location"])


def test_a_question_is_begun_within_a_minute_and_then_waits_for_the_citizen(application: Application) -> None:
    late, busy = pushed(application), pushed(application)
    page = keys(application.surfer, busy)
    with clock.frozen_at(datetime.now(UTC) + timedelta(seconds=61)):
        assert application.surfer.get(door(late)).status_code == 400
    assert page.show(application.box, card(application.box)).status_code == 200
    with clock.frozen_at(datetime.now(UTC) + timedelta(minutes=15)):
        assert "code" in query(application.surfer.get(ACCESS + page.go_on)["Location"])


@pytest.mark.parametrize("door_knocked", ["/v1/auth", "/aanmelden", "/aanmelden/annuleren"])
@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "mijn-burgerprofiel"},
        {"client_id": "nobody"},
        {"client_id": "a\x00"},
        {"request_uri": "urn:ietf:params:oauth:request_uri:invented"},
        {"request_uri": "urn:ietf:params:oauth:request_uri:\x00"},
    ],
)
def test_the_question_of_another_application_is_nobodys(
    application: Application, changes: dict[str, str], door_knocked: str
) -> None:
    right = {"client_id": "zonnegem", "request_uri": pushed(application)}
    answer = application.surfer.get(f"{OP}{door_knocked}?{urlencode(right | changes)}")
    assert (answer.status_code, "Location" in answer) == (400, False)
    assert b"invalid_request_uri" in answer.content


def test_cancelling_tells_the_application_and_the_citizen_may_still_change_their_mind(
    application: Application,
) -> None:
    page = keys(application.surfer, pushed(application))
    told = query(application.surfer.get(ACCESS + page.cancel)["Location"])
    assert (told["error"], told["state"], told["iss"]) == ("access_denied", "s-123", OP)
    assert "code" in query(finish(application, page)["Location"])


def test_the_language_can_be_changed_on_the_way(application: Application) -> None:
    where, _page = application.surfer.follow(application.surfer.get(door(pushed(application, ui_locales="de"))))
    assert where.endswith("taal=de")
    for language in ("fr", "nl"):
        page = application.surfer.get(where.replace("taal=de", f"taal={language}"))
        assert f'lang="{language}"' in page.content.decode()
    assert "code" in query(finish(application, SignInPage(application.surfer, page.content.decode()))["Location"])


@pytest.mark.parametrize("wish", [{"prompt": "login"}, {"max_age": "0"}])
def test_a_fresh_key_must_be_shown_after_the_question_came(application: Application, wish: dict[str, str]) -> None:
    application.answer()
    uri = pushed(application, **wish)
    for _time in range(2):
        assert application.surfer.get(door(uri))["Location"].startswith("/op/aanmelden?")
    assert "code" in query(finish(application, keys(application.surfer, uri))["Location"])


def test_with_prompt_none_nobody_is_asked(application: Application) -> None:
    assert query(application.surfer.get(door(pushed(application, prompt="none")))["Location"])["error"] == (
        "login_required"
    )


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"redirect_uri": "https://evil.example/"}, "invalid_request"),
        ({"redirect_uri": None}, "invalid_request"),
        ({"scope": "openid gid"}, "invalid_scope"),
        ({"scope": None}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": None}, "unsupported_response_type"),
        ({"response_mode": "web_message"}, "invalid_request"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"request": "a.b.c"}, "request_not_supported"),
        ({"request_uri": "urn:ietf:params:oauth:request_uri:x"}, "invalid_request"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"max_age": "yesterday"}, "invalid_request"),
        ({"state": "x" * 3000}, "invalid_request"),
        ({"state": "a\x00b"}, "invalid_request"),
        ({"client_id": "nobody"}, "invalid_client"),
        ({"client_id": "mijn-burgerprofiel"}, "invalid_client"),
        ({"client_id": None}, "invalid_client"),
    ],
)
def test_a_wrong_question_is_refused_when_it_is_pushed(
    application: Application, changes: dict[str, str | None], error: str
) -> None:
    answer = push(application, **changes)
    assert answer.status_code in (400, 401)
    assert answer.json()["error"] == error
    assert "location" not in answer.headers
    assert not PushedRequest.objects.exists()


def test_who_does_not_prove_itself_pushes_nothing(application: Application) -> None:
    answer = application.send("POST", "/v1/par", data=application.question() | {"client_secret": "wrong"})
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert application.send("GET", "/v1/par").status_code == 405


def test_a_client_that_must_push_cannot_ask_directly(application: Application) -> None:
    ClientRow.objects.filter(client_id="zonnegem").update(require_par=True)
    told = query(application.ask()["Location"])
    assert (told["error"], told["state"]) == ("invalid_request", "s-123")
    assert "code" in query(finish(application, keys(application.surfer, pushed(application)))["Location"])


def test_only_hashes_of_request_uris_are_kept_and_no_secret(application: Application) -> None:
    uri = pushed(application)
    row = PushedRequest.objects.get()
    assert bytes(row.uri_hash) == tokens.digest(uri)
    assert application.secret not in str(row.parameters)


def test_a_question_that_is_over_is_told_in_the_language_that_was_chosen(application: Application) -> None:
    page = application.surfer.get(door("urn:ietf:params:oauth:request_uri:over")).content.decode()
    back = re.search(r'name="terug" value="([^"]*)"', page)
    assert back
    assert "request_uri=" in html.unescape(back[1])
