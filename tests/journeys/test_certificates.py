"""A citizen's certificates in the browser: asked for, saved, sent; without JavaScript too, for every eye (D3, D4)."""

from __future__ import annotations

from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import Look
from tests.journeys.steps import Tickets, behaving
from tests.landscape import Live

LIFE = "/attesten/rijksregister/life"
_SILENT = {"mode": "refuses"}


def _ask(page: Page) -> None:
    page.get_by_role("button", name="Vraag dit attest aan").click()


def _saved(page: Page) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name="Bewaar het verzegelde bestand").first.click()
    assert download.value.suggested_filename.endswith(".pdf")
    return Path(download.value.path())


def test_every_page_of_certificates_in_every_state(tab: Page, live: Live, look: Look, tickets: Tickets) -> None:
    tickets.sign_in(tab.context, "noor")
    for path in (
        "/attesten",
        "/attesten?van=rijksregister",
        "/attesten/gemeente",
        "/attesten/aanvragen/diplomas",
        LIFE,
    ):
        tab.goto(live.portal + path)
        tab.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        look()
    _ask(tab)
    expect(tab.get_by_role("heading", name="Uw attest is klaar")).to_be_visible()
    look()
    tab.goto(f"{live.portal}/attesten/rijksregister/cohabitation")
    _ask(tab)
    expect(tab.get_by_role("heading", name="Er is niets om te attesteren")).to_be_visible()
    look()
    with behaving(live, GeefAttest=_SILENT):
        _ask(tab)
        expect(tab.get_by_role("heading", name="Rijksregister antwoordt nu niet")).to_be_visible()
        look()
    tab.goto(f"{live.portal}/attesten")
    tab.get_by_label("Zoek op naam").fill("visverlof bestaat niet")
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("heeft zo’n naam")).to_be_visible()
    look()


def test_one_of_the_register_is_asked_for_and_saved_without_javascript(
    browser: Browser, live: Live, tickets: Tickets
) -> None:
    with browser.new_context(locale="nl-BE", java_script_enabled=False, accept_downloads=True) as context:
        tickets.sign_in(context, "noor")
        page = context.new_page()
        page.goto(live.portal + LIFE)
        page.get_by_label("Deutsch").check()
        _ask(page)
        assert "versie=de" in page.url
        assert _saved(page).read_bytes().startswith(b"%PDF-")


def test_one_of_ours_is_made_saved_sent_to_oneself_and_stands_in_the_list(
    tab: Page, live: Live, look: Look, tickets: Tickets
) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.goto(f"{live.portal}/attesten/aanvragen/employment")
    tab.get_by_label("Voor een bank, een verzekeraar of een notaris").check()
    _ask(tab)
    expect(tab.get_by_role("heading", name="Uw attest is klaar")).to_be_visible(timeout=20_000)
    address = tab.url
    content = _saved(tab).read_bytes()
    tab.get_by_label("Stuur ook het bestand mee").check()
    tab.get_by_role("button", name="Versturen").click()
    expect(tab.get_by_text("Het is onderweg naar")).to_be_visible()
    look()
    (letter,) = [each for each in _letters(live) if address.removeprefix(live.portal) in each["text"]]
    assert "tewerkstelling" not in (letter["text"] + letter["subject"]).lower()
    assert content.startswith(b"%PDF-")
    tab.goto(f"{live.portal}/attesten")
    expect(tab.get_by_role("link", name="Attest van tewerkstelling").first).to_have_attribute(
        "href", address.removeprefix(live.portal)
    )


def _letters(live: Live) -> list[dict[str, str]]:
    found: list[dict[str, str]] = httpx.get(f"{live.origin('post')}/berichten.json", trust_env=False).json()
    return found
