"""A name is not right: somebody says so under it, follows what becomes of it and hears it; at the desk likewise."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import Look
from tests.journeys.steps import Tickets
from tests.journeys.test_desk import heading, work
from tests.landscape import Live

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def until(tab: Page, text: str, seconds: float = 70) -> None:
    """Open the page anew until it says this."""
    ends = time.monotonic() + seconds
    while text not in tab.locator("main").inner_text() and time.monotonic() < ends:
        tab.wait_for_timeout(1500)
        tab.reload()
    expect(tab.locator("main")).to_contain_text(text)


def report(tab: Page, live: Live, theme: str, section: str) -> None:
    """Say that the first fact of a section is wrong."""
    tab.goto(f"{live.portal}/gegevens/{theme}")
    tab.locator(f"#section-{section}").get_by_role("link", name=re.compile("^Klopt dit")).first.click()
    heading(tab, "Klopt dit?")


def test_from_a_fact_to_its_source_and_back(tab: Page, live: Live, tickets: Tickets, look: Look) -> None:
    tickets.sign_in(tab.context, "noor")
    report(tab, live, "family", "identity")
    look()
    tab.get_by_role("button", name="Versturen naar Rijksregister").click()
    expect(tab.get_by_role("alert")).to_contain_text("Kies wat er scheelt.")
    look()
    tab.get_by_label("Het is fout").check()
    tab.get_by_label("Wat is juist?").fill("Nora Vandenbos")
    tab.get_by_label("Leg het uit in uw eigen woorden").fill("Zo staat het in mijn geboorteakte.")
    tab.get_by_label("Een document dat het aantoont").set_input_files(
        {"name": "akte.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    tab.get_by_role("button", name="Versturen naar Rijksregister").click()
    expect(tab.locator(".answer.done")).to_contain_text("Dank u.")
    look()
    here = tab.url.partition("?")[0]
    tab.goto(here)
    until(tab, "bij de bron")
    handler = tab.context.new_page()
    handler.goto(live.portal.replace("mijn.", "melding."))
    mine = handler.locator("article", has_text="Nora Vandenbos").first
    mine.get_by_label("To the reporter").fill("We vroegen de akte op.")
    mine.get_by_role("button").click()
    handler.close()
    until(tab, "We vroegen de akte op.")
    look()
    tab.goto(f"{live.portal}/gegevens/family")
    expect(tab.get_by_text(re.compile("Gemeld op .* wordt onderzocht")).first).to_be_visible()
    tab.get_by_role("link", name=re.compile("Gemeld op")).first.click()
    expect(tab).to_have_url(here)
    tab.get_by_role("link", name="Al mijn verbetervragen").click()
    look()
    tab.goto(f"{live.portal}/meldingen")
    expect(tab.locator("main")).to_contain_text("Wordt onderzocht:")


def test_yes_this_is_right(tab: Page, live: Live, tickets: Tickets, look: Look) -> None:
    tickets.sign_in(tab.context, "wouter")
    report(tab, live, "family", "identity")
    tab.get_by_role("button", name="Ja, dit klopt").click()
    expect(tab.locator(".answer.done")).to_contain_text("Dank u.")
    look()
    tab.get_by_role("link", name="U en uw gezin").first.click()
    expect(tab.get_by_text(re.compile("U bevestigde dit op")).first).to_be_visible()


def test_what_has_no_system_is_handled_at_the_desk(tab: Page, live: Live, tickets: Tickets, look: Look) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.goto(f"{live.portal}/gegevens/work")
    tab.locator("section[id^=section-]").filter(has_text="Rijksdienst voor Sociale Zekerheid").get_by_role(
        "link", name=re.compile("^Klopt dit")
    ).first.click()
    tab.get_by_label("Er ontbreekt iets").check()
    tab.get_by_label("Leg het uit in uw eigen woorden").fill("Mijn vakantiewerk van 2003 ontbreekt.")
    tab.get_by_role("button", name=re.compile("^Versturen naar")).click()
    expect(tab.get_by_role("button", name="Terugnemen")).to_be_visible()
    here = tab.url.partition("?")[0]
    work(tab, live, "Sofie Janssens")
    tab.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Verbetervragen").click()
    heading(tab, "Verbetervragen")
    look()
    tab.locator("tbody a").first.click()
    look()
    tab.get_by_role("button", name="Ik neem het").click()
    expect(tab.get_by_text("Gedaan. De burger krijgt bericht.")).to_be_visible()
    tab.get_by_role("button", name="Bewaren en aan de burger laten weten").click()
    tab.get_by_label("Opgelost").check()
    tab.get_by_role("button", name="Bewaren en aan de burger laten weten").click()
    expect(tab.get_by_role("alert")).to_contain_text("Zeg aan de burger")
    look()
    tab.get_by_label("Opgelost").check()
    tab.get_by_label("Aan de burger").fill("We voegden het toe.")
    tab.get_by_role("button", name="Bewaren en aan de burger laten weten").click()
    expect(tab.get_by_text("We voegden het toe.")).to_be_visible()
    tab.goto(here)
    expect(tab.get_by_text("We voegden het toe.")).to_be_visible()


def asks(tab: Page) -> None:
    """Follow the first “Is this right?” of the page."""
    tab.locator("main").get_by_role("link", name=re.compile("^Klopt dit")).first.click()
    heading(tab, "Klopt dit?")


def test_a_dossier_is_not_right_and_its_body_hears_it(tab: Page, live: Live, tickets: Tickets, look: Look) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.goto(f"{live.portal}/dossiers")
    tab.get_by_role("link", name=re.compile("Een boom kappen in de tuin")).first.click()
    here = tab.url
    asks(tab)
    expect(tab.locator("main")).to_contain_text("KAP-2026-0093")
    look()
    tab.get_by_label("Het is fout").check()
    tab.get_by_label("Leg het uit in uw eigen woorden").fill("Die boom staat bij de buren.")
    tab.get_by_role("button", name="Versturen naar Gemeente Zonnegem").click()
    expect(tab.locator(".answer.done")).to_contain_text("Dank u.")
    look()
    tab.get_by_role("link", name="Bekijk het gegeven zoals het nu is").click()
    expect(tab).to_have_url(here)
    expect(tab.get_by_role("link", name=re.compile("Gemeld op"))).to_be_visible()
    look()
    tab.get_by_role("link", name="Al mijn dossiers").click()
    expect(tab.get_by_role("link", name=re.compile("Een boom kappen in de tuin"))).to_contain_text("Gemeld op")
    look()
    tab.goto(here)
    tab.get_by_role("link", name=re.compile("Gemeld op")).click()
    tab.get_by_role("button", name="Terugnemen").click()
    expect(tab.locator(".answer.done")).to_contain_text("U nam het terug.")


def test_a_permit_is_right(tab: Page, live: Live, tickets: Tickets, look: Look) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.goto(f"{live.portal}/attesten/toelatingen")
    tab.locator("ul.had a").first.click()
    here = tab.url
    asks(tab)
    look()
    tab.get_by_role("button", name="Ja, dit klopt").click()
    expect(tab.locator(".answer.done")).to_contain_text("Dank u.")
    tab.goto(here)
    expect(tab.get_by_text(re.compile("U bevestigde dit op"))).to_be_visible()
    look()


def test_a_certificate_says_something_wrong(tab: Page, live: Live, tickets: Tickets, look: Look) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.goto(f"{live.portal}/attesten/rijksregister/life")
    tab.get_by_label("Nederlands").check()
    tab.get_by_role("button", name="Vraag dit attest aan").click()
    asks(tab)
    look()
    tab.get_by_label("Er ontbreekt iets").check()
    tab.get_by_label("Leg het uit in uw eigen woorden").fill("Mijn tweede voornaam staat er niet op.")
    tab.get_by_role("button", name="Versturen naar Rijksregister").click()
    expect(tab.locator(".answer.done")).to_contain_text("Dank u.")
    tab.get_by_role("link", name="Bekijk het gegeven zoals het nu is").click()
    expect(tab.get_by_role("link", name=re.compile("Gemeld op"))).to_be_visible()
    look()


def test_the_names_of_the_register_lead_to_that_very_fact(tab: Page, live: Live, tickets: Tickets, look: Look) -> None:
    tickets.sign_in(tab.context, "wouter")
    tab.goto(f"{live.portal}/profiel")
    tab.locator("#names").get_by_role("link", name=re.compile("^Klopt dit")).click()
    expect(tab.locator("#fact")).to_contain_text("Wouter")
    look()


@pytest.mark.parametrize("path", ["/klopt-dit/meldingen", "/klopt-dit/meldingen/019300a0-0000-7000-8000-000000000000"])
def test_when_there_is_nothing(tab: Page, live: Live, tickets: Tickets, look: Look, path: str) -> None:
    tickets.sign_in(tab.context, "robin")
    tab.goto(live.portal + path)
    look()
    tab.goto(f"{live.portal}/klopt-dit/feit/family/019300a0-0000-7000-8000-000000000000")
    expect(tab.get_by_role("heading", level=1)).to_have_text("We zien dit gegeven nu niet")
    look()
