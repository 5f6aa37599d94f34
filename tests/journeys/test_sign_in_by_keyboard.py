"""The keyboard alone signs in, reads a theme and signs out; who stops or errs can go on calmly."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import THEMES, Keyboard, Tickets, reader
from tests.landscape import Live


@pytest.fixture
def keyboard(page: Page) -> Keyboard:
    """Somebody without a mouse."""
    return Keyboard(page)


def test_the_keyboard_alone_signs_in_reads_a_theme_and_signs_out(page: Page, live: Live, keyboard: Keyboard) -> None:
    page.goto(live.portal)
    keyboard.press(r"^Aanmelden\b")
    page.wait_for_url(f"{live.access}/op/aanmelden**")
    keyboard.open_reader()
    keyboard.show_card("Noor Vandenbos")
    page.wait_for_url(f"{live.portal}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dag Noor")
    page.wait_for_load_state()
    keyboard.press(r"/gegevens/family")
    page.wait_for_url(f"{live.portal}/gegevens/family")
    expect(page.get_by_role("main")).to_contain_text("Kerkstraat 5")
    keyboard.press(r"^Afmelden")
    page.wait_for_url(f"{live.portal}/afgemeld")
    expect(page.get_by_role("heading", level=1)).to_have_text("U bent afgemeld")
    assert keyboard.unseen == []


def test_the_keyboard_meets_everything_on_a_page_in_its_order_and_always_sees_where_it_is(
    page: Page, live: Live, keyboard: Keyboard, tickets: Tickets
) -> None:
    tickets.sign_in(page.context, "noor")
    page.goto(live.portal)
    page.keyboard.press("Tab")
    assert keyboard.focused().startswith("Naar de inhoud")
    page.keyboard.press("Enter")
    addresses = []
    while (name := _next(page, keyboard)) and len(addresses) < 60:
        addresses.append(name)
    themes = [key for name in addresses for key in re.findall(r"/gegevens/(\w+)$", name)]
    main = list(dict.fromkeys(themes))
    assert main == [theme for theme in THEMES if theme != "dossiers"]
    assert any(name.endswith("/dossiers") for name in addresses)
    assert keyboard.unseen == []


def _next(page: Page, keyboard: Keyboard) -> str:
    page.keyboard.press("Tab")
    return keyboard.focused()


@pytest.mark.parametrize("path", ["/", "/gegevens/family", "/dossiers", "/klopt-dit"])
def test_on_a_phone_no_bar_covers_the_place_where_the_keyboard_is(
    tab: Page, live: Live, tickets: Tickets, path: str
) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.set_viewport_size({"width": 390, "height": 640})
    tab.goto(live.portal + path)
    keyboard, steps = Keyboard(tab), 0
    while _next(tab, keyboard) and steps < 70:
        steps += 1
    assert steps > 15
    assert keyboard.unseen == []


def test_a_focus_that_cannot_be_seen_would_be_noticed(page: Page, live: Live, keyboard: Keyboard) -> None:
    page.goto(live.portal)
    page.evaluate("""() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { outline: 0 !important }");
      document.adoptedStyleSheets = [sheet];
    }""")
    keyboard.tab_to(r"^Aanmelden")
    assert keyboard.unseen


def test_who_stops_at_the_pin_hears_that_nothing_happened_and_can_try_again(
    page: Page, live: Live, keyboard: Keyboard
) -> None:
    page.goto(f"{live.portal}/gegevens/home")
    keyboard.open_reader()
    page.keyboard.press("Escape")
    expect(page.locator("#progress")).to_have_text("U bent gestopt. Er is niets gebeurd.")
    expect(page.locator("#eid")).to_be_focused()
    page.keyboard.press("Enter")
    expect(reader(page).get_by_role("radio").first).to_be_visible()
    keyboard.show_card("Noor Vandenbos")
    page.wait_for_url(f"{live.portal}/gegevens/home")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wonen en eigendom")


def test_cancelling_the_sign_in_is_a_calm_page_that_leads_back(page: Page, live: Live, keyboard: Keyboard) -> None:
    page.goto(f"{live.portal}/gegevens/work")
    keyboard.press(r"^Annuleren")
    expect(page.get_by_role("heading", level=1)).to_have_text("U bent niet aangemeld")
    keyboard.press(r"^Toch aanmelden")
    page.wait_for_url(f"{live.access}/op/aanmelden?**")
    keyboard.open_reader()
    keyboard.show_card("Noor Vandenbos")
    page.wait_for_url(f"{live.portal}/gegevens/work")


def test_a_wrong_pin_is_said_at_once_and_can_be_corrected(page: Page, live: Live, keyboard: Keyboard) -> None:
    page.goto(f"{live.portal}/gegevens/education")
    keyboard.open_reader()
    keyboard.show_card("Wouter Jan Claes", pin="4321")
    expect(reader(page).get_by_role("alert")).to_have_text("Foute pincode. U kunt nog 2 keer proberen.")
    expect(reader(page).get_by_label("Pincode")).to_be_focused()
    page.keyboard.type("1234")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live.portal}/gegevens/education")
    assert keyboard.unseen == []
