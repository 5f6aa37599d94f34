"""Sofie writes an announcement, wrong at first; Bram releases it without scripts, follows and stops it (C17, E1)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import Look
from tests.journeys.test_desk import heading, work
from tests.landscape import Live

SHOTS = os.environ.get("MBT_SHOTS", "")
SOFIE = "88.67.16-168.20"
TITLE = "De energietoeslag begint"


def picture(tab: Page, name: str) -> None:
    """Keep how the page looks, when somebody wants to see it."""
    for scheme, width in [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)] if SHOTS else []:
        tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        tab.set_viewport_size({"width": width, "height": 900})
        tab.screenshot(path=Path(SHOTS) / f"announcing-{name}-{scheme}-{width}.png", full_page=True)


@contextmanager
def plain(browser: Browser, live: Live, name: str) -> Iterator[Page]:
    """A colleague's tab without scripts; only the card reader has them."""
    signing = browser.new_context(locale="nl-BE")
    work(signing.new_page(), live, name)
    context = browser.new_context(
        locale="nl-BE", java_script_enabled=False, storage_state=signing.storage_state(), reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()
    signing.close()


def write(tab: Page) -> None:
    """Fill the form in."""
    tab.get_by_label("Referentie").fill("2026-energietoeslag")
    tab.get_by_label("Naar welke pagina").select_option("/attesten")
    words = {
        "nl": (TITLE, "U kunt hem vragen tot eind december. U hebt er geen papieren voor nodig."),
        "fr": ("La prime énergie commence", "Vous pouvez la demander jusqu’à fin décembre."),
        "de": ("Die Energieprämie beginnt", "Sie können sie bis Ende Dezember beantragen."),
        "en": ("The energy allowance begins", "You can ask for it until the end of December."),
    }
    for language, (title, text) in words.items():
        tab.locator(f"#{language}-title").fill(title)
        tab.locator(f"#{language}-text").fill(text)
    tab.get_by_label("Naar een lijst van mensen").check()


def release(colleague: Page, desk: str) -> None:
    """Release it, and look until it was told."""
    colleague.goto(f"{desk}/aankondigingen")
    colleague.get_by_role("link", name=TITLE).click()
    picture(colleague, "release")
    colleague.get_by_role("button", name="Vrijgeven aan 1 persoon").click()
    expect(colleague.get_by_role("status").last).to_contain_text("Vrijgegeven")
    for _time in range(40):
        if "Aan allen verteld" in colleague.content():
            break
        colleague.wait_for_timeout(500)
        colleague.get_by_role("link", name="Kijk opnieuw").click()
    expect(colleague.get_by_role("main")).to_contain_text("1 van 1")


def stop(colleague: Page) -> None:
    """Stop it, at first without saying why."""
    colleague.get_by_text("Deze aankondiging stoppen").click()
    colleague.get_by_role("button", name="Nu stoppen").click()
    expect(colleague.get_by_role("alert")).to_contain_text("Zeg waarom")
    colleague.get_by_label("Waarom ze stopt").fill("De datum klopt niet.")
    colleague.get_by_role("button", name="Nu stoppen").click()
    expect(colleague.get_by_role("main")).to_contain_text("Gestopt door Bram")


def test_one_writes_and_another_releases_follows_and_stops(tab: Page, browser: Browser, live: Live, look: Look) -> None:
    desk = work(tab, live, "Sofie Janssens")
    tab.get_by_role("link", name="Aankondigingen").first.click()
    heading(tab, "Aankondigingen")
    look()
    picture(tab, "empty")
    tab.get_by_role("link", name="Nieuwe aankondiging").click()
    write(tab)
    tab.get_by_label("Of plak de lijst").fill(f"{SOFIE}\n88.67.16-168.21\n")
    tab.locator("#fr-title").fill("")
    tab.get_by_role("button", name="Nakijken").click()
    expect(tab.get_by_role("alert")).to_contain_text("Op regel 2 staat geen rijksregisternummer")
    expect(tab.locator("#nl-title")).to_have_value(TITLE)
    assert "88.67.16" not in tab.content()
    look()
    picture(tab, "wrong")
    tab.locator("#fr-title").fill("La prime énergie commence")
    tab.get_by_label("Of plak de lijst").fill(f"{SOFIE}\n85.01.01-123.87\n")
    tab.get_by_role("button", name="Nakijken").click()
    heading(tab, TITLE)
    expect(tab.get_by_role("main")).to_contain_text("Naar 1 persoon op een lijst.")
    expect(tab.get_by_role("main")).to_contain_text("Nog 1 erop kennen we hier niet")
    expect(tab.get_by_role("main")).to_contain_text("La prime énergie commence")
    look()
    picture(tab, "preview")
    with tab.context.expect_page() as letter:
        tab.get_by_role("link", name="Bekijk ze zoals mailprogramma’s ze tonen (Nederlands)").click()
    expect(letter.value.get_by_text("Dag Noor")).to_be_visible()
    picture(letter.value, "letter")
    letter.value.close()
    tab.get_by_role("button", name="Stuur ze als proef naar mij").click()
    expect(tab.get_by_role("status").last).to_contain_text("De proef staat")
    tab.get_by_role("button", name="Aan een collega voorleggen").click()
    expect(tab.get_by_role("main")).to_contain_text("Ze wacht op een collega")
    expect(tab.get_by_role("button", name="Vrijgeven")).to_have_count(0)
    look()
    with plain(browser, live, "Bram Wouters") as colleague:
        release(colleague, desk)
        tab.goto(colleague.url)
        heading(tab, TITLE)
        look()
        picture(tab, "told")
        stop(colleague)
        tab.reload()
        look()
        picture(tab, "stopped")
    tab.goto(f"{desk}/aankondigingen")
    expect(tab.get_by_role("row", name=re.compile(TITLE))).to_contain_text("Gestopt")
    look()
    picture(tab, "every")
