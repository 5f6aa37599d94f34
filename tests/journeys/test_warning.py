"""A new device, a letter, one click, and everything is locked and signed out (A8); with the eID it opens again."""

from __future__ import annotations

import re
import time

import httpx
from playwright.sync_api import Browser, Page, expect

from tests.access.coded import PASSWORD
from tests.journeys.looking import Look
from tests.journeys.steps import show_card, sign_in
from tests.journeys.test_coded_keys import fill, picture, received
from tests.landscape import Live

TO = "godelieve@example.be"


def letter(live: Live, subject: str) -> str:
    """The newest letter about this, as the demo's own page lists it."""
    for _wait in range(150):
        told = httpx.get(f"{live.origin('post')}/berichten.json", trust_env=False).json()
        if mine := [each for each in told if each["to"] == TO and each["subject"] == subject]:
            return str(mine[0]["text"])
        time.sleep(0.1)
    raise AssertionError(f"no letter about: {subject}")


def heading(tab: Page, text: str) -> None:
    """The page has this title."""
    expect(tab.get_by_role("heading", level=1)).to_have_text(text)


def test_from_a_new_device_to_everything_locked(tab: Page, browser: Browser, live: Live, look: Look) -> None:
    at_home = browser.new_context(locale="nl-BE").new_page()
    at_home.goto(f"{live.access}/op/sleutels/nieuw/e-mail")
    show_card(at_home, "Godelieve Maes")
    expect(at_home.locator("#user-name")).to_be_visible(timeout=20_000)
    fill(at_home, user_name="godelieve.m", password=PASSWORD, again=PASSWORD)
    fill(at_home, to=TO)
    fill(at_home, code=received(live, "post", TO))
    at_home.wait_for_url(f"{live.access}/op/sleutels")
    expect(at_home.get_by_role("region", name="Waarschuwingen per e-mail")).to_contain_text("g•••@example.be")
    assert "Code via e-mail (g•••@example.be)" in letter(live, "Er is een digitale sleutel toegevoegd")

    stranger = browser.new_context(locale="nl-BE").new_page()
    sign_in(stranger, live, "Godelieve Maes", "/gegevens")
    told = letter(live, "Aangemeld op een nieuw toestel")
    assert told.startswith("Dag Godelieve,")
    found = re.search(rf"{re.escape(live.access)}/op/slot/e-mail\?link=\S+", told)
    assert found
    for _look in range(2):
        assert httpx.get(found[0], trust_env=False, headers={"user-agent": "Mail scanner"}).status_code == 200
    at_home.reload()
    heading(at_home, "Mijn digitale sleutels")

    for language in ("fr", "de"):
        tab.goto(f"{found[0]}&taal={language}")
        expect(tab.locator("html")).to_have_attribute("lang", language)
        look()
    tab.goto(f"{live.origin('post')}/")
    look()
    tab.locator(f'a[href="{found[0]}"]').click()
    heading(tab, "Alles op slot zetten?")
    look()
    picture(tab, "lock-link")
    tab.get_by_role("button", name="Zet alles op slot").click()
    heading(tab, "Uw digitale sleutels zijn op slot")
    look()
    picture(tab, "lock-link-done")
    at_home.reload()
    heading(at_home, "Aanmelden")
    stranger.goto(f"{live.portal}/gegevens")
    heading(stranger, "U bent afgemeld")

    tab.get_by_role("link", name="Naar mijn digitale sleutels").click()
    show_card(tab, "Godelieve Maes")
    tab.get_by_role("button", name="Mijn sleutels weer openen").click()
    expect(tab.get_by_role("status").filter(has_text="werken weer")).to_be_visible()
    look()
    picture(tab, "keys-warned")
    tab.goto(found[0])
    heading(tab, "Deze link werkt niet meer")
    look()
    picture(tab, "lock-link-over")
    for page in (at_home, stranger):
        page.context.close()
