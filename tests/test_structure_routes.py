"""Every address of our hosts stands in routes.txt with who may open it, and truly is open to them alone.

Also how many SQL statements a page may cost once its answers are sealed.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from burgerprofiel.access import actions
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.relying import issuer
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.levels import Key
from burgerprofiel.simulators.magda.cast import BY_SLUG
from burgerprofiel.sources.themes import all_themes
from tests.portal.reading import body

_ORIGINS = {
    "portal": settings.CONFIG.portal_origin,
    "access": settings.CONFIG.access_origin,
    "desk": settings.CONFIG.desk_origin,
    "registry": settings.CONFIG.registry_origin,
    "api": settings.CONFIG.api_origin,
}
_SIGNED_IN = ("citizen", "owner", "own-form", "staff", "staff-form")


class Route(NamedTuple):
    """One address."""

    host: str
    who: str
    address: str

    @property
    def filled(self) -> str:
        """The address of something that could be there."""
        given = {
            "<slug:key>": "family",
            "<slug:name>": "itsme",
            "<slug:source>": "natuur",
            "<slug:language>": "nl",
            "<str:client_id>": "zonnegem-site",
            "<slug:way>": "soort",
            "<str:key>": "brief",
            "<slug:where>": "federaal",
            "<slug:what>": "weg",
            "<str:name>": "bm9ib2R5",
            "<str:part>": "bWFpbg",
            "<str:typed>": "0000-0000-0000",
            "<str:insz>": "85631441236",
            "<str:language>": "nl",
            "<int:number>": "7",
        }
        found = re.sub("<uuid:[a-z_]+>", "019300a0-0000-7000-8000-000000000000", self.address)
        for pattern, example in given.items():
            found = found.replace(pattern, example)
        return found

    def open(self, client: Client, method: str = "GET", **headers: str) -> tuple[int, dict[str, str]]:
        """Ask for it; returns the status and the headers."""
        address = self.filled
        host = _ORIGINS[self.host].partition("//")[2]
        answer = client.generic(method, address, headers={"host": host, **headers})
        return answer.status_code, dict(answer.headers)


def _listed() -> list[Route]:
    lines = (Path(__file__).parent / "routes.txt").read_text().splitlines()
    return [Route(*line.split()) for line in lines if line and not line.startswith("#")]


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry, before + str(entry.pattern))
        else:
            yield before + str(entry.pattern), entry


def _real(host: str) -> dict[str, URLPattern]:
    """Every address of a host as the resolver has it."""
    return dict(_walk(get_resolver(f"burgerprofiel.site.urls.{host}"), "/"))


def _are(who: str) -> list[Route]:
    return [route for route in _listed() if route.who == who]


def _name(route: Route) -> str:
    return f"{route.host}{route.address}"


@pytest.fixture
def anonymous(db: None, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Nobody in particular; the portal knows its provider without asking."""
    call_command("access_setup")
    at = f"{_ORIGINS['access']}/op"
    known = issuer.Metadata(at, f"{at}/v1/auth", f"{at}/v1/token", f"{at}/v1/userinfo", f"{at}/v1/keys")
    monkeypatch.setattr(issuer.Issuer, "metadata", lambda _self: known)
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("host", _ORIGINS)
def test_every_address_is_on_the_list_once_and_the_list_has_no_other(host: str) -> None:
    listed = [route.address for route in _listed() if route.host == host]
    assert sorted(listed) == sorted(_real(host))


def test_only_the_pages_of_a_citizen_ask_for_a_level_and_they_all_do() -> None:
    for route in _listed():
        view: Callable[..., object] = _real(route.host)[route.address].callback
        assert hasattr(view, "required_level") is (route.who in _SIGNED_IN), route
        assert hasattr(view, "required_roles") is (route.who in ("staff", "staff-form")), route
        assert inspect.unwrap(view) is not view, f"{route} does not say which methods it takes"


@pytest.mark.parametrize("route", _are("public"), ids=_name)
def test_everybody_may_open_it(anonymous: Client, route: Route) -> None:
    assert route.open(anonymous)[0] == 200
    assert route.open(anonymous, "POST", origin=_ORIGINS[route.host])[0] in (403, 405)


