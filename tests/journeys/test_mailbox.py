"""The mailbox in a browser: every state through axe, by keyboard alone, and without any script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import TOO_WIDE, Look
from tests.journeys.steps import Keyboard, Tickets
from tests.landscape import Live


def opened(tab: Page, subject: str) -> None:
    """Go from the list to a message."""
    tab.goto(re.sub(r"(/berichten).*", r"\1", tab.url))
    tab.locator(".mails a", has_text=subject).first.click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text(subject)


def many(tab: Page) -> int:
    """How many messages the list says there are."""
    return int(tab.locator("#count").inner_text().split()[0])


def test_the_list_in_all_its_states(tab: Page, live: Live, look: Look, tickets: Tickets) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.goto(f"{live.portal}/berichten")
    expect(tab.locator(".mail")).to_have_count(25)
    look()
    tab.goto(f"{live.portal}/berichten?filters=1&label=Kinderen")
    tab.locator("summary", has_text="bewaren").click()
    look()
    tab.goto(f"{live.portal}/berichten?label=Nergens")
    expect(tab.locator(".empty")).to_be_visible()
    look()
    tab.goto(f"{live.portal}/berichten/ordenen")
    look()


def test_every_kind_of_message(tab: Page, live: Live, look: Look, tickets: Tickets) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.goto(f"{live.portal}/berichten")
    for subject in ("inname van het openbaar domein", "bewonerskaart", "juiste data", "Uitnodiging: speelstraat"):
        opened(tab, subject)
        tab.evaluate("document.querySelectorAll('details.pop').forEach((fold) => { fold.open = true; })")
        look()
    tab.goto(tab.url.partition("?")[0] + "/gezien")
    look()


def test_a_mailbox_that_is_not_open_invites(tab: Page, live: Live, look: Look, tickets: Tickets) -> None:
    tickets.sign_in(tab.context, "emma")
    tab.goto(f"{live.portal}/berichten")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Uw mailbox is nog niet open")
    look()
    tab.goto(f"{live.portal}/berichten/019300a0-0000-7000-8000-000000000000")
    look()


@pytest.mark.parametrize("language", ["fr", "de", "en"])
def test_nothing_is_wider_than_a_small_phone(tab: Page, live: Live, tickets: Tickets, language: str) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.set_viewport_size({"width": 320, "height": 800})
    found = []
    for path in ("/", "/berichten", "/berichten?filters=1", "/berichten/ordenen"):
        tab.goto(f"{live.portal}{path}{'&' if '?' in path else '?'}taal={language}")
        found += [f"{path}: {why}" for why in [tab.evaluate(TOO_WIDE)] if why]
    tab.goto(f"{live.portal}/berichten")
    tab.locator(".mails a", has_text="inname").first.click()
    tab.wait_for_url("**/berichten/**")
    found += [f"bill: {why}" for why in [tab.evaluate(TOO_WIDE)] if why]
    assert found == []


def test_the_keyboard_alone_reads_pays_archives_and_undoes(tab: Page, live: Live, tickets: Tickets) -> None:
    tickets.sign_in(tab.context, "jozef")
    keyboard = Keyboard(tab)
    tab.goto(f"{live.portal}/berichten")
    total = many(tab)
    keyboard.press("huisvuil")
    tab.wait_for_url("**/berichten/*-*")
    keyboard.press("Ik heb dit betaald")
    expect(tab.locator(".bill.paid")).to_be_visible()
    tab.keyboard.press("e")
    tab.wait_for_url("**gedaan=**")
    expect(tab.get_by_role("status").filter(has_text="in het archief")).to_be_visible()
    assert many(tab) == total - 1
    keyboard.press("Ongedaan maken")
    expect(tab.get_by_role("status").filter(has_text="alles is weer")).to_be_visible()
    assert many(tab) == total
    tab.keyboard.press("j")
    assert "aria-current" not in keyboard.focused()
    tab.keyboard.press("?")
    tab.wait_for_url("**/ordenen#k")
    assert not keyboard.unseen


def test_what_is_opened_counts_as_read_at_once(tab: Page, live: Live, tickets: Tickets) -> None:
    tickets.sign_in(tab.context, "wouter")
    tab.goto(f"{live.portal}/berichten")
    badge = tab.locator(".tabs [data-unread] [aria-hidden]")
    before = int(badge.inner_text())
    opened(tab, "rijbewijs")
    expect(badge).to_have_text(str(before - 1))
    tab.goto(f"{live.portal}/berichten?toon=ongelezen")
    expect(badge).to_have_text(str(before - 1))


def test_without_a_script_all_of_it_works(browser: Browser, live: Live, tickets: Tickets) -> None:
    context = browser.new_context(locale="nl-BE", java_script_enabled=False)
    tickets.sign_in(context, "noor")
    page = context.new_page()
    page.goto(f"{live.portal}/berichten")
    page.get_by_label("Meer berichten kiezen").check()
    for place in (3, 4):
        page.locator(".pick input").nth(place).check()
    page.locator(".bulk").get_by_role("button", name="Archiveren").click()
    expect(page.get_by_text("2 berichten liggen nu in het archief.")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("Ongedaan gemaakt")).to_be_visible()
    page.locator(".mails a", has_text="juiste data").first.click()
    expect(page.frame_locator("iframe.text").get_by_text("Beste buur")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mailbox")
    context.close()
