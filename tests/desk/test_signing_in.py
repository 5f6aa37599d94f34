"""Signing in at the desk: an ordinary client of our provider, for staff with an eID or itsme and an organisation."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import httpx
import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from burgerprofiel.access.keys.kept import identity_of
from burgerprofiel.access.models import Client as Application
from burgerprofiel.access.models import Session
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.kit.levels import Key, Level
from burgerprofiel.people.actions import meet
from burgerprofiel.simulators.card_reader.cards import Box
from tests.access.conftest import Outside, box, outside, provider, surfer  # noqa: F401 - the fixtures of signing in
from tests.access.surfing import ACCESS, PORTAL, Browser, SignInPage, card, query
from tests.desk.staff import ORIGIN, SOFIE, give, town

BACK = f"{ORIGIN}/aanmelden/terug"


@pytest.fixture
def browser(surfer: Browser) -> Browser:  # noqa: F811 - the fixture
    """A browser that knows the desk too."""
    surfer.hosts[urlsplit(ORIGIN).netloc] = Client(enforce_csrf_checks=True)
    return surfer


def show(browser: Browser, cards: Box, family: str) -> tuple[str, HttpResponse]:
    """Go from the desk to the provider and show a card; returns where that leads."""
    _where, page = browser.follow(browser.get(f"{ORIGIN}/aanmelden?terug=/loket"))
    keys = SignInPage(browser, page.content.decode())
    assert keys.show(cards, card(cards, family)).status_code == 200
    return browser.follow(browser.get(ACCESS + keys.go_on), until=BACK)


def test_the_desk_asks_for_staff_with_a_sure_key(browser: Browser) -> None:
    asked = query(browser.get(f"{ORIGIN}/aanmelden")["Location"])
    assert asked["client_id"] == "burgerprofiel-balie"
    assert asked["redirect_uri"] == BACK
    assert asked["scope"].split() == ["openid", "profile", "rrn", "vo", "burgerprofiel_balie"]
    keys = {Key.from_urn(urn) for urn in asked["acr_values"].split()}
    assert keys == {key for key in Key if key.level >= Level.HIGH}
    assert {Key.eid, Key.itsme} <= keys
    row = Application.objects.get(client_id="burgerprofiel-balie")
    assert row.target_groups == ["LB", "GID"]


def test_who_has_a_role_signs_in_for_the_organisation(browser: Browser, box: Box) -> None:  # noqa: F811
    give(SOFIE, DeskRole.COUNTER)
    where, _answer = show(browser, box, "Janssens")
    assert where.startswith(BACK)
    answer = browser.get(where)
    assert (answer.status_code, answer["Location"]) == (302, "/loket")
    assert settings.DESK_COOKIE in answer.cookies
    row = Session.objects.get()
    assert (row.face, row.capacity) == ("desk", {"group": "LB", "organisation": str(town())})
    assert browser.get(f"{ORIGIN}/loket").status_code == 200
    assert browser.get(f"{PORTAL}/gegevens").status_code == 302
    assert identity_of(meet(SOFIE.ssin)).family_name == "Janssens"


def test_a_session_at_the_desk_stands_among_my_sign_ins_and_ends_there(browser: Browser, box: Box) -> None:  # noqa: F811
    give(SOFIE, DeskRole.COUNTER)
    where, _answer = show(browser, box, "Janssens")
    browser.get(where)
    page = browser.get(f"{ACCESS}/op/aanmeldingen").content.decode()
    assert "<h3>Balie</h3>" in page
    row = Session.objects.get()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    ended = {"sessie": str(row.id), "csrfmiddlewaretoken": token[1]}
    assert browser.submit(f"{ACCESS}/op/aanmeldingen/afmelden", ended).status_code in (302, 303)
    assert browser.get(f"{ORIGIN}/loket").status_code == 302
    last = AuditEvent.objects.filter(citizen_id=row.citizen_id).latest("seq")
    assert json.loads(last.details) == {"where": "desk"}


def test_a_citizen_is_refused_at_the_provider_already(browser: Browser, box: Box) -> None:  # noqa: F811
    where, page = show(browser, box, "Vandenbos")
    assert where.startswith(f"{ACCESS}/op/doelgroep")
    assert page.status_code in (200, 403)
    assert not Session.objects.exists()


def _says(**claims: str) -> Callable[[httpx.Request, httpx.Response], httpx.Response]:
    """A provider that tells something else about them."""

    def change(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        if not request.url.path.endswith("/userinfo"):
            return response
        told = {name: value for name, value in (json.loads(response.content) | claims).items() if value}
        return httpx.Response(200, json=told)

    return change


@pytest.mark.parametrize(
    "claims",
    [
        {"vo_doelgroepcode": "", "vo_orgcode": ""},
        {"vo_doelgroepcode": "BUR"},
        {"vo_doelgroepcode": "EA"},
        {"vo_doelgroepcode": "XX"},
        {"vo_orgcode": ""},
        {"vo_orgcode": "0207500000"},
    ],
)
def test_what_the_provider_says_besides_an_organisation_of_ours_opens_nothing(
    browser: Browser,
    box: Box,  # noqa: F811
    outside: Outside,  # noqa: F811
    claims: dict[str, str],
) -> None:
    give(SOFIE, DeskRole.COUNTER)
    where, _answer = show(browser, box, "Janssens")
    outside.change = _says(**claims)
    answer = browser.get(where)
    assert answer.status_code == 403
    assert "U werkt niet aan deze balie" in html.unescape(answer.content.decode())
    assert settings.DESK_COOKIE not in answer.cookies
    assert not Session.objects.exists()


def test_an_answer_for_the_portal_means_nothing_at_the_desk(browser: Browser, box: Box) -> None:  # noqa: F811
    give(SOFIE, DeskRole.COUNTER)
    at_portal = browser.answer_address(box, card(box, "Janssens"))
    desk = browser.hosts[urlsplit(ORIGIN).netloc]
    for name, morsel in browser.client(PORTAL).cookies.items():
        desk.cookies[name] = morsel.value
    answer = browser.get(at_portal.replace(PORTAL, ORIGIN))
    assert answer.status_code >= 400
    assert not Session.objects.exists()


def test_signing_out_at_the_desk_needs_the_form_s_token(browser: Browser, box: Box) -> None:  # noqa: F811
    give(SOFIE, DeskRole.COUNTER)
    where, _answer = show(browser, box, "Janssens")
    browser.get(where)
    assert browser.submit(f"{ORIGIN}/afmelden", {}).status_code == 403
    assert Session.objects.filter(face="desk").exists()