@pytest.mark.parametrize("route", _are("citizen") + _are("staff"), ids=_name)
def test_who_is_not_signed_in_goes_to_sign_in_and_comes_back(anonymous: Client, route: Route) -> None:
    status, headers = route.open(anonymous)
    assert status == 302
    back = route.filled.replace("/", "%2F")
    assert headers["Location"] == f"/aanmelden?terug={back}"


@pytest.mark.parametrize("route", _are("owner"), ids=_name)
def test_who_has_no_session_at_the_provider_shows_a_key_and_comes_back(anonymous: Client, route: Route) -> None:
    status, headers = route.open(anonymous)
    assert status == 302
    assert headers["Location"].startswith(f"/op/aanmelden?naar={route.address.replace('/', '%2F')}&")


@pytest.mark.parametrize("route", _are("step"), ids=_name)
def test_a_step_leads_on_or_says_what_is_wrong(anonymous: Client, route: Route) -> None:
    status, headers = route.open(anonymous)
    assert status in (200, 302, 400)
    if status == 302:
        assert headers["Location"].startswith(tuple(_ORIGINS.values()))


@pytest.mark.parametrize("route", _are("form") + _are("own-form") + _are("own-post") + _are("staff-form"), ids=_name)
def test_a_form_takes_no_get_and_no_post_from_elsewhere(anonymous: Client, route: Route) -> None:
    assert route.open(anonymous)[0] == 405
    assert route.open(anonymous, "POST", origin="https://evil.example")[0] in (400, 403)
    assert route.open(anonymous, "POST")[0] in (400, 403)


@pytest.mark.parametrize("route", _are("machine"), ids=_name)
def test_a_program_hears_what_is_wrong(anonymous: Client, route: Route) -> None:
    status, headers = route.open(anonymous, "POST")
    assert status in (400, 401)
    assert headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("route", _are("anybody"), ids=_name)
def test_anybody_is_answered_without_signing_in(anonymous: Client, route: Route) -> None:
    for method in ("GET", "POST"):
        status, headers = route.open(anonymous, method)
        assert status in (200, 403, 404, 405, 415, 422), method
        assert "Location" not in headers
        assert "Set-Cookie" not in headers


@pytest.mark.parametrize("route", _are("token"), ids=_name)
def test_a_program_without_a_token_gets_401_at_every_method_and_a_foreign_method_405(
    anonymous: Client, route: Route
) -> None:
    doors: dict[str, object] = vars(_real(route.host)[route.address].callback)["doors"]
    for method in doors:
        status, headers = route.open(anonymous, method)
        assert status == 401, method
        assert headers["WWW-Authenticate"].startswith("Bearer")
        assert headers["BelGov-Trace-Id"]
    assert route.open(anonymous, "TRACE")[0] == 405


@pytest.fixture
def noor(db: None, simulators: str) -> Client:
    """Noor's browser, in front of the demo's sources."""
    who = Identity("Noor", "Vandenbos", BY_SLUG["noor"].ssin)
    cookie = actions.open_session(who, [Proof(Key.eid, clock.now())], "test", "", Trace(actor="test"))
    client = Client(headers={"host": _ORIGINS["portal"].partition("//")[2], "accept-language": "nl"})
    client.cookies[settings.SESSION_COOKIE] = cookie.text
    return client


def _statements(client: Client, path: str) -> list[str]:
    """The SQL of a page whose answers are sealed; the tests' own savepoints are not the page's."""
    body(client.get(path))
    with CaptureQueriesContext(connection) as caught:
        response = client.get(path)
        assert response.status_code == 200
        assert not response.streaming, f"{path} still waits for a source"
        body(response)
    return [query["sql"] for query in caught.captured_queries if "SAVEPOINT" not in query["sql"]]


@pytest.mark.parametrize("path", [f"/gegevens/{theme.key}" for theme in all_themes()])
def test_a_page_from_the_sealed_answers_costs_at_most_eight_statements(noor: Client, path: str) -> None:
    statements = _statements(noor, path)
    assert 2 <= len(statements) <= 8, "\n".join(statements)


def test_the_overview_takes_three_more_for_dossiers_and_one_each_for_permits_and_a_dead_address(noor: Client) -> None:
    statements = _statements(noor, "/")
    assert 2 <= len(statements) <= 12, "\n".join(statements)


def test_the_front_page_costs_none(db: None) -> None:
    client = Client(headers={"host": _ORIGINS["portal"].partition("//")[2]})
    assert _statements(client, "/") == []
