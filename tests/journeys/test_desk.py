"""Civil servants at work: Sofie registers somebody and proposes an application, Bram approves it (A4, A9)."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import Look
from tests.journeys.steps import show_card
from tests.landscape import Live

_NUMBER = "85.01.01-123.87"
"""Nobody of the cast."""


def work(tab: Page, live: Live, name: str) -> str:
    """Sign in at the desk with a card; returns where it is."""
    desk = live.origin("balie")
    tab.goto(desk)
    tab.get_by_role("link", name="Meld u aan").click()
    tab.wait_for_load_state("networkidle")
    show_card(tab, name)
    tab.wait_for_url(re.compile(rf"{desk}/|/op/doelgroep"), timeout=20_000)
    if "/op/doelgroep" in tab.url:
        tab.get_by_role("button", name="Gemeente Zonnegem").click()
    tab.wait_for_url(f"{desk}/", timeout=20_000)
    return desk


def heading(tab: Page, text: str) -> None:
    """The page has this title."""
    expect(tab.get_by_role("heading", level=1)).to_have_text(text)


def choose_purpose(tab: Page, look: Look) -> None:
    """The first step."""
    tab.get_by_role("link", name="Een identiteit registreren").click()
    heading(tab, "Een identiteit registreren")
    look()
    tab.get_by_label("Wacht op een verblijfskaart").check()
    tab.get_by_label("Uw referentie").fill("2026/114")
    tab.get_by_role("button", name="Verder").click()


def fill(tab: Page, again: str) -> None:
    """The second step."""
    tab.get_by_label("Oranje kaart").check()
    fields = {
        "Nummer van het document": "B 1234567",
        "Rijksregisternummer of BIS-nummer": _NUMBER,
        "Voornamen": "Wilhelmina Josephine Antoinette",
        "Familienaam": "van den Bossche-Vanderstraeten",
        "E-mailadres": "wilhelmina@example.org",
        "Hetzelfde e-mailadres nog eens": again,
    }
    for label, value in fields.items():
        tab.get_by_label(label, exact=True).fill(value)
    tab.get_by_role("button", name="Registreren").click()


def test_sofie_registers_somebody_and_gives_the_letter(tab: Page, live: Live, look: Look, tmp_path: Path) -> None:
    desk = work(tab, live, "Sofie Janssens")
    expect(tab.get_by_role("banner")).to_contain_text("Gemeente Zonnegem")
    look()
    choose_purpose(tab, look)
    heading(tab, "Wie staat er aan het loket?")
    fill(tab, "wilhelmina@example.com")
    expect(tab.get_by_role("alert")).to_contain_text("verschillen")
    look()
    tab.get_by_role("alert").get_by_role("link").click()
    expect(tab.get_by_label("Hetzelfde e-mailadres")).to_be_focused()
    fill(tab, "wilhelmina@example.org")
    heading(tab, "Druk nu de brief af")
    look()
    with tab.expect_download() as letter:
        tab.get_by_role("button", name="De brief openen").click()
    letter.value.save_as(tmp_path / "letter.pdf")
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")
    tab.get_by_role("button", name="De brief openen").click()
    expect(tab.get_by_role("alert")).to_contain_text("Die brief werd al geopend")
    look()
    tab.goto(f"{desk}/loket")
    expect(tab.get_by_role("row", name="Wilhelmina")).to_contain_text("Wacht op de persoon")
    look()
    assert _NUMBER not in tab.content()
    choose_purpose(tab, lambda: None)
    fill(tab, "wilhelmina@example.org")
    heading(tab, "Deze persoon is al geregistreerd")
    look()
    tab.get_by_role("link", name="Naar die registratie").click()
    heading(tab, "Wilhelmina Josephine Antoinette van den Bossche-Vanderstraeten")
    tab.get_by_text("De registratie intrekken").click()
    tab.get_by_role("group").filter(has_text="De registratie intrekken").get_by_label("Waarom?").select_option(
        "gevraagd"
    )
    tab.get_by_role("button", name="Intrekken").click()
    expect(tab.get_by_role("main")).to_contain_text("Brief en link werken niet meer")
    look()


def propose(tab: Page, desk: str, look: Look) -> None:
    """Propose an application."""
    tab.goto(f"{desk}/toepassingen/nieuw")
    tab.get_by_label("Naam voor programma’s").fill("zonnegem-site")
    tab.get_by_label("Naam, zoals burgers die lezen").fill("Gemeente Zonnegem, de website van iedereen")
    tab.get_by_label("Terugkeeradressen", exact=True).fill("http://www.zonnegem.example/terug")
    tab.get_by_label("Hoe ze zich bewijst").select_option("client_secret_basic")
    tab.get_by_label("Maak een nieuw geheim").check()
    tab.get_by_label("Waarom?").fill("De nieuwe website gaat open")
    tab.get_by_role("button", name="Voorstellen").click()
    expect(tab.get_by_role("alert")).to_contain_text("zonnegem.example")
    look()
    tab.get_by_label("Terugkeeradressen", exact=True).fill("https://www.zonnegem.example/terug")
    tab.get_by_role("button", name="Voorstellen").click()
    heading(tab, "Het nieuwe geheim")
    look()


def test_bram_approves_what_sofie_proposed(tab: Page, browser: Browser, live: Live, look: Look) -> None:
    desk = work(tab, live, "Sofie Janssens")
    propose(tab, desk, look)
    tab.get_by_role("link", name="Ik heb het").click()
    expect(tab.get_by_role("button", name="Goedkeuren")).to_have_count(0)
    tab.goto(f"{desk}/team")
    heading(tab, "Team")
    look()
    context = browser.new_context(locale="nl-BE")
    colleague = context.new_page()
    work(colleague, live, "Bram Wouters")
    colleague.goto(f"{desk}/toepassingen")
    colleague.get_by_role("link", name="zonnegem-site").click()
    expect(colleague.get_by_role("row", name="Terugkeeradressen")).to_contain_text("https://www.zonnegem.example/terug")
    colleague.get_by_role("button", name="Goedkeuren").click()
    expect(colleague.get_by_role("main")).to_contain_text("Goedgekeurd")
    context.close()
    tab.goto(f"{desk}/toepassingen/van/zonnegem-site")
    heading(tab, "Gemeente Zonnegem, de website van iedereen")
    expect(tab.get_by_role("main")).to_contain_text("Beslist door Bram")
    look()


def test_a_citizen_is_told_that_the_desk_is_not_for_them(tab: Page, live: Live) -> None:
    tab.goto(live.origin("balie"))
    tab.get_by_role("link", name="Meld u aan").click()
    tab.wait_for_load_state("networkidle")
    show_card(tab, "Jozef De Smet")
    tab.wait_for_url("**/op/doelgroep**", timeout=20_000)
    heading(tab, "Deze toepassing is niet voor u")
