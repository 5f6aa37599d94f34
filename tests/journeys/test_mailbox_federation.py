"""Noor reads one list of two registries; one dies, is named, and comes back; a letter is opened where it lies (C2)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import Look
from tests.journeys.steps import Tickets
from tests.landscape import Live

SHOTS = os.environ.get("MBT_SHOTS", "")
SUBJECT = "Uw aanslagbiljet personenbelasting 2025"


def behave(live: Live, mode: str) -> None:
    """Let the other registry behave in a certain way."""
    told = {"mode": mode, "milliseconds": 40}
    assert httpx.put(f"{live.origin('ebox2')}/behaviour", json=told, trust_env=False).status_code == 204


@pytest.fixture
def registry(live: Live) -> Iterator[Live]:
    """The other registry of the demo, which is well again afterwards."""
    behave(live, "fine")
    yield live
    behave(live, "fine")


def picture(page: Page, name: str) -> None:
    """Keep how the page looks, when somebody wants to see it."""
    ways = [("light", 1280), ("light", 390), ("dark", 1280), ("dark", 390)] if SHOTS else []
    for scheme, width in ways:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=Path(SHOTS) / f"federation-{name}-{scheme}-{width}.png")


def test_one_list_of_two_registries(tab: Page, registry: Live, tickets: Tickets, look: Look) -> None:
    live = registry
    tickets.sign_in(tab.context, "noor")
    tab.goto(f"{live.portal}/berichten")
    row = tab.locator("#mails").get_by_role("link", name=SUBJECT)
    expect(row).to_be_visible()
    expect(row).to_contain_text("FOD Voorbeeld Financiën")
    expect(row).to_contain_text("Federaal register")
    picture(tab, "list")
    look()

    behave(live, "refuses")
    tab.goto(f"{live.portal}/berichten")
    expect(tab.get_by_text("Federaal register antwoordt nu niet")).to_be_visible()
    expect(tab.locator("#count")).to_contain_text("Federaal register")
    expect(tab.get_by_role("link", name=SUBJECT)).to_have_count(0)
    expect(tab.locator("#mails li").first).to_be_visible()
    picture(tab, "silent")
    look()

    behave(live, "fine")
    tab.get_by_role("link", name="Opnieuw proberen").click()
    tab.locator("#mails").get_by_role("link", name=SUBJECT).click()
    expect(tab.get_by_role("heading", level=1)).to_have_text(SUBJECT)
    expect(tab.get_by_text("Wij bewaren er niets van")).to_be_visible()
    picture(tab, "message")
    look()
    tab.goto(f"{live.portal}/berichten")
    expect(tab.locator("li.mail.new", has_text=SUBJECT)).to_have_count(0)

    behave(live, "refuses")
    tab.goto(f"{live.portal}/berichten")
    tab.goto(tab.url + "/elders/federaal/bm9ib2R5")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Federaal register antwoordt niet")
    picture(tab, "gone")
    look()


def test_the_menu_counts_all_and_says_when_it_cannot(tab: Page, registry: Live, tickets: Tickets, look: Look) -> None:
    live = registry
    tickets.sign_in(tab.context, "noor")
    badge = tab.locator(".tabs [data-unread] [aria-hidden]")
    behave(live, "refuses")
    tab.goto(live.portal)
    expect(tab.locator(".mail-elsewhere")).to_contain_text("Federaal register antwoordt nu niet")
    expect(badge).to_have_text(re.compile(r"^\d+\+$"))
    here = int(badge.inner_text().rstrip("+"))
    look()

    behave(live, "fine")
    tab.locator(".mail-elsewhere").get_by_role("link", name="Opnieuw proberen").click()
    expect(tab.locator(".mail-elsewhere")).to_contain_text("ongelezen")
    expect(badge).to_have_text(re.compile(r"^\d+$"))
    everything = int(badge.inner_text())
    assert everything > here
    expect(tab.locator("article.todo", has_text=SUBJECT)).to_be_visible()
    look()

    tab.goto(f"{live.portal}/berichten")
    expect(tab.locator("#count b")).to_have_text(f"{everything} ongelezen")
    expect(badge).to_have_text(str(everything))


def test_the_operator_s_check_finds_nothing_wrong(registry: Live) -> None:
    told = registry.manage("mailbox_registries", "--check")
    assert "the federation: active" in told
    assert told.rstrip().endswith("all right")
