"""Noor reads who looked, does not recognise one of them and asks; Sofie, the officer, answers; Noor reads it (B10)."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import Look
from tests.journeys.steps import Tickets, leaf_to
from tests.journeys.test_desk import heading, work
from tests.landscape import Live

QUESTION = "Ik ken deze afzender niet.\nWaarom schreef die mij?"
ANSWER = "Dat was de dienst Wonen, over uw premie. Die mag u schrijven."


def ask(tab: Page, look: Look) -> None:
    """Noor finds a line and asks about it."""
    line = tab.get_by_role("listitem").filter(has_text="Bericht in uw mailbox gelegd")
    leaf_to(tab, line.get_by_role("link", name="Dit herken ik niet")).first.click()
    heading(tab, "Dit herken ik niet")
    look()
    tab.get_by_label("Wat wilt u weten?").fill(QUESTION)
    tab.get_by_role("button", name="De vraag versturen").click()
    heading(tab, "Uw vraag")
    expect(tab.get_by_role("main")).to_contain_text("Ontvangen")
    look()


def answer(officer: Page, live: Live) -> None:
    """Sofie takes it in hand and answers."""
    desk = work(officer, live, "Sofie Janssens")
    officer.get_by_role("navigation").get_by_role("link", name="Wie keek").click()
    heading(officer, "Vragen over wie keek")
    officer.get_by_role("link", name=re.compile("^Vraag [0-9A-F]{8}$")).first.click()
    expect(officer.get_by_role("main")).to_contain_text("Ik ken deze afzender niet.")
    expect(officer.get_by_role("main")).to_contain_text("het spoor van deze burger is heel")
    officer.get_by_role("button", name="In behandeling nemen").click()
    officer.get_by_label("Het antwoord aan de burger").fill(ANSWER)
    officer.get_by_role("button", name="Antwoord versturen").click()
    expect(officer.get_by_role("main")).to_contain_text("Het antwoord is verstuurd")
    assert officer.url.startswith(desk)


def test_noor_asks_who_looked_and_reads_the_answer(
    tab: Page, browser: Browser, live: Live, look: Look, tickets: Tickets
) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.goto(live.portal)
    tab.get_by_role("link", name="Wie keek naar mijn gegevens?").last.click()
    heading(tab, "Wie keek naar mijn gegevens?")
    tab.evaluate("document.querySelectorAll('details:not(.account)').forEach((fold) => { fold.open = true; })")
    look()
    tab.get_by_label("Wat u ziet").select_option("alles")
    tab.get_by_role("button", name="Tonen").click()
    expect(tab.get_by_role("main")).to_contain_text("Overzicht geopend")
    expect(tab.get_by_role("main")).to_contain_text("U deed dit zelf.")
    tab.evaluate("document.querySelectorAll('details:not(.account)').forEach((fold) => { fold.open = true; })")
    look()
    tab.get_by_label("Wat u ziet").select_option("")
    tab.get_by_role("button", name="Tonen").click()
    ask(tab, look)
    desk = browser.new_context(locale="nl-BE")
    answer(desk.new_page(), live)
    desk.close()
    tab.goto(f"{live.portal}/inzage")
    expect(tab.get_by_role("main")).to_contain_text("De functionaris voor gegevensbescherming van Gemeente Zonnegem")
    tab.get_by_role("link", name=re.compile("Vraag van")).first.click()
    expect(tab.get_by_role("main")).to_contain_text(ANSWER)
    look()
    tab.goto(f"{live.portal}/inzage/vragen")
    look()
    tab.goto(f"{live.portal}/inzage/vragen/019300a0-0000-7000-8000-000000000000")
    heading(tab, "Dit staat niet in uw spoor")
    look()


def test_the_officer_s_pages_in_every_state(
    tab: Page, live: Live, look: Look, tickets: Tickets, browser: Browser
) -> None:
    citizen = browser.new_context(locale="nl-BE")
    tickets.sign_in(citizen, "noor")
    page = citizen.new_page()
    page.goto(f"{live.portal}/inzage")
    ask(page, lambda: None)
    citizen.close()
    work(tab, live, "Sofie Janssens")
    look()
    tab.get_by_role("navigation").get_by_role("link", name="Wie keek").click()
    look()
    tab.get_by_role("link", name=re.compile("^Vraag [0-9A-F]{8}$")).first.click()
    look()
    tab.get_by_role("button", name="In behandeling nemen").click()
    look()
    tab.evaluate("document.querySelector('textarea').required = false")
    tab.get_by_role("button", name="Antwoord versturen").click()
    expect(tab.get_by_role("alert")).to_contain_text("Schrijf het antwoord.")
    look()
    tab.get_by_label("Het antwoord aan de burger").fill(ANSWER)
    tab.get_by_role("button", name="Antwoord versturen").click()
    look()
    tab.goto(f"{live.origin('balie')}/inzage?staat=answered")
    look()
