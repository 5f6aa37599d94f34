"""Oksana was at the counter with her orange card: letter and link give her keys, and she signs in with one (A4)."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.access.coded import PASSWORD, scan
from tests.journeys.looking import Look
from tests.journeys.steps import logs
from tests.landscape import Live

SHOTS = os.environ.get("MBT_SHOTS", "")
_REGISTER = """
from burgerprofiel.access.activation import counter
from burgerprofiel.access.activation.typed import Typed
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.organisations import queries
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people.actions import meet
town = queries.organisation_with(TargetGroup.LOCAL_AUTHORITY, "0812345603")
here = counter.Counter(meet(Ssin("88671616820")), town.id, "digitale sleutels zonder eID")
typed = Typed("{given}", "{family}", "{number}", "orange_card", "B 1234567", "{mail}", "nl")
print("code=" + counter.register(here, typed, Trace(actor="test")).code)
"""


def at_the_counter(live: Live, **person: str) -> str:
    """Register somebody as a civil servant does; returns the code of the letter."""
    told = live.manage("shell", "-v0", "-c", _REGISTER.format(**person))
    found = re.search(r"code=([A-Z0-9-]+)", told)
    assert found, told
    return found[1]


def link_to(live: Live, mailbox: str) -> str:
    """The link in the newest e-mail to somebody, as the demo's own page lists it."""
    for _wait in range(150):
        told = httpx.get(f"{live.origin('post')}/berichten.json", trust_env=False).json()
        mine = [each["text"] for each in told if each["to"] == mailbox and "link=" in each["text"]]
        if mine:
            return str(re.findall(r"https?://\S+", mine[0])[0])
        time.sleep(0.1)
    raise AssertionError("no e-mail came")


def fill(page: Page, **fields: str) -> None:
    """Fill in a form (`user_name` for `user-name`) and press its button."""
    for name, text in fields.items():
        page.locator(f"#{name.replace('_', '-')}").fill(text)
    page.locator("main form button").click()


def picture(page: Page, name: str) -> None:
    """Keep how the page looks, when somebody wants to see it."""
    for scheme, width in [("light", 1280), ("light", 390), ("dark", 390)] if SHOTS else []:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=Path(SHOTS) / f"{name}-{scheme}-{width}.png", full_page=True)


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_letter_and_link_give_somebody_without_a_card_keys(tab: Page, live: Live, look: Look) -> None:
    code = at_the_counter(live, given="Oksana", family="Koval", number="92400006909", mail="oksana@example.org")
    link = link_to(live, "oksana@example.org")
    tab.goto(f"{live.portal}/aanmelden?terug=/")
    tab.get_by_text("Geen kaart, en nog geen sleutel?").click()
    look()
    picture(tab, "no-key-yet")
    tab.get_by_role("link", name="Hebt u de brief?").click()
    heading(tab, "Uw digitale sleutels activeren")
    look()
    tab.goto(f"{live.access}/op/activeren?link=verzonnen")
    heading(tab, "Dit werkt niet")
    look()
    tab.goto(link)
    heading(tab, "Typ de code van uw brief")
    assert tab.url == f"{live.access}/op/activeren/code"
    look()
    picture(tab, "activate-code")
    fill(tab, code="AAAA-AAAA-AAAA")
    expect(tab.get_by_role("alert")).to_contain_text("nog 4 keer")
    look()
    picture(tab, "activate-code-wrong")
    fill(tab, code=code.lower().replace("-", " "))
    heading(tab, "Kies een gebruikersnaam en een wachtwoord")
    look()
    picture(tab, "activate-password")
    fill(tab, user_name="oksana.k", password=PASSWORD, again=PASSWORD)
    heading(tab, "Voeg uw eerste sleutel toe")
    look()
    picture(tab, "activate-keys")
    tab.go_back()
    heading(tab, "Voeg uw eerste sleutel toe")

    tab.get_by_role("link", name="App op uw telefoon").click()
    heading(tab, "Een app op uw telefoon toevoegen")
    app = scan(tab.content())
    fill(tab, code=app.earlier())
    heading(tab, "Voeg nog een sleutel toe, of meld u aan")
    look()
    picture(tab, "activate-more")
    tab.get_by_role("button", name="Klaar: aanmelden").click()
    tab.get_by_role("link", name="App op uw telefoon Uw gebruikersnaam").click()
    fill(tab, user_name="oksana.k", password=PASSWORD, code=app.code())
    tab.wait_for_url(f"{live.portal}/")
    expect(tab.locator("body")).to_contain_text("Oksana")
    tab.goto(link)
    heading(tab, "Deze link is al gebruikt")
    look()
    picture(tab, "activate-used")
    written = "".join(logs(live).values())
    assert "/op/activeren" in written, "the refused link is told, without its token"
    for secret in (link.partition("=")[2], code, "oksana@example.org"):
        assert secret not in written


@pytest.mark.parametrize("width", [390])
def test_it_needs_no_script(browser: Browser, live: Live, width: int) -> None:
    code = at_the_counter(live, given="Robin", family="Leeman", number="99611251975", mail="robin@example.org")
    context = browser.new_context(locale="nl-BE", java_script_enabled=False, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(link_to(live, "robin@example.org"))
    fill(page, code=code)
    fill(page, user_name="robin.l", password=PASSWORD, again=PASSWORD)
    page.get_by_role("link", name="App op uw telefoon").click()
    heading(page, "Een app op uw telefoon toevoegen")
    fill(page, code=scan(page.content()).code())
    heading(page, "Voeg nog een sleutel toe, of meld u aan")
    context.close()
