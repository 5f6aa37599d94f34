"""A signed-in citizen, and sources whose answers a test chooses."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from burgerprofiel.access import actions as access
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.levels import Key
from burgerprofiel.portal.pages import landing
from burgerprofiel.simulators.magda.cast import BY_SLUG
from burgerprofiel.sources import queries
from tests.portal import world

_THEMES = (
    "sources.themes",
    "portal.themes",
    "portal.pages.landing",
)


@pytest.fixture
def themes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented themes instead of the real ones."""
    for module in _THEMES:
        monkeypatch.setattr(f"burgerprofiel.{module}.all_themes", lambda: world.THEMES)
    landing._page.cache_clear()


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch, themes: None) -> world.Sources:
    """Sources that answered already; a test may change their answers or unseal them."""
    fake = world.Sources()
    monkeypatch.setattr(queries, "gather", fake.gather)
    monkeypatch.setattr(queries, "gathered", fake.gathered)
    return fake


@pytest.fixture
def anonymous() -> Client:
    """A browser that is not signed in, in Dutch."""
    return Client(headers={"host": settings.CONFIG.portal_origin.removeprefix("http://"), "accept-language": "nl"})


@pytest.fixture
def citizen(db: None, anonymous: Client) -> Client:
    """Noor's browser."""
    who = Identity("Noor", "Vandenbos", BY_SLUG["noor"].ssin)
    cookie = access.open_session(who, [Proof(Key.eid, clock.now())], "test", "", Trace(actor="test"))
    anonymous.cookies[settings.SESSION_COOKIE] = cookie.text
    return anonymous
