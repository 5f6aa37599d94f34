"""Everything but the card reader works without JavaScript (experience: it only makes pages nicer)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.steps import THEMES, Tickets, behaving
from tests.landscape import Live

_SLOW = {"mode": "fine", "fastest": 1500, "slowest": 1500}


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A tab without JavaScript."""
    context = browser.new_context(locale="nl-BE", java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def places(locators: Locator) -> list[tuple[int, int]]:
    """Where elements stand on screen, line by line."""
    boxes = [each.bounding_box() for each in locators.all()]
    assert all(boxes), "something is not on screen"
    return [(round(box["y"] / 20), round(box["x"])) for box in boxes if box]


def tiles(page: Page) -> list[str]:
    """The tiles as the eye meets them."""
    found = page.locator("article.tile")
    names = [str(each.get_attribute("id")).removeprefix("tile-") for each in found.all()]
    return [name for _place, name in sorted(zip(places(found), names, strict=True))]


def test_the_overview_arrives_complete_and_in_order_though_the_first_source_is_slow(
    plain: Page, live: Live, tickets: Tickets
) -> None:
    tickets.sign_in(plain.context, "noor")
    with behaving(live, GeefGezinssamenstelling=_SLOW, GeefPersoon=_SLOW):
        plain.goto(live.portal)
    arrived = [str(each.get_attribute("id")) for each in plain.locator("article.tile").all()]
    assert arrived.index("tile-family") > arrived.index("tile-dossiers"), "the slow ones came last in the stream"
    assert tiles(plain) == list(THEMES)
    expect(plain.get_by_role("heading", level=1)).to_have_text("Dag Noor")
    expect(plain.get_by_text("Eerst doen")).to_be_visible()
    assert not plain.locator("[aria-busy=true]:visible").count()
    plain.reload()
    assert tiles(plain) == list(THEMES)


@pytest.mark.parametrize("theme", [theme for theme in THEMES if theme != "dossiers"])
def test_a_theme_arrives_complete_and_in_order(plain: Page, live: Live, tickets: Tickets, theme: str) -> None:
    tickets.sign_in(plain.context, "noor")
    plain.goto(f"{live.portal}/gegevens/{theme}")
    sections = plain.locator("section[id^=section-]")
    streamed = dict(zip([each.get_attribute("id") for each in sections.all()], places(sections), strict=True))
    plain.reload()
    in_one_piece = [each.get_attribute("id") for each in sections.all()]
    assert in_one_piece
    assert sorted(streamed, key=lambda key: streamed[key]) == in_one_piece


def test_dossiers_arrive_in_their_order_without_javascript(plain: Page, live: Live, tickets: Tickets) -> None:
    tickets.sign_in(plain.context, "noor")
    rows = plain.locator("li.dossier .title")
    with behaving(live, GeefDossiers=_SLOW):
        plain.goto(f"{live.portal}/dossiers")
    streamed = sorted(zip(places(rows), rows.all_inner_texts(), strict=True))
    expect(plain.get_by_role("heading", level=2, name=f"{rows.count()} dossiers")).to_be_visible()
    plain.reload()
    assert [name for _place, name in streamed] == rows.all_inner_texts()
    assert len(streamed) >= 7
    rows.first.click()
    plain.get_by_role("button", name="Wegzetten").click()
    expect(plain.locator(".said")).to_contain_text("weggezet")
    plain.get_by_role("button", name="Ongedaan maken").click()
    expect(plain.get_by_role("main")).to_contain_text("staat weer in uw lijst")


def test_one_silent_source_costs_its_tile_and_a_link_asks_it_again(plain: Page, live: Live, tickets: Tickets) -> None:
    tickets.sign_in(plain.context, "wouter")
    tile = plain.locator("#tile-home")
    with behaving(live, ZoekEigendomstoestanden={"mode": "refuses"}):
        plain.goto(live.portal)
        expect(tile).to_contain_text("niet bereikbaar")
        expect(plain.locator("#tile-family")).not_to_contain_text("niet bereikbaar")
    tile.get_by_role("link", name="Opnieuw proberen").click()
    plain.wait_for_url("**/?opnieuw=home*")
    expect(tile).not_to_contain_text("niet bereikbaar")
    expect(tile).to_contain_text("EPC-label B")


def test_a_section_that_was_silent_is_asked_again_by_a_link(plain: Page, live: Live, tickets: Tickets) -> None:
    tickets.sign_in(plain.context, "wouter")
    main = plain.get_by_role("main")
    with behaving(live, ZoekEigendomstoestanden={"mode": "overloaded"}):
        plain.goto(f"{live.portal}/gegevens/home")
        expect(main).to_contain_text("niet bereikbaar")
    main.get_by_role("link", name="Opnieuw proberen").first.click()
    plain.wait_for_url("**?opnieuw=*")
    expect(main).not_to_contain_text("niet bereikbaar")


def test_searching_finds_facts_and_leads_to_them(plain: Page, live: Live, tickets: Tickets) -> None:
    tickets.sign_in(plain.context, "noor")
    plain.goto(f"{live.portal}/zoeken")
    plain.get_by_role("searchbox").fill("kerkstraat")
    plain.keyboard.press("Enter")
    expect(plain.get_by_role("heading", name=re.compile(r"^\d+ gegevens gevonden"))).to_be_visible()
    assert "kerkstraat" not in plain.url
    plain.locator(".hits a").first.click()
    plain.wait_for_url("**/gegevens/**")


def test_the_language_changes_and_stays(plain: Page, live: Live, tickets: Tickets) -> None:
    tickets.sign_in(plain.context, "noor")
    plain.goto(f"{live.portal}/gegevens/family")
    plain.get_by_role("banner").get_by_role("button", name="Français").click()
    expect(plain.locator("html")).to_have_attribute("lang", "fr")
    assert plain.url == f"{live.portal}/gegevens/family"
    plain.goto(live.portal)
    expect(plain.locator("html")).to_have_attribute("lang", "fr")


def test_staying_signed_in_and_signing_out_are_buttons(plain: Page, live: Live, tickets: Tickets) -> None:
    tickets.sign_in(plain.context, "noor")
    plain.goto(f"{live.portal}/gegevens")
    plain.get_by_role("button", name="Aangemeld blijven").first.click()
    assert plain.url == f"{live.portal}/gegevens"
    plain.get_by_role("button", name="Afmelden").first.click()
    plain.wait_for_url(f"{live.portal}/afgemeld")
    plain.goto(f"{live.portal}/gegevens")
    assert plain.url.startswith(f"{live.access}/op/aanmelden")
