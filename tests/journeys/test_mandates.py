"""Jozef lets Emma look after his benefits; she does, sees nothing else, and is out when he ends it (A11)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import Look
from tests.journeys.steps import Keyboard, show_card, sign_in
from tests.landscape import Live

SHOTS = os.environ.get("MBT_SHOTS", "")


@pytest.fixture
def jozef(browser: Browser) -> Iterator[Page]:
    """Jozef's own browser, without JavaScript once he is signed in."""
    context = browser.new_context(locale="nl-BE", reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def heading(tab: Page, text: str) -> None:
    expect(tab.get_by_role("heading", level=1)).to_have_text(text)


def picture(tab: Page, name: str) -> None:
    """Keep how the page looks, when somebody wants to see it."""
    for scheme, width in [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)] if SHOTS else []:
        tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        tab.set_viewport_size({"width": width, "height": 900})
        tab.screenshot(path=Path(SHOTS) / f"{name}-{scheme}-{width}.png", full_page=True)
    tab.emulate_media(color_scheme="light")
    tab.set_viewport_size({"width": 1280, "height": 900})


def to_mandates(tab: Page, live: Live, name: str) -> None:
    """Go to one's mandates with a card."""
    tab.goto(f"{live.access}/op/volmachten")
    show_card(tab, name)
    heading(tab, "Mijn volmachten")


def test_given_accepted_confirmed_used_and_ended(  # noqa: PLR0915 - one story
    tab: Page, jozef: Page, live: Live, look: Look
) -> None:
    to_mandates(jozef, live, "Jozef De Smet")
    picture(jozef, "mandates-empty")
    jozef.get_by_role("link", name="Een volmacht geven").click()
    jozef.get_by_role("button", name="Verder").click()
    expect(jozef.get_by_role("alert")).to_contain_text("Kies minstens één onderdeel")
    picture(jozef, "mandate-give-wrong")
    jozef.get_by_label("Uitkeringen en belastingen").check()
    jozef.get_by_role("button", name="Verder").click()
    heading(jozef, "Volmacht die op iemand wacht")
    picture(jozef, "mandate-code")
    code = jozef.locator(".app-groups").inner_text()

    to_mandates(tab, live, "Emma Peeters")
    look()
    tab.get_by_role("link", name="Ik kreeg een code").click()
    tab.get_by_label("Code").fill("K7ZP-4MQ2-9XWD")
    tab.get_by_role("button", name="Verder").click()
    expect(tab.get_by_role("alert")).to_contain_text("We kennen deze code niet")
    look()
    picture(tab, "mandate-code-wrong")
    tab.get_by_label("Code").fill(code.lower())
    tab.get_by_role("button", name="Verder").click()
    heading(tab, "Wilt u handelen voor Jozef De Smet?")
    look()
    picture(tab, "mandate-offer")
    tab.get_by_role("button", name="Aanvaarden").click()
    expect(tab.get_by_role("status").filter(has_text="U hebt aanvaard")).to_be_visible()

    jozef.goto(f"{live.access}/op/volmachten")
    picture(jozef, "mandates-waiting")
    jozef.get_by_role("link", name="Bekijken of veranderen").click()
    expect(jozef.get_by_text("Emma Peeters aanvaardde uw volmacht.")).to_be_visible()
    picture(jozef, "mandate-confirm")
    jozef.get_by_role("button", name="Ja, bevestigen").click()
    expect(jozef.get_by_text("Geldt nu")).to_be_visible()

    tab.goto(f"{live.access}/op/volmachten")
    look()
    picture(tab, "mandates-received")
    tab.get_by_role("link", name="Handelen voor deze persoon").click()
    tab.wait_for_url(f"{live.portal}/")
    band = tab.get_by_role("complementary", name="U handelt voor Jozef De Smet")
    expect(band).to_be_visible()
    heading(tab, "Het overzicht van Jozef De Smet")
    look()
    picture(tab, "acting-home")
    tab.get_by_role("link", name="Uitkeringen en belastingen").first.click()
    tab.wait_for_url(f"{live.portal}/gegevens/benefits")
    expect(band).to_be_visible()
    look()
    picture(tab, "acting-theme")
    tab.goto(f"{live.portal}/gegevens/family")
    heading(tab, "Dit zit niet in uw volmacht")
    look()
    picture(tab, "acting-outside")
    tab.get_by_text("Emma Peeters").first.click()
    expect(tab.get_by_role("link", name="Handelen voor iemand")).to_be_visible()
    look()
    picture(tab, "account-menu")

    jozef.reload()
    used = jozef.get_by_role("region", name="Wie ermee voor u handelde")
    expect(used.get_by_role("listitem")).to_contain_text("Emma Peeters")
    picture(jozef, "mandate-used")
    jozef.get_by_role("link", name="Stoppen").click()
    heading(jozef, "Deze volmacht stoppen?")
    picture(jozef, "mandate-end")
    jozef.get_by_role("button", name="Stoppen").click()
    expect(jozef.get_by_role("status").filter(has_text="De volmacht is gestopt")).to_be_visible()

    tab.goto(f"{live.portal}/gegevens/benefits")
    heading(tab, "U handelt niet meer voor deze persoon")
    expect(tab.get_by_text("Jozef")).to_have_count(0)
    look()
    picture(tab, "acting-over")
    tab.get_by_role("link", name="Naar mijn eigen overzicht").click()
    heading(tab, "Dag Emma")


def test_stopping_by_keyboard_and_without_a_script(browser: Browser, jozef: Page, tab: Page, live: Live) -> None:
    to_mandates(jozef, live, "Noor Vandenbos")
    jozef.goto(f"{live.access}/op/volmachten/nieuw")
    keyboard = Keyboard(jozef)
    keyboard.tab_to("Werk en pensioen")
    jozef.keyboard.press("Space")
    keyboard.press("^Verder")
    heading(jozef, "Volmacht die op iemand wacht")
    assert not keyboard.unseen
    code = jozef.locator(".app-groups").inner_text()

    sign_in(tab, live, "Samira El Amrani")
    plain = browser.new_context(locale="nl-BE", java_script_enabled=False)
    plain.add_cookies(tab.context.cookies())  # type: ignore[arg-type]  # what comes out may go in
    page = plain.new_page()
    page.goto(f"{live.access}/op/volmachten/code")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Aanvaarden").click()
    jozef.goto(f"{live.access}/op/volmachten")
    jozef.get_by_role("link", name="Bekijken of veranderen").first.click()
    jozef.get_by_role("button", name="Ja, bevestigen").click()
    page.goto(f"{live.access}/op/volmachten")
    page.get_by_role("link", name="Handelen voor deze persoon").click()
    heading(page, "Het overzicht van Noor Vandenbos")
    page.get_by_role("button", name="Stoppen met handelen voor Noor Vandenbos").click()
    heading(page, "Dag Samira")
    plain.close()
