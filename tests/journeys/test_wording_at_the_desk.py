"""Sofie writes the words of a category, wrong at first; she sees them arrive, and they hold (E1)."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.looking import Look
from tests.journeys.test_desk import heading, work
from tests.landscape import Live

SHOTS = os.environ.get("MBT_SHOTS", "")


def picture(tab: Page, name: str) -> None:
    """Keep how the page looks, when somebody wants to see it."""
    for scheme, width in [("light", 1280), ("dark", 390)] if SHOTS else []:
        tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        tab.set_viewport_size({"width": width, "height": 900})
        tab.screenshot(path=Path(SHOTS) / f"wording-{name}-{scheme}-{width}.png", full_page=True)


def test_sofie_writes_the_words_of_a_category(tab: Page, live: Live, look: Look) -> None:
    desk = work(tab, live, "Sofie Janssens")
    tab.goto(f"{desk}/")
    tab.get_by_role("link", name="Woorden van meldingen").first.click()
    heading(tab, "Woorden van meldingen")
    look()
    picture(tab, "every")
    tab.get_by_role("link", name="Nieuwe categorie").click()
    tab.get_by_label("Naam van de categorie").fill("AfspraakHerinnering")
    tab.get_by_label("Sleutels die afzenders moeten sturen").fill("Wanneer")
    tab.get_by_label("Sleutels die afzenders mogen sturen").fill("Waar")
    for language in ("nl", "fr", "de", "en"):
        tab.locator(f"#{language}-title").fill("Uw afspraak: {Wanneer}")
        tab.locator(f"#{language}-text").fill("Tot dan[ in {Waar}].")
    tab.locator("#nl-text").fill("Tot dan in {Waar}.")
    tab.get_by_role("button", name="Nakijken").click()
    expect(tab.get_by_role("alert")).to_contain_text("kan ontbreken")
    look()
    picture(tab, "form")
    tab.locator("#nl-text").fill("Tot dan[ in {Waar}].")
    tab.get_by_role("button", name="Nakijken").click()
    heading(tab, "Kijk het na: AfspraakHerinnering")
    expect(tab.get_by_role("main")).to_contain_text("Tot dan in ‹Waar›.")
    look()
    picture(tab, "look")
    tab.get_by_role("button", name="Dit klopt: bewaren").click()
    expect(tab.get_by_role("status").last).to_contain_text("Bewaard")
    expect(tab.get_by_role("link", name="AfspraakHerinnering")).to_be_visible()
