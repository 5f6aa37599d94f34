"""After a full journey the national number is in no address, title, log or row, nor on the disk (product: rules)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import psycopg
import pytest
from playwright.sync_api import Browser, Page, Request, expect

from burgerprofiel.simulators.magda.cast import CAST
from tests.journeys import steps
from tests.journeys.steps import THEMES, Tickets
from tests.landscape import Live

_BASE64 = re.compile(r"[A-Za-z0-9_\-+/]{12,}")
_NUMBERS = re.compile("|".join("[-. _]?".join(number) for number in steps.numbers_of_the_cast().values()))
_WHO = re.compile("vandenbos|el amrani|de smet|koval|85631441236|kerkstraat 5|zonnegem 5", re.IGNORECASE)


@dataclass
class Journey:
    """What a browser asked for on its way, and what it showed."""

    requests: list[Request] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    files: list[str] = field(default_factory=list)
    session: str = ""

    def addresses(self) -> list[str]:
        """Every address asked for or come from, redirects included."""
        told = [request.headers.get("referer", "") for request in self.requests]
        return [request.url for request in self.requests] + told


def _see_everything(page: Page, live: Live, journey: Journey) -> None:
    for theme in THEMES:
        page.goto(f"{live.portal}/gegevens/{theme}")
        journey.titles.add(page.title())
    page.goto(f"{live.portal}/zoeken")
    page.get_by_role("searchbox").fill("85.63.14-412.36")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    journey.titles.add(page.title())
    page.goto(f"{live.portal}/attesten/rijksregister/household")
    page.get_by_role("button", name="Vraag dit attest aan").click()
    with page.expect_download() as paper:
        page.get_by_role("link", name="Bewaar het verzegelde bestand").click()
    journey.files.append(paper.value.suggested_filename)
    journey.titles.add(page.title())
    page.goto(live.portal)
    for name in ("Alles als document", "Alles als open data"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        journey.files.append(download.value.suggested_filename)


@pytest.fixture(scope="module")
def journey(browser: Browser, live: Live, database_address: str) -> Iterator[Journey]:
    """Sign in with a card, see everything, ask a source again, sign out."""
    seen = Journey()
    context = browser.new_context(locale="nl-BE", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("request", lambda request: seen.requests.append(request))  # noqa: PLW0108 - Playwright marks its handlers
    with steps.behaving(live, ZoekEigendomstoestanden={"mode": "refuses"}):
        steps.sign_in(page, live, "Noor Vandenbos")
        page.wait_for_load_state()
        seen.titles.add(page.title())
    seen.session = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == "mbp")
    with page.expect_response("**/tegels/home"):
        page.locator("#tile-home").get_by_role("link", name="Opnieuw proberen").click()
    _see_everything(page, live, seen)
    with psycopg.connect(database_address, autocommit=True) as database:
        assert _kept_for(database, seen.session), "while signed in there are sealed answers"
    page.get_by_role("button", name="Afmelden").first.click()
    page.wait_for_url(f"{live.portal}/afgemeld")
    seen.titles.add(page.title())
    yield seen
    context.close()


def _kept_for(database: psycopg.Connection[tuple[Any, ...]], cookie: str) -> bool:
    """Whether the session behind this cookie is there, with sealed answers."""
    both = base64.urlsafe_b64decode(cookie + "=" * (-len(cookie) % 4))
    asked = (
        "SELECT count(*) FROM access_session s JOIN sources_sealed_answer a ON a.session_id = s.id "
        "WHERE s.token_hash = %s"
    )
    found = database.execute(asked, [hashlib.sha256(both).digest()]).fetchone()
    return bool(found and found[0])


def _unwrapped(text: str) -> Iterator[str]:
    """A text as it stands, unquoted, and whatever in it is base64."""
    yield text
    plain = unquote(text)
    yield plain
    for piece in _BASE64.findall(plain):
        try:
            yield base64.b64decode(piece + "=" * (-len(piece) % 4), altchars=b"-_").decode("latin-1")
        except (binascii.Error, ValueError):
            continue


def _telling(texts: Iterable[str]) -> list[str]:
    """Those texts in which a national number of the cast stands, however wrapped."""
    return [text for text in texts if any(_NUMBERS.search(form) for form in _unwrapped(text))]


def test_the_search_for_numbers_would_find_one() -> None:
    wrapped = base64.urlsafe_b64encode(b'{"rrn": "85631441236"}').decode().rstrip("=")
    for telling in ("/x?q=85.63.14-412.36", "/85631441236", f"/logout?hint=e30.{wrapped}.x", "/x?q=85%2E63.14-412.36"):
        assert _telling([telling]) == [telling]


def test_no_address_or_referrer_holds_a_national_number_nor_a_name(journey: Journey) -> None:
    assert len(journey.requests) > 40
    assert any("/op/v1/auth" in request.url for request in journey.requests), "redirects are among them"
    assert _telling(journey.addresses()) == []
    named = [url for url in journey.addresses() if any(_WHO.search(form) for form in _unwrapped(url))]
    assert named == []


def test_no_title_or_file_name_tells_who_it_is_about(journey: Journey) -> None:
    assert len(journey.titles) > len(THEMES)
    assert len(journey.files) == 3
    assert [text for text in [*journey.titles, *journey.files] if _NUMBERS.search(text) or _WHO.search(text)] == []


@pytest.mark.usefixtures("journey")
def test_no_log_holds_a_national_number(live: Live) -> None:
    told = steps.logs(live)
    assert len(told) >= 3, "web, worker, simulators"
    assert {name for name, text in told.items() if _NUMBERS.search(text)} == set()


def _columns(database: psycopg.Connection[tuple[Any, ...]]) -> list[tuple[str, str, str]]:
    """Every column of every table: table, column, type."""
    asked = (
        "SELECT table_name, column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = 'public' ORDER BY 1, 2"
    )
    return [(str(table), str(column), str(kind)) for table, column, kind in database.execute(asked)]


@pytest.mark.usefixtures("journey")
def test_no_row_of_any_table_tells_a_number_or_a_name(database: psycopg.Connection[tuple[Any, ...]]) -> None:
    found, seen = [], 0
    for table, column, kind in _columns(database):
        cast = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
        for (text,) in database.execute(f'SELECT {cast} FROM "{table}" WHERE "{column}" IS NOT NULL'):  # noqa: S608
            seen += 1
            if _NUMBERS.search(text) or (table != "sources_epc_average" and _WHO.search(text)):
                found.append(f"{table}.{column}: {text[:80]}")
    assert seen > 1000
    assert found == []


def _files_of_the_product(live: Live) -> Iterator[Path]:
    """Everything on disk below the data folder, except the outside world that the simulators play."""
    for path in live.data.rglob("*"):
        if "simulators" not in path.relative_to(live.data).parts and path.is_file() and not path.is_symlink():
            yield path


@pytest.mark.usefixtures("journey")
def test_nothing_on_the_disk_tells_a_number_or_a_name(
    live: Live, database: psycopg.Connection[tuple[Any, ...]]
) -> None:
    database.execute("CHECKPOINT")
    needles = [person.ssin.encode() for person in CAST] + [b"Vandenbos", b"Amrani", b"Koval"]
    found, legible = set(), False
    for path in _files_of_the_product(live):
        content = path.read_bytes()
        legible = legible or ("postgres" in path.parts and b"portal.theme" in content)
        found |= {f"{path.relative_to(live.data)}: {needle.decode()}" for needle in needles if needle in content}
    assert legible, "the tables themselves can be read there"
    assert found == set()


def test_signing_out_leaves_no_sealed_answer(
    journey: Journey, database: psycopg.Connection[tuple[Any, ...]], live: Live
) -> None:
    assert not _kept_for(database, journey.session)
    assert steps.ask(live, "/gegevens", journey.session).headers["location"].startswith("/afgemeld/verlopen")
    asked = "SELECT count(*) FROM sources_sealed_answer WHERE session_id NOT IN (SELECT id FROM access_session)"
    assert database.execute(asked).fetchone() == (0,)


def test_the_back_button_after_signing_out_shows_nothing(page: Page, live: Live, tickets: Tickets) -> None:
    tickets.sign_in(page.context, "noor")
    page.goto(f"{live.portal}/gegevens/family")
    expect(page.get_by_role("main")).to_contain_text("Kerkstraat 5")
    page.goto(f"{live.portal}/gegevens")
    page.get_by_role("button", name="Afmelden").first.click()
    page.wait_for_url(f"{live.portal}/afgemeld")
    for _step in range(3):
        page.go_back()
        page.wait_for_load_state()
        assert not _WHO.search(page.content()), page.url
