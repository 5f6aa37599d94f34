"""Choosing a key (A2, A7, A12): what is offered, in which order, and where each leads."""

from __future__ import annotations

import html
import re
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.http import HttpResponse

from burgerprofiel.access import going_on, last_key
from burgerprofiel.access.keys import Kind, catalogue
from burgerprofiel.kit.levels import Key
from burgerprofiel.simulators.card_reader.cards import Box
from tests.access.surfing import ACCESS, PORTAL, Browser, card

OWN = "/op/aanmelden?naar=%2Fop%2Fsleutels&niveau=25"


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> tuple[Kind, ...]:
    """Two more kinds beside the eID, whose page is one that exists."""
    more = tuple(
        Kind(key, lambda key=key: f"Key {key.name}", lambda: "What you need", icon="key", sign_in="op-choose-key")
        for key in (Key.csamsms, Key.csampassword)
    )
    offered = (catalogue.EID, *more)
    monkeypatch.setattr(catalogue, "KINDS", offered)
    return offered


def shown(response: HttpResponse) -> list[str]:
    """The titles of the keys on the page, in order."""
    assert response.status_code == 200
    return re.findall(r'class="key".*?<b>(.*?)</b>', response.content.decode(), re.DOTALL)


def test_every_kind_is_offered_with_one_line_about_it(surfer: Browser, kinds: tuple[Kind, ...]) -> None:
    page = surfer.get(f"{ACCESS}/op/aanmelden?naar=%2Fop%2Fsleutels&niveau=5")
    assert shown(page) == [kind.title() for kind in kinds]
    assert page.content.decode().count("What you need") == 2


def test_another_kind_is_a_link_that_keeps_the_way_on(surfer: Browser, kinds: tuple[Kind, ...]) -> None:
    page = surfer.get(ACCESS + OWN).content.decode()
    assert f'href="/op/aanmelden?{html.escape(urlencode({"verder": "/op/sleutels"}))}"' in page
    assert 'data-go-on="/op/sleutels"' in page


def test_the_way_on_of_an_application_is_its_whole_question(surfer: Browser, kinds: tuple[Kind, ...]) -> None:
    _where, page = surfer.follow(surfer.get(f"{PORTAL}/aanmelden?terug=/gegevens/home"))
    link = re.search(r'<a class="key" href="/op/aanmelden\?([^"]*)"', page.content.decode())
    assert link
    way = html.unescape(link[1])
    assert way.startswith("verder=" + quote("/op/v1/auth?", safe=""))
    assert "state%3D" in way


def test_too_weak_kinds_are_not_offered_and_the_page_says_so(surfer: Browser, kinds: tuple[Kind, ...]) -> None:
    page = surfer.get(ACCESS + OWN)
    assert shown(page) == ["eID en kaartlezer", "Key csamsms"]
    assert "U ziet alleen sleutels die sterk genoeg zijn" in page.content.decode()


@pytest.mark.parametrize("level", ["", "24", "abc", "999999999999999999999", "-1", "25.0", "٢٥"])
def test_a_level_that_is_none_counts_as_substantial(surfer: Browser, kinds: tuple[Kind, ...], level: str) -> None:
    page = surfer.get(f"{ACCESS}/op/aanmelden?{urlencode({'naar': '/op/sleutels', 'niveau': level})}")
    assert shown(page) == ["eID en kaartlezer", "Key csamsms"]


def test_the_last_used_key_stands_first_for_a_month(surfer: Browser, kinds: tuple[Kind, ...]) -> None:
    surfer.client(ACCESS).cookies[last_key.cookie_name()] = Key.csamsms.name
    page = surfer.get(ACCESS + OWN)
    assert shown(page) == ["Key csamsms", "eID en kaartlezer"]
    assert "Laatst gebruikt" in page.content.decode()


def test_signing_in_remembers_only_the_name_of_the_kind(surfer: Browser, box: Box) -> None:
    page = surfer.to_keys()
    morsel = page.show(box, card(box)).cookies[last_key.cookie_name()]
    assert (morsel.value, morsel["httponly"], morsel["max-age"]) == ("eid", True, 31 * 24 * 3600)


@pytest.mark.parametrize("value", ["", "nonsense", "eid\x00", "<b>", "x" * 4000])
def test_a_strange_remembered_key_changes_nothing(surfer: Browser, kinds: tuple[Kind, ...], value: str) -> None:
    surfer.client(ACCESS).cookies[last_key.cookie_name()] = value
    assert shown(surfer.get(ACCESS + OWN)) == ["eID en kaartlezer", "Key csamsms"]


@pytest.mark.parametrize(
    "way",
    [
        "https://evil.example/op/",
        "//evil.example/op/",
        "/\\evil.example",
        "/op/\\evil",
        "/gegevens",
        "/op",
        "/op/v1/logout",
        "/op/v1/token",
        "/op/v1/auth",
        "/op/aanmelden?naar=x",
        "/op/aanmelden/wachtwoord",
        "/op/afmelden",
        "/op/sleutels\r\nSet-Cookie: a=b",
        "/op/sleutels x",
        "/op/v1/auth?" + "a" * 9000,
        "javascript:alert(1)",
        "",
    ],
)
def test_a_way_on_that_is_not_ours_leads_to_the_keys_page(way: str) -> None:
    assert going_on.safe(way) == "/op/sleutels"


@pytest.mark.parametrize("way", ["/op/sleutels", "/op/aanmeldingen", "/op/sleutels/1?a=b%20c", "/op/v1/auth?a=b&c=%2F"])
def test_a_way_on_of_ours_is_kept(way: str) -> None:
    assert going_on.safe(way) == way


def test_an_own_page_is_reached_after_showing_a_key(surfer: Browser, box: Box) -> None:
    page = surfer.get(ACCESS + OWN).content.decode()
    words = {name: html.unescape(value) for name, value in re.findall(r'data-([a-z-]+)="([^"]*)"', page)}
    asked = surfer.post(ACCESS + words["ask"], {}, words["token"]).json()["challengeNonce"]
    token = box.token(card(box), ACCESS, asked)
    sent = {"challengeNonce": asked, "token": token}
    answer = surfer.post(ACCESS + words["show"], sent, words["token"])
    assert answer.status_code == 200
    assert words["go-on"] == "/op/sleutels"
    assert settings.SIGN_IN_COOKIE in answer.cookies


def test_discovery_names_every_kind_that_is_offered(surfer: Browser, kinds: tuple[Kind, ...]) -> None:
    told = surfer.get(f"{ACCESS}/op/.well-known/openid-configuration").json()
    assert told["acr_values_supported"] == [kind.key.urn for kind in kinds]
