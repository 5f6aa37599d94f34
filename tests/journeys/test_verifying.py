"""A certificate goes round: a citizen asks for it, somebody who is sent it verifies it, and its issuer withdraws it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.certificates import tampered
from tests.journeys.looking import Look
from tests.journeys.steps import Tickets
from tests.landscape import Live

SOON = 30_000
"""Milliseconds in which a certificate is made, on a busy machine."""


def _asked(citizen: Page, live: Live, language: str) -> Path:
    """Ask for a certificate and save it."""
    citizen.goto(f"{live.portal}/attesten/aanvragen/employment")
    citizen.locator("input[name=doel]").first.check()
    citizen.locator(f"input[name=taal][value={language}]").check()
    citizen.get_by_role("button", name="Vraag dit attest aan").click()
    with citizen.expect_download(timeout=SOON) as saving:
        citizen.get_by_role("link", name="Bewaar het verzegelde bestand").click(timeout=SOON)
    return saving.value.path()


@pytest.fixture
def certificate(browser: Browser, live: Live, tickets: Tickets) -> Iterator[Path]:
    """A sealed file as a citizen saved it."""
    context = browser.new_context(locale="nl-BE")
    tickets.sign_in(context, "wouter")
    yield _asked(context.new_page(), live, "nl")
    context.close()


def _show(tab: Page, live: Live, file: Path) -> None:
    tab.goto(f"{live.portal}/controleren")
    tab.get_by_label("Kies de pdf").set_input_files(file)


def test_who_gets_a_certificate_reads_that_it_is_real_and_later_that_it_was_withdrawn(
    tab: Page, live: Live, look: Look, certificate: Path, tmp_path: Path
) -> None:
    tab.goto(f"{live.portal}/controleren")
    look()
    _show(tab, live, certificate)
    title = tab.get_by_role("heading", level=1)
    expect(title).to_have_text("Dit document is echt en ongewijzigd")
    expect(tab.get_by_role("main")).to_contain_text("PAdES B-LTA")
    look()
    code = tab.locator("dd.code").inner_text()
    changed = tmp_path / "gewijzigd.pdf"
    changed.write_bytes(tampered.one_byte_changed(certificate.read_bytes()))
    _show(tab, live, changed)
    expect(title).to_have_text("Dit document is gewijzigd")
    look()
    tab.goto(f"{live.portal}/controleren")
    tab.get_by_label("De code die erop staat").fill(code.lower())
    tab.get_by_role("button", name="Zoek op").click()
    expect(title).to_have_text("Deze code hoort bij een attest dat geldt")
    expect(tab.get_by_role("main")).not_to_contain_text("Wouter")
    look()
    live.manage("certificates_withdraw", code, "mistake")
    tab.reload()
    expect(title).to_have_text("Dit attest is ingetrokken")
    look()
    _show(tab, live, certificate)
    expect(title).to_have_text("Dit attest is ingetrokken")
    expect(tab.get_by_role("main")).to_contain_text("er stond een fout op")


def test_it_works_without_a_script(browser: Browser, live: Live, certificate: Path) -> None:
    plain = browser.new_context(locale="nl-BE", java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{live.portal}/controleren")
    page.locator("input[type=file]").set_input_files(certificate)
    page.get_by_role("button", name="Controleer dit bestand").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit document is echt en ongewijzigd")
    plain.close()


def test_a_code_that_cannot_be_one_is_told_beside_what_was_typed(tab: Page, live: Live, look: Look) -> None:
    tab.goto(f"{live.portal}/controleren")
    tab.get_by_label("De code die erop staat").fill("abc")
    tab.get_by_role("button", name="Zoek op").click()
    expect(tab.get_by_role("alert")).to_contain_text("twaalf tekens")
    expect(tab.get_by_label("De code die erop staat")).to_have_value("abc")
    look()
    tab.get_by_text("Een document controleren").first.wait_for()
    assert re.search(r"/controleren\?code=abc$", tab.url)
