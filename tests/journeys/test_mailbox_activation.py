"""Emma activates her mailbox, sees the test message and its e-mail, and where she is told; stops, starts again (C3)."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import Any

import httpx
import psycopg
from playwright.sync_api import Page, expect

from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.journeys.looking import Look
from tests.journeys.steps import Tickets, mint
from tests.landscape import Live

SHOTS = os.environ.get("MBT_SHOTS", "")
MAILBOX = "emma.peeters@voorbeeld.example"


def letter_to(live: Live, mailbox: str, words: str) -> str:
    """The newest e-mail to somebody with these words in it, as the demo's own page lists it."""
    for _wait in range(300):
        told = httpx.get(f"{live.origin('post')}/berichten.json", trust_env=False).json()
        mine = [each["text"] for each in told if each["to"] == mailbox and words in each["text"]]
        if mine:
            return str(mine[0])
        time.sleep(0.1)
    raise AssertionError("no e-mail came")


def code_for(live: Live, mailbox: str) -> str:
    found = re.match(r"\d{6}", letter_to(live, mailbox, "is uw code"))
    assert found
    return found[0]


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def picture(page: Page, name: str) -> None:
    """Keep how the page looks, when somebody wants to see it."""
    ways = [("light", 1280), ("light", 390), ("dark", 1280), ("dark", 390)] if SHOTS else []
    for scheme, width in ways:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=Path(SHOTS) / f"mailbox-{name}-{scheme}-{width}.png", full_page=True)


def type_code(tab: Page, live: Live, mailbox: str) -> None:
    tab.locator("#code").fill(code_for(live, mailbox))
    tab.get_by_role("button", name="Verder").click()


def test_a_citizen_activates_the_mailbox(tab: Page, live: Live, tickets: Tickets, look: Look) -> None:
    tickets.sign_in(tab.context, "emma")
    tab.goto(f"{live.portal}/berichten")
    tab.get_by_role("link", name="Wat het betekent").click()
    heading(tab, "Uw mailbox activeren")
    expect(tab.locator(".writers")).to_contain_text("Gemeente Zonnegem")
    look()
    picture(tab, "meaning")
    tab.get_by_role("link", name="Ik begrijp het, verder").click()
    heading(tab, "Waar laten we weten dat er post is?")
    picture(tab, "email")
    tab.get_by_label("E-mailadres").fill("emma")
    tab.get_by_role("button", name="Code sturen").click()
    expect(tab.get_by_role("alert")).to_contain_text("Dit is geen e-mailadres")
    look()
    picture(tab, "email-wrong")
    tab.get_by_label("E-mailadres").fill(MAILBOX)
    tab.get_by_role("button", name="Code sturen").click()
    heading(tab, "Typ de code die we stuurden")
    look()
    picture(tab, "code")
    type_code(tab, live, MAILBOX)
    heading(tab, "Uw mailbox activeren")
    tab.get_by_role("button", name="Activeren").click()
    expect(tab.get_by_role("alert")).to_contain_text("Vink het vakje aan")
    look()
    picture(tab, "consent-wrong")
    tab.get_by_label("Ik wil mijn brieven").check()
    tab.get_by_role("button", name="Activeren").click()
    heading(tab, "Uw mailbox is actief")
    look()
    picture(tab, "activated")
    assert "Dag Emma," in letter_to(live, MAILBOX, "Dit is een testbericht")
    tab.get_by_role("link", name="Naar uw berichten").click()
    expect(tab.locator("main")).to_contain_text("Dit is een testbericht")


def test_she_sees_where_she_is_told_stops_and_starts_again(tab: Page, live: Live, tickets: Tickets, look: Look) -> None:
    tickets.sign_in(tab.context, "emma")
    tab.goto(f"{live.portal}/berichten/instellingen")
    look()
    picture(tab, "settings")
    tab.get_by_role("link", name="Het adres in uw profiel wijzigen").click()
    tab.wait_for_url("**/profiel**")
    expect(tab.locator("main")).to_contain_text(MAILBOX)
    tab.go_back()
    expect(tab.locator("main")).to_contain_text(MAILBOX)
    tab.get_by_role("link", name="De mailbox stoppen").click()
    heading(tab, "De mailbox stoppen?")
    look()
    picture(tab, "stop")
    tab.get_by_role("button", name="De mailbox stoppen").click()
    expect(tab.locator("main")).to_contain_text("Uw mailbox is gestopt")
    look()
    picture(tab, "stopped")
    tab.get_by_role("link", name="Opnieuw beginnen").click()
    heading(tab, "Uw mailbox opnieuw starten")
    tab.get_by_role("link", name="Ik begrijp het, verder").click()
    tab.get_by_label("Ik wil mijn brieven").check()
    tab.get_by_role("button", name="Opnieuw beginnen").click()
    heading(tab, "Uw mailbox is actief")
    tab.goto(f"{live.portal}/berichten")
    expect(tab.locator("main")).to_contain_text("Dit is een testbericht")


def test_who_did_not_look_for_long_is_invited_on_the_overview_and_looking_ends_it(
    tab: Page, live: Live, tickets: Tickets, look: Look, database: psycopg.Connection[tuple[Any, ...]]
) -> None:
    database.execute(
        "UPDATE mailbox_box SET dormant_since = now(), consulted_at = NULL "
        "WHERE box_id IN (SELECT box_id FROM mailbox_message WHERE application = 'mijn-burgerprofiel')"
    )
    tickets.sign_in(tab.context, "emma")
    tab.goto(live.portal)
    expect(tab.get_by_role("heading", name="Er wachten al lang brieven op u")).to_be_visible()
    look()
    picture(tab, "dormant")
    tab.get_by_role("link", name="Nu kijken").click()
    expect(tab.locator("main")).to_contain_text("Dit is een testbericht")
    tab.goto(live.portal)
    expect(tab.get_by_role("heading", name="Mailbox")).to_be_visible()
    expect(tab.get_by_role("heading", name="Er wachten al lang brieven op u")).to_have_count(0)


def test_a_child_reads_from_when_and_a_minor_that_letters_come_to_them(
    tab: Page, live: Live, tickets: Tickets, look: Look
) -> None:
    tickets.sign_in(tab.context, "lotte")
    tab.goto(f"{live.portal}/berichten/activeren")
    expect(tab.locator("main")).to_contain_text("niet meer bij uw ouders")
    tab.context.clear_cookies()
    cookie = mint(live, [(BY_SLUG["stan"].ssin, "Stan", "Claes")])[0]
    tab.context.add_cookies([{"name": "mbp", "value": cookie, "url": live.portal}])
    tab.goto(f"{live.portal}/berichten/activeren")
    heading(tab, "Een eigen mailbox kan vanaf 12 jaar")
    look()
    picture(tab, "under-12")
