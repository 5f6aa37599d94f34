"""Fixtures for every test: real PostgreSQL, real simulators, and a real browser on the complete demo.

Markers: `shared` needs MAGDA_MOCK_DATA, `browser` needs Chromium, `slow` runs with --full only. What lacks its tools is
skipped with the reason, and fails on the build server (CI).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import landscape

landscape.prepare()

import django  # noqa: E402 - the environment comes first
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from burgerprofiel.kit import prepared  # noqa: E402

hypothesis.settings.register_profile("house", deadline=None)  # how long something takes is `./bench`'s to say
hypothesis.settings.load_profile("house")
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
django.setup()

_CHROMIUM = os.environ.get("MBT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
_QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-default-apps",
]
_BROWSER_FIXTURES = {"browser", "page", "axe"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --full."""
    parser.addoption("--full", action="store_true", help="run the slow tests too")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests go last: Playwright's event loop stays in the main thread once it was started."""
    for item in items:
        if _BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what cannot run here, with the reason; on the build server that is a failure."""
    if item.get_closest_marker("slow") and not item.config.getoption("--full"):
        pytest.skip("slow: runs with ./test --full")
    if item.get_closest_marker("shared") and not os.environ.get("MAGDA_MOCK_DATA"):
        lacking("MAGDA_MOCK_DATA names no folder with shared test data")
    if item.get_closest_marker("browser") and not _CHROMIUM:
        lacking("there is no Chromium")


def lacking(reason: str) -> None:
    """Skip the test, or fail it on the build server."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Start the tests' own PostgreSQL before pytest-django makes its test database."""
    landscape.start_database()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Tests that commit leave empty tables behind; the audit trail refuses that, except in the tests' database."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in ("audit_event", "audit_anchor", "audit_anchored_head", "audit_chain"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_never_emptied")
    yield
    prepared.close()


@pytest.fixture
def no_jobs_left(transactional_db: None) -> Iterator[None]:
    """What real workers did not get to is not there for the next test."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


def _unavailable(statement: str, *_values: object) -> None:
    raise prepared.UnavailableError(statement)


@pytest.fixture
def one_connection(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tokens are looked up within the test's own transaction, for no other connection sees what it wrote."""
    monkeypatch.setattr(prepared, "one", _unavailable)


@pytest.fixture(scope="session")
def magda_mock() -> Path:
    """The folder with answers of real services; mark the test `shared`."""
    if not os.environ.get("MAGDA_MOCK_DATA"):
        lacking("MAGDA_MOCK_DATA names no folder with shared test data")
    return Path(os.environ["MAGDA_MOCK_DATA"])


@pytest.fixture(scope="session")
def simulators() -> Iterator[str]:
    """The simulators' process with the demo's cast, where the configuration of this process looks for MAGDA."""
    with landscape.simulators() as address:
        yield address


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[landscape.Live]:
    """The complete demo, started as people start it."""
    with landscape.demo(tmp_path_factory.mktemp("live") / "data") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; it finds `*.localhost` by itself and talks to nobody else."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop is not ours: Django stays synchronous
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=_CHROMIUM, args=[*_QUIET, *root])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh tab without cookies, in Dutch, 1280 pixels wide."""
    context = browser.new_context(locale="nl-BE", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Ask axe-core what is wrong with a page: a list of sentences, empty when nothing is."""
    place = os.environ.get("MBT_AXE") or next(
        map(str, landscape.CHECKOUT.glob(".venv/share/axe-core-*/package/axe.min.js")), ""
    )
    if not place:
        lacking("axe-core is not there: ./test fetches it from npm")
    source = Path(place).read_text()

    def findings(page: Page) -> list[str]:
        page.evaluate(source)
        found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run(document)).violations")
        return [
            f"{rule['id']}: {rule['help']}: {json.dumps([node['target'] for node in rule['nodes']])}" for rule in found
        ]

    return findings
