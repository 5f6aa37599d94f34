"""Sofie lets a sender send something new: a type of message, a right, a logo; looked over before it holds (C12)."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from burgerprofiel.site.launch import prepare_check
from tests.journeys.looking import Look
from tests.journeys.test_desk import heading, work
from tests.landscape import Live


def new_type(tab: Page, desk: str, look: Look) -> None:
    """Write a type of message, wrong at first."""
    tab.goto(f"{desk}/afzenders")
    heading(tab, "Afzenders")
    look()
    tab.get_by_role("link", name="Nieuwe soort bericht").click()
    tab.get_by_label("Id, voor programma’s").fill("zonnegem-bewijs")
    tab.get_by_role("group", name="Naam").get_by_label("Nederlands").fill("Verblijfsbewijs")
    tab.get_by_label("Zakelijke gegevens").fill("dossier")
    tab.get_by_role("button", name="Nakijken").click()
    expect(tab.get_by_role("alert")).to_contain_text("Elke regel is")
    look()
    tab.get_by_label("Zakelijke gegevens").fill("dossier = Dossiernummer | Numéro de dossier")
    tab.get_by_label("Mag een antwoord vragen").check()
    tab.get_by_label("application/pdf").check()
    tab.get_by_role("button", name="Nakijken").click()
    heading(tab, "Kijk het na: zonnegem-bewijs")
    look()
    tab.get_by_role("button", name="Dit klopt: bewaren").click()
    expect(tab.get_by_role("main")).to_contain_text("Bewaard")
    look()


def test_sofie_lets_a_sender_send_a_new_type_of_message(tab: Page, live: Live, look: Look) -> None:
    desk = work(tab, live, "Sofie Janssens")
    new_type(tab, desk, look)
    tab.goto(f"{desk}/afzenders")
    tab.get_by_label("Organisatie", exact=True).select_option("0812345603")
    tab.get_by_label("Met de toepassing", exact=True).select_option("zonnegem-post")
    tab.get_by_label("Wat", exact=True).select_option("zonnegem-bewijs")
    tab.get_by_label("Burgers", exact=True).check()
    tab.get_by_role("button", name="Nakijken").click()
    heading(tab, "Laat u hen dit versturen?")
    look()
    tab.get_by_role("button", name="Ja, laat hen dit versturen").click()
    expect(tab.get_by_role("main")).to_contain_text("Dat mag nu verstuurd worden")
    expect(tab.get_by_role("row", name="Verblijfsbewijs").first).to_contain_text("Burgers")
    tab.get_by_role("row", name="Verblijfsbewijs").first.get_by_role("button").click()
    heading(tab, "Neemt u dit weg?")
    tab.get_by_role("button", name="Ja, neem het weg").click()
    expect(tab.get_by_role("main")).to_contain_text("Dat mag niet meer verstuurd worden")


def test_a_logo_is_changed_by_who_manages_senders(tab: Page, live: Live, look: Look) -> None:
    desk = work(tab, live, "Sofie Janssens")
    tab.goto(f"{desk}/afzenders/organisatie/van/0812345603")
    heading(tab, "Gemeente Zonnegem")
    look()
    tab.get_by_label("Een andere afbeelding").set_input_files(prepare_check.DEMO / "senders.toml")
    tab.get_by_role("button", name="Deze tonen").click()
    expect(tab.get_by_role("alert")).to_contain_text("Dit is geen PNG-, JPEG- of GIF-afbeelding.")
    tab.get_by_label("Een andere afbeelding").set_input_files(prepare_check.DEMO / "wonen.png")
    tab.get_by_role("button", name="Deze tonen").click()
    expect(tab.get_by_role("main")).to_contain_text("Het logo is gewijzigd.")
    look()
