"""Fixtures of the journeys: sessions, and the demo's own database as an attacker would read it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.looking import Look, look_at
from tests.journeys.steps import Tickets
from tests.landscape import Live


@pytest.fixture(scope="session")
def tickets(live: Live) -> Tickets:
    """Sessions of the cast."""
    return Tickets(live)


@pytest.fixture(scope="session")
def database_address(live: Live) -> str:
    """Where the running demo keeps its rows."""
    return str(json.loads((live.data / "state.json").read_text())["DATABASE_URL"])


@pytest.fixture
def database(database_address: str) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """The running demo's database."""
    with psycopg.connect(database_address, autocommit=True) as connection:
        yield connection


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab of somebody who wants no movement."""
    context = browser.new_context(locale="nl-BE", reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def look(tab: Page, axe: Callable[[Page], list[str]]) -> Look:
    """Look at the page that is open in the tab in every way."""
    return lambda: look_at(tab, axe)
