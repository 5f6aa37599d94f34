"""axe finds nothing on any page in any state, light and dark, narrow and wide; nothing is wider than the screen.

A page is opened once and looked at in each of the ways: the browser changes its scheme and width while it stays open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.steps import THEMES, Tickets, behaving, reader, show_card
from tests.landscape import Live

Look = Callable[[], None]
_WAYS = [("light", 1280), ("dark", 1280), ("dark", 390), ("light", 390)]
_WIDTHS = (320, 390, 1280)
_TOO_WIDE = """() => {
  const room = document.scrollingElement.clientWidth, all = document.scrollingElement.scrollWidth;
  if (all <= room) return "";
  const wide = [...document.querySelectorAll("body *")].filter((it) => it.getBoundingClientRect().right > room + 1);
  return `${all} > ${room}: ` + wide.slice(0, 5).map((it) => `${it.tagName}.${it.className}#${it.id}`).join(", ");
}"""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab of somebody who wants no movement."""
    context = browser.new_context(locale="nl-BE", reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def look(tab: Page, axe: Callable[[Page], list[str]]) -> Look:
    """Look at the page that is open in every way, and fail with all that is wrong."""

    def everywhere() -> None:
        found = []
        for scheme, width in _WAYS:
            tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            tab.set_viewport_size({"width": width, "height": 900})
            found += [f"{scheme} {width}: {finding}" for finding in axe(tab)]
        for width in _WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            found += [f"{width}: too wide: {why}" for why in [tab.evaluate(_TOO_WIDE)] if why]
        tab.set_viewport_size({"width": 1280, "height": 900})
        assert not found, "\n".join([tab.url, *found])

    return everywhere


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/hulp",
        "/privacy",
        "/toegankelijkheid",
        "/klopt-dit",
        "/afgemeld",
        "/afgemeld/verlopen?terug=/zoeken",
        "/aanmelden/terug",
        "/er-is-niets-hier",
    ],
)
def test_pages_for_everybody(tab: Page, live: Live, look: Look, path: str) -> None:
    tab.goto(live.portal + path)
    look()


def test_signing_in_with_the_reader_open_and_after_stopping(tab: Page, live: Live, look: Look) -> None:
    tab.goto(f"{live.portal}/aanmelden")
    look()
    tab.locator("#eid").click()
    expect(reader(tab).get_by_role("radio").first).to_be_visible(timeout=15_000)
    look()
    reader(tab).get_by_role("searchbox").fill("Emma")
    reader(tab).get_by_role("radio").first.check()
    reader(tab).get_by_label("Pincode").fill("9")
    tab.keyboard.press("Enter")
    expect(reader(tab).get_by_role("alert")).not_to_be_empty()
    look()
    tab.keyboard.press("Escape")
    expect(tab.locator("#progress")).not_to_be_empty()
    look()
    tab.get_by_role("link", name="Annuleren").click()
    tab.wait_for_url(f"{live.portal}/aanmelden/terug**")
    look()


@pytest.mark.parametrize(
    ("name", "defect", "title"),
    [
        ("Noor", "verlopen", "Uw kaart is vervallen"),
        ("Wouter", "geblokkeerd", "Uw kaart is geblokkeerd"),
        ("Emma", "vreemde", "Deze kaart is niet uitgegeven door de Belgische overheid"),
        ("Jozef", "niet te controleren", "We kunnen uw kaart nu niet controleren"),
    ],
)
def test_every_refusal_of_a_card(tab: Page, live: Live, look: Look, name: str, defect: str, title: str) -> None:
    tab.goto(f"{live.portal}/aanmelden")
    show_card(tab, name, defect=defect)
    expect(tab.get_by_role("heading", name=title)).to_be_focused(timeout=15_000)
    look()


@pytest.mark.parametrize("slug", ["noor", "bram", "robin", "sofie"])
def test_the_overview_after_it_arrived_and_from_the_cache(
    tab: Page, live: Live, look: Look, tickets: Tickets, slug: str
) -> None:
    tickets.sign_in(tab.context, slug)
    for streamed in (True, False):
        tab.goto(live.portal)
        expect(tab.locator("article.tile")).to_have_count(len(THEMES))
        assert tab.evaluate("!!document.querySelector('[data-arrivals]').shadowRoot") is streamed
        look()


def test_the_overview_while_it_arrives_and_with_a_dead_source(
    tab: Page, live: Live, look: Look, tickets: Tickets
) -> None:
    tickets.sign_in(tab.context, "wouter")
    with behaving(live, ZoekEigendomstoestanden={"mode": "dead"}):
        tab.goto(live.portal, wait_until="commit")
        expect(tab.locator("#tile-family")).to_be_visible()
        tab.wait_for_load_state()
        expect(tab.locator("#tile-home").get_by_role("link", name="Opnieuw proberen")).to_be_visible()
        look()


@pytest.mark.parametrize(
    ("slug", "theme"),
    [
        ("noor", "family"),
        ("noor", "home"),
        ("wouter", "work"),
        ("godelieve", "benefits"),
        ("noor", "benefits"),
        ("emma", "education"),
        ("oksana", "education"),
        ("noor", "dossiers"),
        ("oksana", "family"),
        ("bram", "home"),
        ("robin", "work"),
        ("sofie", "dossiers"),
    ],
)
def test_every_theme(tab: Page, live: Live, look: Look, tickets: Tickets, slug: str, theme: str) -> None:
    tickets.sign_in(tab.context, slug)
    tab.goto(f"{live.portal}/gegevens/{theme}")
    tab.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    look()


def test_the_list_of_themes_and_searching(tab: Page, live: Live, look: Look, tickets: Tickets) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.goto(f"{live.portal}/gegevens")
    look()
    for word, found in (("", "Typ minstens"), ("xyzzy", "Niets gevonden"), ("168", "gevonden"), ("e", "gevonden")):
        tab.goto(f"{live.portal}/zoeken")
        tab.get_by_role("searchbox").fill(word)
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("main")).to_contain_text(re.compile(found))
        look()


def test_a_form_that_expired(tab: Page, live: Live, look: Look, tickets: Tickets) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.goto(f"{live.portal}/zoeken")
    tab.context.clear_cookies(name="csrf")
    tab.get_by_role("searchbox").fill("Kerkstraat")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Dit formulier is verlopen")
    look()


def test_the_warning_before_the_session_ends(tab: Page, live: Live, look: Look, tickets: Tickets) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.route("**/sessie", lambda route: route.fulfill(json={"ends_at": None, "seconds": 100}))
    tab.clock.install()
    tab.goto(f"{live.portal}/gegevens")
    tab.clock.fast_forward(18 * 60_000 + 5000)
    expect(tab.locator("#session-dialog")).to_be_visible()
    tab.clock.resume()
    look()


def test_signing_out_in_the_end(tab: Page, live: Live, look: Look, tickets: Tickets) -> None:
    tickets.sign_in(tab.context, "samira")
    tab.goto(f"{live.portal}/gegevens")
    tab.get_by_role("button", name="Afmelden").first.click()
    tab.wait_for_url(f"{live.portal}/afgemeld")
    look()
