"""The municipality's mail at the desk: what is late stands first, and Sofie takes it, notes and hands it over (C13)."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.looking import Look
from tests.journeys.test_desk import heading, work
from tests.landscape import Live


def test_sofie_handles_what_is_late_and_hands_it_over(tab: Page, live: Live, look: Look) -> None:
    desk = work(tab, live, "Sofie Janssens")
    tab.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Post").click()
    heading(tab, "Post voor Gemeente Zonnegem")
    expect(tab.get_by_role("heading", level=2).first).to_have_text("Te laat")
    look()
    tab.get_by_role("link", name="Subsidie renovatie").click()
    heading(tab, "Subsidie renovatie sociale woningen: wij missen nog twee stukken")
    look()
    tab.get_by_role("button", name="Ik neem het").click()
    expect(tab.locator("p.answer.done")).to_have_text("Dat is bewaard.")
    tab.get_by_label("Een nieuwe notitie").fill("Lastenboek gevraagd aan de architect.")
    tab.get_by_role("button", name="De notitie bewaren").click()
    expect(tab.get_by_text("Lastenboek gevraagd aan de architect.")).to_be_visible()
    tab.get_by_text("Overdragen aan een ander systeem").click()
    tab.get_by_label("Welk dossier het daar is").fill("ZAAK-2026-77")
    look()
    tab.get_by_role("button", name="Overdragen", exact=True).click()
    expect(tab.locator("p.answer.done")).to_have_text("Dat bericht is overgedragen.")
    tab.goto(f"{desk}/post?staat=overgedragen")
    expect(tab.get_by_text("ZAAK-2026-77")).to_be_visible()


def test_parts_and_rules_are_arranged_where_one_sees_what_they_do(tab: Page, live: Live, look: Look) -> None:
    desk = work(tab, live, "Sofie Janssens")
    tab.goto(f"{desk}/post/regels")
    look()
    tab.get_by_label("Een nieuw deel").fill("Veiligheid")
    tab.get_by_role("button", name="Maken").click()
    tab.get_by_label("Afzender").select_option(label="Politiezone Zonneweide")
    tab.get_by_label("Naar welk deel").select_option(label="Veiligheid")
    tab.get_by_label("Binnen hoeveel dagen").fill("veel")
    tab.get_by_role("button", name="De regel toevoegen").click()
    expect(tab.get_by_role("alert")).to_contain_text("Dagen zijn een getal van 1 tot 365")
    look()
    tab.get_by_label("Binnen hoeveel dagen").fill("7")
    tab.get_by_role("button", name="De regel toevoegen").click()
    expect(tab.get_by_text("1 bericht van Algemeen naar Veiligheid")).to_be_visible()
    look()
    tab.get_by_role("button", name="Nu verplaatsen").click()
    expect(tab.locator("p.answer.done")).to_have_text("Alle open post ging opnieuw langs de regels.")
