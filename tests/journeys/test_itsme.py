"""With itsme in a real browser: there and back, refused there, too young, by keyboard, without a script."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import TOO_WIDE, Look
from tests.journeys.steps import Keyboard
from tests.landscape import Live

SHOTS = os.environ.get("MBT_SHOTS", "")
"""A folder for pictures of what the journey passes, for looking at them."""


def picture(page: Page, name: str) -> None:
    """Keep how the page looks, when somebody wants to see it."""
    for scheme, width in [("light", 1280), ("dark", 390)] if SHOTS else []:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=Path(SHOTS) / f"itsme-{name}-{scheme}.png", full_page=True)


def to_phone(page: Page, live: Live, name: str, back: str = "/zoeken") -> None:
    """From a page of the portal to somebody's phone."""
    page.goto(f"{live.portal}{back}")
    page.get_by_role("link", name="itsme").click()
    page.wait_for_url(f"{live.origin('itsme')}/v2/authorization?**")
    page.get_by_label("Zoek op naam").fill(name)
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("button", name="Verder").click()


def confirm(page: Page, code: str = "12345") -> None:
    """Give the code on the phone."""
    page.get_by_label("itsme-code").fill(code)
    page.get_by_role("button", name="Bevestigen", exact=True).click()


def test_somebody_signs_in_with_itsme_and_comes_back_to_their_page(tab: Page, live: Live, look: Look) -> None:
    to_phone(tab, live, "Jozef De Smet")
    look()
    picture(tab, "phone")
    confirm(tab, "54321")
    expect(tab.get_by_role("alert")).to_contain_text("niet juist")
    look()
    confirm(tab)
    tab.wait_for_url(f"{live.portal}/zoeken")
    tab.goto(f"{live.access}/op/aanmeldingen")
    expect(tab.get_by_role("main")).to_contain_text("itsme")
    tab.context.clear_cookies(name="mbp-toegang")
    tab.goto(f"{live.access}/op/aanmeldingen")
    first = tab.locator(".key").first
    expect(first).to_contain_text("itsme")
    expect(first).to_contain_text("Laatst gebruikt")


def test_who_refuses_there_can_do_everything_after_it(tab: Page, live: Live, look: Look) -> None:
    to_phone(tab, live, "Emma Peeters")
    tab.get_by_role("button", name="Weigeren").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("U bent gestopt bij itsme")
    look()
    picture(tab, "stopped")
    tab.get_by_role("link", name="Een andere sleutel").click()
    expect(tab.locator("#eid")).to_be_visible()
    tab.go_back()
    tab.get_by_role("link", name="Opnieuw proberen").click()
    tab.get_by_role("button", name="Weigeren").click()
    tab.get_by_role("link", name="Annuleren").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("U bent niet aangemeld")


@pytest.mark.parametrize(
    ("name", "title"),
    [("Lotte Claes", "itsme kan vanaf 16 jaar"), ("Daan de Vries", "itsme heeft ons niet gezegd wie u bent")],
)
def test_who_may_not_or_cannot_reads_why(tab: Page, live: Live, look: Look, name: str, title: str) -> None:
    to_phone(tab, live, name)
    tab.get_by_role("button", name="vingerafdruk").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text(title)
    look()
    picture(tab, name.split(" ", maxsplit=1)[0])


def test_the_keyboard_alone_and_an_answer_that_comes_twice(tab: Page, live: Live, look: Look) -> None:
    tab.goto(f"{live.portal}/zoeken")
    keyboard = Keyboard(tab)
    keyboard.press(r"^itsme\b")
    tab.wait_for_url(f"{live.origin('itsme')}/v2/authorization?**")
    look()
    picture(tab, "whose")
    keyboard.press("Verder")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Op de telefoon van")
    came_by: list[str] = []
    tab.on("request", lambda asked: came_by.append(asked.url) if "/bij/itsme/terug" in asked.url else None)
    keyboard.tab_to("itsme-code")
    tab.keyboard.type("12345")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{live.portal}/zoeken")
    assert keyboard.unseen == []
    tab.goto(came_by[-1])
    tab.wait_for_url(f"{live.portal}/zoeken")


def test_without_a_script_in_french_on_a_small_phone(live: Live, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-BE", viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(f"{live.portal}/zoeken")
    page.get_by_role("link", name="itsme").click()
    page.get_by_label("Cherchez un nom").fill("oksana")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("button", name="Continuer").click()
    assert page.evaluate(TOO_WIDE) == ""
    page.get_by_label("Code itsme").fill("12345")
    page.get_by_role("button", name="Confirmer", exact=True).click()
    page.wait_for_url(f"{live.portal}/zoeken")
    context.close()
