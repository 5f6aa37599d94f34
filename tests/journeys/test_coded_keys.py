"""Without a card: a user name and password, then a code of an app, by SMS or e-mail; without a script as well."""

from __future__ import annotations

import os
import re
import time
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from burgerprofiel.kit import clock
from tests.access.coded import PASSWORD, STEP_SECONDS, App, scan
from tests.journeys.looking import Look
from tests.journeys.steps import show_card
from tests.landscape import Live

SHOTS = os.environ.get("MBT_SHOTS", "")
"""A folder for pictures of what the journey passes, for looking at them."""


def fill(page: Page, **fields: str) -> None:
    """Fill in a form (`user_name` for `user-name`) and press its button."""
    for name, text in fields.items():
        page.locator(f"#{name.replace('_', '-')}").fill(text)
    page.locator("main form button").click()


def picture(page: Page, name: str) -> None:
    """Keep how the page looks, when somebody wants to see it."""
    for scheme, width in [("light", 1280), ("dark", 390)] if SHOTS else []:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=Path(SHOTS) / f"{name}-{scheme}.png", full_page=True)


@pytest.fixture(scope="module")
def app() -> list[App]:
    """Where the first journey leaves its app for the second."""
    return []


def test_a_citizen_sets_up_an_app_and_signs_in_with_it(tab: Page, live: Live, look: Look, app: list[App]) -> None:
    tab.goto(f"{live.access}/op/sleutels/nieuw/app")
    show_card(tab, "Emma Peeters")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Kies een gebruikersnaam en een wachtwoord")
    look()
    picture(tab, "password")
    fill(tab, user_name="emma.p", password="kort", again="kort")
    expect(tab.get_by_role("alert")).to_contain_text("minstens 12 tekens")
    look()
    picture(tab, "password-wrong")
    fill(tab, user_name="emma.p", password=PASSWORD, again=PASSWORD)
    expect(tab.get_by_role("heading", level=1)).to_have_text("Een app op uw telefoon toevoegen")
    look()
    picture(tab, "app-add")
    app.append(scan(tab.content()))
    fill(tab, code="000000")
    expect(tab.get_by_role("alert")).to_contain_text("Deze code klopt niet")
    look()
    picture(tab, "app-add-wrong")
    fill(tab, code=app[0].earlier())
    tab.wait_for_url(f"{live.access}/op/sleutels")
    tab.goto(f"{live.access}/op/sleutels/wachtwoord/weg")
    look()
    picture(tab, "password-remove")

    tab.context.clear_cookies()
    tab.goto(f"{live.portal}/gegevens/family")
    tab.get_by_role("link", name="App op uw telefoon Uw gebruikersnaam").click()
    look()
    picture(tab, "app")
    fill(tab, user_name="emma.p", password=PASSWORD, code="000000")
    expect(tab.get_by_role("alert")).to_contain_text("Dit klopt niet")
    expect(tab.locator("#password")).to_have_value("")
    look()
    picture(tab, "app-wrong")
    fill(tab, user_name="emma.p", password=PASSWORD, code=app[0].code())
    tab.wait_for_url(f"{live.portal}/gegevens/family")


def test_the_app_needs_no_script(browser: Browser, live: Live, app: list[App]) -> None:
    if not app:
        pytest.skip("the journey before this one made no app")
    context = browser.new_context(locale="nl-BE", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live.portal}/gegevens/family")
    page.get_by_role("link", name="App op uw telefoon Uw gebruikersnaam").click()
    fill(page, user_name="EMMA.P", password=PASSWORD, code=app[0].code(clock.now() + timedelta(seconds=STEP_SECONDS)))
    page.wait_for_url(f"{live.portal}/gegevens/family")
    context.close()


def received(live: Live, box: str, to: str) -> str:
    """The code in the newest message to somebody, as the demo's own page lists it."""
    for _wait in range(100):
        told = httpx.get(f"{live.origin(box)}/berichten.json", trust_env=False).json()
        if mine := [each for each in told if each["to"] == to and each["text"][:6].isdigit()]:  # warnings come too
            return str(mine[0]["text"])[:6]
        time.sleep(0.1)
    raise AssertionError(f"nothing came in at {box}")


@pytest.mark.parametrize(
    ("way", "box", "to", "title"),
    [
        ("sms", "sms", "+32470123456", "Codes via sms toevoegen"),
        ("e-mail", "post", "noor@example.be", "Codes via e-mail toevoegen"),
    ],
)
def test_a_citizen_adds_a_phone_and_a_mailbox(
    tab: Page, live: Live, look: Look, way: str, box: str, to: str, title: str
) -> None:
    tab.goto(f"{live.access}/op/sleutels/nieuw/{way}")
    show_card(tab, "Noor Vandenbos")
    expect(tab.get_by_role("heading", level=1)).to_have_text(re.compile("gebruikersnaam|toevoegen"))
    if tab.locator("#user-name").count():
        fill(tab, user_name="noor.v", password=PASSWORD, again=PASSWORD)
    expect(tab.get_by_role("heading", level=1)).to_have_text(title)
    fill(tab, to="geen")
    expect(tab.get_by_role("alert")).to_contain_text("Dit is geen")
    look()
    picture(tab, f"{way}-add-wrong")
    fill(tab, to=to)
    expect(tab.get_by_role("heading", level=1)).to_have_text("Typ de code die we stuurden")
    look()
    picture(tab, f"{way}-add-step")
    fill(tab, code=received(live, box, to))
    tab.wait_for_url(f"{live.access}/op/sleutels")
    tab.goto(f"{live.origin(box)}/")
    look()
    picture(tab, f"{way}-page")


def test_a_citizen_signs_in_with_a_code_by_sms(tab: Page, live: Live, look: Look) -> None:
    before = httpx.get(f"{live.origin('sms')}/berichten.json", trust_env=False).json()
    assert before, "the journey before this one added no phone"
    tab.goto(f"{live.portal}/gegevens/family")
    tab.get_by_role("link", name="Code via sms").click()
    look()
    picture(tab, "sms")
    fill(tab, user_name="noor.v", password=PASSWORD)
    expect(tab.get_by_role("heading", level=1)).to_have_text("Typ de code die we stuurden")
    look()
    picture(tab, "sms-step")
    while len(httpx.get(f"{live.origin('sms')}/berichten.json", trust_env=False).json()) == len(before):
        time.sleep(0.1)
    fill(tab, code=received(live, "sms", "+32470123456"))
    tab.wait_for_url(f"{live.portal}/gegevens/family")
