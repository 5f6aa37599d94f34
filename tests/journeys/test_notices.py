"""The bell and the list of notices, as people use them: by keyboard, without scripts, in two tabs at once (E1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import Look
from tests.journeys.steps import Tickets, leaf_to
from tests.landscape import Live

_TELL = """
from django.db import transaction
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.notices import actions
from burgerprofiel.notices.notice import Notice
from burgerprofiel.people.actions import meet
with transaction.atomic():
    citizen = meet(Ssin({ssin!r}))
    actions.tell(*(Notice(citizen_id=citizen, kind={kind!r}, key=key, path="/hulp",
        values={{"dossier": key, "state": "In behandeling"}}) for key in {keys!r}))
"""
_EMPTIED = """
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.notices.models import Notice
from burgerprofiel.people.actions import meet
Notice.objects.filter(citizen_id=meet(Ssin({ssin!r}))).delete()
"""
EMMA, ROBIN, SOFIE, SAMIRA = "07661812669", "99611251975", "88671616820", "91682728828"


def tell(live: Live, ssin: str, *keys: str, kind: str = "dossiers.changed") -> None:
    """Let a room raise notices."""
    live.manage("shell", "-v0", "-c", _TELL.format(ssin=ssin, kind=kind, keys=keys))


def all_read(page: Page, live: Live) -> None:
    """Mark what the demo told them as read."""
    page.goto(f"{live.portal}/meldingen")
    every = page.get_by_role("button", name="Alles als gelezen markeren")
    if every.count():
        every.click()
        expect(page.locator("#bell")).to_have_accessible_name("Meldingen: Geen nieuwe meldingen")


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A tab without scripts."""
    context = browser.new_context(locale="nl-BE", java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_the_list_in_every_state(tab: Page, live: Live, tickets: Tickets, look: Look) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.goto(f"{live.portal}/meldingen")
    expect(tab.get_by_role("heading", name="Vraagt iets van u", exact=True)).to_be_visible()
    leaf_to(tab, tab.locator("summary", has_text="2 eerdere")).click()
    look()
    tab.goto(f"{live.portal}/meldingen")
    leaf_to(tab, tab.get_by_role("heading", name="Voorbij"))
    look()
    tab.goto(f"{live.portal}/meldingen?groep=certificates")
    look()
    tab.goto(f"{live.portal}/meldingen?wat=te-laat")
    look()


def test_the_empty_list_and_many(tab: Page, live: Live, tickets: Tickets, look: Look) -> None:
    live.manage("shell", "-v0", "-c", _EMPTIED.format(ssin=ROBIN))
    tickets.sign_in(tab.context, "robin")
    tab.goto(f"{live.portal}/meldingen")
    expect(tab.get_by_role("heading", name="Er zijn geen meldingen")).to_be_visible()
    look()
    tab.locator("#bell").click()
    expect(tab.locator("#bell-panel")).to_contain_text("Geen nieuwe meldingen")
    look()
    tell(live, ROBIN, *(f"Een lange naam voor dossier nummer {each} van dit jaar" for each in range(60)))
    tab.goto(f"{live.portal}/meldingen")
    expect(tab.locator(".notices-head")).to_contain_text("60 nieuwe meldingen")
    expect(tab.locator(".notice")).to_have_count(25)
    for _page in range(2):
        tab.get_by_role("link", name="Ouder").click()
    expect(tab.locator(".notice")).to_have_count(10)
    look()


def test_the_bell_by_keyboard(tab: Page, live: Live, tickets: Tickets, look: Look) -> None:
    tickets.sign_in(tab.context, "emma")
    all_read(tab, live)
    tell(live, EMMA, "Eerste", "Tweede")
    tab.goto(f"{live.portal}/hulp")
    bell, panel = tab.locator("#bell"), tab.get_by_role("dialog", name="Meldingen")
    expect(bell).to_have_accessible_name("Meldingen: 2 nieuwe meldingen")
    bell.focus()
    tab.keyboard.press("Space")
    expect(panel).to_be_visible()
    expect(bell).to_have_attribute("aria-expanded", "true")
    expect(tab.locator("#bell-title")).to_be_focused()
    look()
    tab.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(bell).to_be_focused()
    tab.keyboard.press("Enter")
    expect(panel).to_be_visible()
    tab.keyboard.press("Tab")
    expect(tab.locator("[data-bell-shut]")).to_be_focused()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{live.portal}/hulp")
    expect(bell).to_have_accessible_name("Meldingen: 1 nieuwe melding")


def test_an_open_page_hears_of_a_notice_and_of_what_another_tab_reads(tab: Page, live: Live, tickets: Tickets) -> None:
    tickets.sign_in(tab.context, "sofie")
    other = tab.context.new_page()
    all_read(other, live)
    tab.bring_to_front()
    with tab.expect_request("**/meldingen/stroom*"):
        tab.goto(f"{live.portal}/hulp")
    tell(live, SOFIE, "Zonder herladen")
    expect(tab.locator("#bell")).to_have_accessible_name("Meldingen: 1 nieuwe melding")
    expect(tab.locator("#bell-said")).to_contain_text("U hebt een nieuwe melding. 1 nieuwe melding")
    other.goto(f"{live.portal}/meldingen")
    other.get_by_role("button", name=re.compile("Als gelezen markeren.*Zonder herladen")).click()
    expect(other.get_by_role("status").filter(has_text="Als gelezen gemarkeerd")).to_be_visible()
    expect(tab.locator("#bell")).to_have_accessible_name("Meldingen: Geen nieuwe meldingen", timeout=1_000)
    tab.locator("#bell-said").evaluate("it => { it.textContent = ''; }")
    other.get_by_role("button", name="Ongedaan maken").click()
    expect(tab.locator("#bell")).to_have_accessible_name("Meldingen: 1 nieuwe melding")
    expect(tab.locator("#bell-said")).to_have_text("")


def test_without_scripts_the_bell_is_a_link_and_all_can_be_done(plain: Page, live: Live, tickets: Tickets) -> None:
    tickets.sign_in(plain.context, "samira")
    all_read(plain, live)
    tell(live, SAMIRA, "Zonder scripts", kind="dossiers.asks")
    plain.goto(f"{live.portal}/")
    plain.get_by_role("link", name="Meldingen: 1 nieuwe melding").click()
    expect(plain).to_have_url(f"{live.portal}/meldingen")
    plain.get_by_role("button", name=re.compile("Bekijken wat u moet doen.*scripts")).click()
    expect(plain).to_have_url(f"{live.portal}/hulp")
    plain.go_back()
    plain.reload()
    plain.get_by_role("button", name=re.compile("Ik heb dit gedaan.*scripts")).click()
    expect(plain.locator(".said")).to_contain_text("Als gedaan gemarkeerd")
    plain.get_by_role("button", name="Ongedaan maken").click()
    expect(plain.get_by_role("heading", name="Vraagt iets van u", exact=True)).to_be_visible()
