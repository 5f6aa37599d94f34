"""What others keep of Noor stands on her list, with and without JavaScript; our own door is a keeper like any other."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import Look
from tests.journeys.steps import Tickets
from tests.landscape import Live

OURS = "Attest van deelname aan het speelplein"


def _behave(live: Live, keeper: str, mode: str) -> None:
    url, there = f"http://127.0.0.1:{live.port}/{keeper}/behaviour", {"Host": f"attesten.localhost:{live.port}"}
    httpx.put(url, json={"mode": mode, "milliseconds": 0}, headers=there).raise_for_status()


@pytest.fixture
def slow_keeper(live: Live) -> Iterator[str]:
    """One of the keepers never ends its answer."""
    _behave(live, "kinderopvang", "slow")
    yield "Buitenschoolse opvang Zonnegem"
    _behave(live, "kinderopvang", "fine")


def test_noor_finds_and_saves_what_others_keep_and_reads_who_does_not_answer(
    tab: Page, live: Live, look: Look, tickets: Tickets, slow_keeper: str
) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.goto(f"{live.portal}/attesten")
    part = tab.get_by_role("region", name="Wat anderen voor u bewaren")
    expect(part).to_contain_text("Visverlof")
    expect(part).to_contain_text(OURS)
    expect(part).to_contain_text("Gemeente Zonnegem")
    expect(part.get_by_role("heading", name=f"{slow_keeper} antwoordt niet")).to_be_visible()
    look()
    for name in ("Permis de pêche bewaren", f"{OURS} bewaren"):
        with tab.expect_download() as saving:
            part.get_by_role("link", name=name).click()
        assert saving.value.path().read_bytes().startswith(b"%PDF-")
    _behave(live, "kinderopvang", "fine")
    part.get_by_role("link", name="Opnieuw proberen").click()
    expect(part).to_contain_text(f"{slow_keeper} bewaart geen attest van u.")
    look()


def test_a_document_that_does_not_come_has_a_page_that_says_so(
    tab: Page, live: Live, look: Look, tickets: Tickets
) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.goto(f"{live.portal}/attesten")
    place = tab.get_by_role("link", name="Visverlof bewaren").get_attribute("href")
    _behave(live, "natuur", "no_document")
    try:
        tab.goto(f"{live.portal}{place}")
        expect(tab.get_by_role("heading", level=1)).to_have_text(
            "Agentschap Water en Natuur geeft dit document nu niet"
        )
        look()
    finally:
        _behave(live, "natuur", "fine")


def test_without_javascript_the_same_stands_there(browser: Browser, live: Live, tickets: Tickets) -> None:
    context = browser.new_context(locale="nl-BE", java_script_enabled=False)
    tickets.sign_in(context, "noor")
    page = context.new_page()
    page.goto(f"{live.portal}/attesten")
    expect(page.locator("b").get_by_text(OURS, exact=True)).to_be_visible()
    expect(page.get_by_text("Buitenschoolse opvang Zonnegem bewaart geen attest van u.")).to_be_visible()
    expect(page.get_by_text("We vragen het nu op").first).to_be_hidden()
    context.close()
