"""Signing in as people do: in a browser, with the keyboard alone, with the (simulated) card reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.landscape import Live

Axe = Callable[[Page], list[str]]


def to_reader(page: Page, live: Live, back: str = "/gegevens/family") -> None:
    """Open a page of the portal, and the card reader on the way to it."""
    page.goto(f"{live.portal}{back}")
    page.keyboard.press("Tab")
    page.locator("#eid").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()


def show_card(page: Page, search: str, pin: str = "1234") -> None:
    """Choose a card and give the PIN, with the keyboard alone."""
    page.keyboard.type(search)
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(re.compile(r"^[1-9] "))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type(pin)
    page.keyboard.press("Enter")


@pytest.fixture(params=[("light", 1280), ("dark", 390)], ids=["light-wide", "dark-narrow"])
def looked_at(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page in one of the ways that people look at it."""
    scheme, width = request.param
    context = browser.new_context(
        locale="nl-BE", color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def test_the_keyboard_alone_signs_in_and_out(page: Page, live: Live) -> None:
    to_reader(page, live)
    show_card(page, "Noor Vandenbos")
    page.wait_for_url(f"{live.portal}/gegevens/family")
    page.get_by_role("button", name="Afmelden").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live.portal}/afgemeld")
    page.goto(f"{live.portal}/gegevens/family")
    assert page.url.startswith(f"{live.access}/op/aanmelden")


def test_closing_the_reader_is_calm_and_a_wrong_pin_can_be_tried_again(page: Page, live: Live) -> None:
    to_reader(page, live)
    show_card(page, "Emma Peeters", pin="0000")
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("2")
    page.keyboard.press("Escape")
    expect(page.locator("#progress")).to_have_text("U bent gestopt. Er is niets gebeurd.")
    expect(page.locator("#eid")).to_be_focused()


def test_a_refused_card_says_why_and_what_to_do(page: Page, live: Live, axe: Axe) -> None:
    to_reader(page, live)
    page.keyboard.type("Noor")
    page.get_by_role("radio", name=re.compile("verlopen")).check()
    page.get_by_label("Pincode").fill("1234")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Uw kaart is vervallen")).to_be_focused()
    assert axe(page) == []


def test_axe_finds_nothing_on_the_pages_of_signing_in(looked_at: Page, live: Live, axe: Axe) -> None:
    looked_at.goto(f"{live.portal}/aanmelden")
    assert axe(looked_at) == []
    looked_at.locator("#eid").click()
    expect(looked_at.get_by_role("dialog").get_by_role("radio").first).to_be_visible()
    assert axe(looked_at) == []
    looked_at.keyboard.press("Escape")
    looked_at.get_by_role("link", name="Annuleren").click()
    looked_at.wait_for_url(re.compile("/aanmelden/terug"))
    assert axe(looked_at) == []
    for address in (
        f"{live.portal}/afgemeld",
        f"{live.portal}/afgemeld/verlopen?terug=/zoeken",
        f"{live.portal}/aanmelden/terug",
        f"{live.access}/op/v1/auth?client_id=nobody",
    ):
        looked_at.goto(address)
        assert axe(looked_at) == []


def after(minutes: int, seconds_left: int, page: Page, live: Live) -> None:
    """Open a page as somebody signed in; that many minutes later the server says how long the session still lasts."""
    name, _equals, value = live.manage("demo_session", "85631441236", "--given", "Noor").strip().partition("=")
    page.context.add_cookies([{"name": name, "value": value, "url": live.portal}])
    page.route("**/sessie", lambda route: route.fulfill(json={"ends_at": None, "seconds": seconds_left}))
    page.clock.install()
    page.goto(f"{live.portal}/gegevens/family")
    page.clock.fast_forward(minutes * 60_000)


def test_two_minutes_before_the_end_the_citizen_is_asked_and_can_stay(page: Page, live: Live, axe: Axe) -> None:
    after(18, 100, page, live)
    dialog = page.locator("#session-dialog")
    expect(dialog).to_contain_text("We melden u af over 1 min")
    assert axe(page) == []
    with page.expect_response(f"{live.portal}/sessie/verlengen") as extended:
        dialog.get_by_role("button", name="Aangemeld blijven").click()
    assert extended.value.json()["seconds"] == 1200
    expect(dialog).to_be_hidden()


def test_when_another_tab_was_used_nothing_is_asked(page: Page, live: Live) -> None:
    after(18, 900, page, live)
    expect(page.locator("#session-dialog")).to_be_hidden()


def test_when_the_time_is_over_a_calm_page_keeps_the_way_back(page: Page, live: Live) -> None:
    after(21, 0, page, live)
    page.wait_for_url(f"{live.portal}/afgemeld/verlopen?terug=%2Fgegevens%2Ffamily")
    expect(page.get_by_role("link", name="Aanmelden en terug naar uw pagina")).to_have_attribute(
        "href", "/aanmelden?terug=%2Fgegevens%2Ffamily"
    )


def test_without_script_the_page_says_what_a_card_reader_needs(browser: Browser, live: Live) -> None:
    context = browser.new_context(locale="nl-BE", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live.portal}/aanmelden")
    expect(page.get_by_text("Een kaartlezer heeft JavaScript nodig.")).to_be_visible()
    context.close()
