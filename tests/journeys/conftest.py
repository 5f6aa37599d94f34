"""Fixtures of the journeys: sessions, and the demo's own database as an attacker would read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from tests.journeys.steps import Tickets
from tests.landscape import Live


@pytest.fixture(scope="session")
def tickets(live: Live) -> Tickets:
    """Sessions of the cast."""
    return Tickets(live)


@pytest.fixture
def database(live: Live) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """The running demo's database."""
    url = json.loads((live.data / "state.json").read_text())["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection
