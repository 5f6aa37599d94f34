"""Every address of the desk × anonymous, citizen, staff of another organisation, staff without the role, staff."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from burgerprofiel.access import ending, faces
from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.models import Session
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.kit.levels import Key
from burgerprofiel.organisations import actions as organisations
from burgerprofiel.organisations import queries
from tests.desk.staff import BRAM, NOOR, SOFIE, TRACE, Colleague, at_work, browser_of, give, session, the_site, town

NOWHERE = "019300a0-0000-7000-8000-000000000000"
LINES = (Path(__file__).parents[1] / "routes.txt").read_text().splitlines()
ROUTES = [tuple(line.split()[1:]) for line in LINES if line.startswith("desk ") and line.split()[1].startswith("staff")]
EVERY = pytest.mark.parametrize(("kind", "pattern"), ROUTES, ids=[pattern for _kind, pattern in ROUTES])


def ask(client: Client, kind: str, pattern: str) -> int:
    """Open a page or send an empty form; returns the status."""
    address = re.sub("<slug:[a-z_]+>", "organisaties", re.sub("<uuid:[a-z_]+>", NOWHERE, pattern))
    address = re.sub("<str:[a-z_]+>", "zonnegem-site", address)
    if kind == "staff":
        return client.get(address).status_code
    return client.post(address, headers={"origin": faces.desk().origin}).status_code


def roles_of(pattern: str) -> tuple[DeskRole, ...]:
    """The roles that an address is for."""
    callbacks = {
        "/" + str(each.pattern): each.callback for each in get_resolver("burgerprofiel.desk.urls").url_patterns
    }
    roles = callbacks[pattern].required_roles
    assert roles
    assert all(isinstance(role, DeskRole) for role in roles)
    return tuple(roles)


@EVERY
def test_who_is_not_signed_in_goes_to_sign_in(db: None, kind: str, pattern: str) -> None:
    assert ask(browser_of(), kind, pattern) == 302


@EVERY
def test_a_citizen_s_cookie_of_the_portal_opens_nothing(db: None, kind: str, pattern: str) -> None:
    give(NOOR, roles_of(pattern)[0])
    cookie = session(NOOR, face="portal")
    for name in (settings.DESK_COOKIE, settings.SESSION_COOKIE):
        assert ask(browser_of(cookie, name), kind, pattern) == 302


@EVERY
def test_who_signed_in_as_a_citizen_is_refused(db: None, kind: str, pattern: str) -> None:
    give(NOOR, roles_of(pattern)[0])
    assert ask(browser_of(session(NOOR)), kind, pattern) == 403


@EVERY
def test_a_role_elsewhere_is_no_role_here(db: None, kind: str, pattern: str) -> None:
    give(BRAM, roles_of(pattern)[0], town("0207500000", "Gemeente Maandorp"))
    here = browser_of(session(BRAM, Capacity(group="LB", organisation=str(town()))))
    assert ask(here, kind, pattern) == 403


@EVERY
def test_staff_without_the_role_is_refused(db: None, kind: str, pattern: str) -> None:
    others = [role for role in DeskRole if role not in roles_of(pattern)]
    assert ask(at_work(SOFIE, *others).client, kind, pattern) == 403


@EVERY
def test_staff_with_the_role_gets_in(db: None, kind: str, pattern: str) -> None:
    assert ask(at_work(SOFIE, roles_of(pattern)[0], at=the_site()).client, kind, pattern) in (200, 303, 400, 404)


@EVERY
def test_a_key_that_is_not_sure_enough_shows_a_surer_one_first(db: None, kind: str, pattern: str) -> None:
    tired = at_work(SOFIE, roles_of(pattern)[0], key=Key.passkey)
    assert ask(tired.client, kind, pattern) == 302


def test_a_role_that_is_taken_away_stops_at_once(sofie: Colleague) -> None:
    assert sofie.get("/loket").status_code == 200
    for row in queries.people_of(town(), faces.APPLICATION):
        organisations.end_role(sofie.id, row.id, TRACE)
    refused = sofie.get("/loket")
    assert refused.status_code == 403
    assert "no role at this desk" in refused.content.decode()


def test_a_cookie_of_the_desk_opens_nothing_at_the_portal(sofie: Colleague) -> None:
    cookie = sofie.client.cookies[settings.DESK_COOKIE].value
    portal = Client(headers={"host": faces.portal().host})
    for name in (settings.DESK_COOKIE, settings.SESSION_COOKIE):
        portal.cookies[name] = cookie
    assert portal.get("/gegevens").status_code == 302


@pytest.mark.parametrize("act", [lambda: "", lambda: "x" * 64])
def test_the_front_page_says_for_whom_it_is(db: None, act: Callable[[], str]) -> None:
    page = browser_of(act()).get("/").content.decode()
    assert "for civil servants" in page
    assert settings.CONFIG.portal_origin in page


def test_a_session_at_the_desk_ends_sooner_and_says_so(sofie: Colleague) -> None:
    assert faces.desk().idle < faces.portal().idle
    assert sofie.client.get("/sessie").json()["seconds"] <= 15 * 60


def test_signing_out_ends_the_desk_s_session_alone(sofie: Colleague) -> None:
    portal = session(SOFIE, face="portal")
    answer = sofie.post("/afmelden")
    assert answer.status_code == 302
    assert answer.cookies[settings.DESK_COOKIE]["max-age"] == 0
    assert [row.face for row in Session.objects.all()] == ["portal"]
    assert portal


def test_a_citizen_who_ends_everything_ends_their_work_too(sofie: Colleague) -> None:
    assert ending.end_everywhere(sofie.id, TRACE)
    assert sofie.get("/loket").status_code == 302
