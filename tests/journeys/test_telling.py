"""Jozef chooses how he is told, by himself: one e-mail a day; none at all only after reading what it means (E2)."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.looking import Look
from tests.journeys.steps import Tickets
from tests.landscape import Live

_PROVED = """
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.actions import meet
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts.actions import take_over
take_over(meet(Ssin("52620915336")), Kind.EMAIL, "jozef@voorbeeld.example", clock.now(), Trace(actor="test"))
"""


def test_somebody_chooses_how_they_are_told(tab: Page, live: Live, tickets: Tickets, look: Look) -> None:
    live.manage("shell", "-v0", "-c", _PROVED)
    tickets.sign_in(tab.context, "jozef")
    tab.goto(f"{live.portal}/profiel/meldingen")
    expect(tab.get_by_role("radio", name="Meteen")).to_be_checked()
    look()
    tab.get_by_role("radio", name="Eén keer per dag").check()
    tab.get_by_role("button", name="Bewaren", exact=True).click()
    expect(tab.get_by_text("Het geldt vanaf nu.")).to_be_visible()
    expect(tab.get_by_role("radio", name="Eén keer per dag")).to_be_checked()

    tab.get_by_role("radio", name="Ik kijk zelf").check()
    tab.get_by_role("button", name="Bewaren", exact=True).click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Niemand verwittigt u nog van nieuwe post?")
    look()
    tab.get_by_role("link", name="Blijf mij verwittigen").click()
    expect(tab.get_by_role("radio", name="Eén keer per dag")).to_be_checked()

    tab.get_by_text("Kiezen per onderwerp").click()
    tab.get_by_role("group", name="Uw dossiers").get_by_label("E-mail").select_option(label="Meteen")
    look()
    tab.get_by_role("button", name="Mijn keuze bewaren").click()
    expect(tab.get_by_role("radio", name="Mijn eigen keuze")).to_be_checked()
