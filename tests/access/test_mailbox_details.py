"""A portal of somebody else asks to open the mailbox for a purpose and a time, and gets what was allowed (RFC 9396)."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse

from burgerprofiel.access import consents
from burgerprofiel.access.models import Client as ClientRow
from burgerprofiel.access.models import Consent, RefreshToken, Token
from burgerprofiel.access.provider.details import MAILBOX, SCOPE, Details
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from tests.access import tokens_of
from tests.access.surfing import ACCESS, query
from tests.access.test_consents import allow, app, citizen, code_in, page_of
from tests.access.test_provider import Application, application

__all__ = ["app", "application"]

TRACE = Trace(actor="citizen")
WANTED = f"openid offline_access {SCOPE}"


@pytest.fixture
def portal(app: Application) -> Application:
    """An application of somebody else that may ask for the mailbox."""
    tokens_of.offline(app, scopes=["openid", "profile", "offline_access", SCOPE])
    return app


def details(*purposes: str, days: int | None = 100, **more: object) -> str:
    """What it asks, as it writes it."""
    until = {} if days is None else {"until": (clock.today() + timedelta(days=days)).isoformat()}
    return json.dumps([{"type": MAILBOX, "purposes": list(purposes), **until, **more}])


def ask(portal: Application, text: str) -> HttpResponse:
    """Ask for the mailbox."""
    return portal.ask(scope=WANTED, authorization_details=text)


def tokens(portal: Application, text: str) -> dict[str, Any]:
    """Ask, allow and exchange."""
    answer = ask(portal, text)
    code = code_in(allow(portal, answer) if "toestemming" in answer["Location"] else answer)
    told: dict[str, Any] = portal.exchange(code).json()
    return told


def test_the_citizen_reads_for_what_and_until_when(portal: Application) -> None:
    _where, content = page_of(portal, ask(portal, details("show", "notify", days=0)))
    for words in ("Uw mailbox tonen", "U nieuwe berichten melden", "Uiterlijk tot "):
        assert words in content


def test_the_answer_and_introspection_say_what_was_allowed(portal: Application) -> None:
    told = tokens(portal, details("show"))
    until = (clock.today() + timedelta(days=100)).isoformat()
    allowed = [{"type": MAILBOX, "purposes": ["show"], "until": until}]
    assert told["authorization_details"] == allowed
    form = {"token": told["access_token"], **tokens_of.mine(portal)}
    assert portal.send("POST", "/v1/introspect", data=form).json()["authorization_details"] == allowed
    assert Token.objects.get().details == RefreshToken.objects.get().details == allowed


def test_refreshing_keeps_it_and_not_a_day_longer(portal: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tokens(portal, details("show", days=3))
    again = tokens_of.refresh(portal, told["refresh_token"]).json()
    assert again["authorization_details"] == told["authorization_details"]
    later = clock.now() + timedelta(days=4)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "authorization_details" not in tokens_of.refresh(portal, again["refresh_token"]).json()


def test_what_the_citizen_allows_later_holds_for_what_was_given_before(portal: Application) -> None:
    before = tokens(portal, details("show", days=50))["refresh_token"]
    tokens(portal, details("notify", days=60))
    assert "authorization_details" not in tokens_of.refresh(portal, before).json(), "My consents says notify alone"


def test_introspection_says_no_more_than_the_citizen_allows_by_now(portal: Application) -> None:
    form = {"token": tokens(portal, details("show", "notify", days=50))["access_token"], **tokens_of.mine(portal)}
    until = clock.today() + timedelta(days=9)
    consents.give(Token.objects.get().citizen_id, portal.client_id, [], TRACE, Details(frozenset({"notify"}), until))
    told = portal.send("POST", "/v1/introspect", data=form).json()["authorization_details"]
    assert told == [{"type": MAILBOX, "purposes": ["notify"], "until": until.isoformat()}]


@pytest.mark.parametrize("consent_is", ["gone", "withdrawn"])
def test_where_no_consent_stands_a_token_of_somebody_else_opens_nothing(portal: Application, consent_is: str) -> None:
    form = {"token": tokens(portal, details("show"))["access_token"], **tokens_of.mine(portal)}
    consent = Consent.objects.filter(citizen_id=Token.objects.get().citizen_id)
    consent.delete() if consent_is == "gone" else consent.update(until=clock.now())
    told = portal.send("POST", "/v1/introspect", data=form).json()
    assert told["active"]
    assert "authorization_details" not in told


def test_an_application_of_our_own_needs_no_consent_for_what_it_was_given(portal: Application) -> None:
    ClientRow.objects.filter(client_id=portal.client_id).update(third_party=False)
    told = tokens(portal, details("show"))
    assert not Consent.objects.exists()
    form = {"token": told["access_token"], **tokens_of.mine(portal)}
    asked = portal.send("POST", "/v1/introspect", data=form).json()
    assert asked["authorization_details"] == told["authorization_details"]


def test_without_an_end_it_is_a_year_and_never_more_than_two(portal: Application) -> None:
    usual = tokens(portal, details("show", days=None))["authorization_details"][0]["until"]
    assert usual == (clock.today() + timedelta(days=365)).isoformat()
    longest = tokens(portal, details("show", days=4000))["authorization_details"][0]["until"]
    assert longest == (clock.today() + timedelta(days=730)).isoformat()


def test_for_another_purpose_or_longer_the_citizen_is_asked_again_and_for_less_not(portal: Application) -> None:
    tokens(portal, details("show", days=50))
    code_in(ask(portal, details("show", days=50)))
    code_in(ask(portal, details("show", days=10)))
    code_in(portal.ask(scope=WANTED))
    for more in (details("show", days=51), details("show", "notify", days=50)):
        _where, content = page_of(portal, ask(portal, more))
        assert "Nieuw</span>" in content


def test_who_asks_for_less_gets_less(portal: Application) -> None:
    tokens(portal, details("show", "notify", days=50))
    told = portal.exchange(code_in(ask(portal, details("notify", days=20)))).json()
    until = (clock.today() + timedelta(days=20)).isoformat()
    assert told["authorization_details"] == [{"type": MAILBOX, "purposes": ["notify"], "until": until}]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "null",
        '["show"]',
        "[1e400]",
        '[{"type": "payment_initiation"}]',
        json.dumps([{"type": MAILBOX, "purposes": []}]),
        json.dumps([{"type": MAILBOX, "purposes": ["everything"]}]),
        json.dumps([{"type": MAILBOX, "purposes": ["show"], "until": "2020-01-01"}]),
        json.dumps([{"type": MAILBOX, "purposes": ["show"], "until": "tomorrow"}]),
        json.dumps([{"type": MAILBOX, "purposes": ["show"], "ssin": "85631441236"}]),
        json.dumps([{"type": MAILBOX}] * 2),
    ],
)
def test_what_means_nothing_is_refused_before_anybody_is_asked(portal: Application, text: str) -> None:
    told = query(ask(portal, text)["Location"])
    assert (told["error"], told["state"]) == ("invalid_authorization_details", "s-123")
    assert "85631441236" not in told["error_description"]


def test_only_who_is_registered_for_the_mailbox_may_ask(portal: Application) -> None:
    ClientRow.objects.filter(client_id=portal.client_id).update(scopes=["openid"])
    told = query(portal.ask(scope="openid", authorization_details=details("show"))["Location"])
    assert told["error"] == "invalid_authorization_details"


def test_my_consents_say_it_and_withdrawing_ends_every_token_at_once(portal: Application) -> None:
    tokens(portal, details("show", "notify"))
    assert citizen() in consents.who_let(portal.client_id, "notify")
    page = portal.surfer.get(f"{ACCESS}/op/toestemmingen").content.decode()
    assert "Uw mailbox tonen" in page
    assert "De mailbox uiterlijk tot" in page
    consents.withdraw(citizen(), [portal.client_id], Trace(actor="citizen"))
    assert not Token.objects.exists()
    assert not consents.who_let(portal.client_id, "notify").exists()
    page_of(portal, ask(portal, details("show")))


def test_what_was_withdrawn_is_not_there_again_when_less_is_allowed_later(portal: Application) -> None:
    tokens(portal, details("show"))
    consents.withdraw(citizen(), [portal.client_id], Trace(actor="citizen"))
    code_in(allow(portal, portal.ask(scope="openid")))
    assert Consent.objects.get().details == []


def test_a_consent_whose_time_is_over_counts_for_nothing(portal: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens(portal, details("notify", days=1))
    today = clock.today() + timedelta(days=2)
    monkeypatch.setattr(clock, "today", lambda: today)
    assert not consents.who_let(portal.client_id, "notify").exists()
    assert not consents.mine(citizen())[0].details
