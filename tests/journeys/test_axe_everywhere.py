"""axe finds nothing on any page in any state, light and dark, narrow and wide; nothing is wider than the screen.

A page is opened once and looked at in each of the ways: the browser changes its scheme and width while it stays open.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import TOO_WIDE, Look
from tests.journeys.steps import PAGES, THEMES, Tickets, behaving, mint, reader, show_card
from tests.landscape import Live


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/hulp",
        "/privacy",
        "/toegankelijkheid",
        "/klopt-dit",
        "/afgemeld",
        "/afgemeld/verlopen?terug=/zoeken",
        "/aanmelden/terug",
        "/er-is-niets-hier",
        "/status/nergens",
    ],
)
def test_pages_for_everybody(tab: Page, live: Live, look: Look, path: str) -> None:
    tab.goto(live.portal + path)
    look()


def test_pages_of_the_provider(tab: Page, live: Live, look: Look) -> None:
    tab.goto(f"{live.access}/op/v1/auth?client_id=nobody")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Deze aanmeldvraag klopt niet")
    look()
    tab.goto(f"{live.portal}/aanmelden?terug=/gegevens")
    show_card(tab, "Noor Vandenbos")
    tab.wait_for_url(f"{live.portal}/gegevens")
    tab.goto(f"{live.access}/op/v1/logout")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Wilt u afmelden?")
    look()
    tab.get_by_role("button", name="Afmelden").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("U bent afgemeld")
    look()


def test_a_key_that_is_too_weak(tab: Page, live: Live, look: Look) -> None:
    cookie = mint(live, [("85631441236", "Noor", "Vandenbos")], key="csampassword")[0]
    tab.context.add_cookies([{"name": "mbp", "value": cookie, "url": live.portal}])
    tab.goto(f"{live.portal}/gegevens/family")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Deze pagina vraagt een sterkere sleutel")
    look()


@pytest.mark.parametrize("language", ["fr", "de", "en"])
def test_nothing_is_wider_than_a_small_phone_in_any_language(
    tab: Page, live: Live, tickets: Tickets, language: str
) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.set_viewport_size({"width": 320, "height": 800})
    pages = ["/", "/gegevens", "/zoeken", "/hulp", "/privacy", "/klopt-dit", "/inzage", *PAGES]
    found = []
    for path in pages:
        tab.goto(f"{live.portal}{path}?taal={language}")
        expect(tab.locator("html")).to_have_attribute("lang", language)
        found += [f"{path}: {why}" for why in [tab.evaluate(TOO_WIDE)] if why]
    assert found == []


def test_signing_in_with_the_reader_open_and_after_stopping(tab: Page, live: Live, look: Look) -> None:
    tab.goto(f"{live.portal}/aanmelden")
    look()
    tab.locator("#eid").click()
    expect(reader(tab).get_by_role("radio").first).to_be_visible(timeout=15_000)
    look()
    reader(tab).get_by_role("searchbox").fill("Emma")
    reader(tab).get_by_role("radio").first.check()
    reader(tab).get_by_label("Pincode").fill("9")
    tab.keyboard.press("Enter")
    expect(reader(tab).get_by_role("alert")).not_to_be_empty()
    look()
    tab.keyboard.press("Escape")
    expect(tab.locator("#progress")).not_to_be_empty()
    look()
    tab.get_by_role("link", name="Annuleren").click()
    tab.wait_for_url(f"{live.portal}/aanmelden/terug**")
    look()


@pytest.mark.parametrize(
    ("name", "defect", "title"),
    [
        ("Noor", "verlopen", "Uw kaart is vervallen"),
        ("Wouter", "geblokkeerd", "Uw kaart is geblokkeerd"),
        ("Emma", "vreemde", "Deze kaart is niet uitgegeven door de Belgische overheid"),
        ("Jozef", "niet te controleren", "We kunnen uw kaart nu niet controleren"),
    ],
)
def test_every_refusal_of_a_card(tab: Page, live: Live, look: Look, name: str, defect: str, title: str) -> None:
    tab.goto(f"{live.portal}/aanmelden")
    show_card(tab, name, defect=defect)
    expect(tab.get_by_role("heading", name=title)).to_be_focused(timeout=15_000)
    look()


@pytest.mark.parametrize("slug", ["noor", "bram", "robin", "sofie"])
def test_the_overview_after_it_arrived_and_from_the_cache(
    tab: Page, live: Live, look: Look, tickets: Tickets, slug: str
) -> None:
    tickets.sign_in(tab.context, slug)
    for streamed in (True, False):
        tab.goto(live.portal)
        expect(tab.locator("article.tile")).to_have_count(len(THEMES))
        assert tab.evaluate("!!document.querySelector('[data-arrivals]').shadowRoot") is streamed
        look()


def test_the_overview_while_it_arrives_and_with_a_dead_source(
    tab: Page, live: Live, look: Look, tickets: Tickets
) -> None:
    tickets.sign_in(tab.context, "wouter")
    with behaving(live, ZoekEigendomstoestanden={"mode": "dead"}):
        tab.goto(live.portal, wait_until="commit")
        expect(tab.locator("#tile-family")).to_be_visible()
        tab.wait_for_load_state()
        expect(tab.locator("#tile-home").get_by_role("link", name="Opnieuw proberen")).to_be_visible()
        look()


@pytest.mark.parametrize(
    ("slug", "theme"),
    [
        ("noor", "family"),
        ("noor", "home"),
        ("wouter", "work"),
        ("godelieve", "benefits"),
        ("noor", "benefits"),
        ("emma", "education"),
        ("oksana", "education"),
        ("oksana", "family"),
        ("bram", "home"),
        ("robin", "work"),
    ],
)
def test_every_theme(tab: Page, live: Live, look: Look, tickets: Tickets, slug: str, theme: str) -> None:
    tickets.sign_in(tab.context, slug)
    tab.goto(f"{live.portal}/gegevens/{theme}")
    tab.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    look()


def test_the_list_of_dossiers_and_one_of_them(tab: Page, live: Live, look: Look, tickets: Tickets) -> None:
    tickets.sign_in(tab.context, "noor")
    for path in ("/dossiers", "/dossiers", "/dossiers?filters=1&toon=afgerond", "/dossiers?toon=archief"):
        tab.goto(live.portal + path)
        look()
    for name in ("Een boom kappen in de tuin", "Heraanleg van de Kerkstraat", "Schooltoelage"):
        tab.goto(f"{live.portal}/dossiers")
        tab.get_by_role("link", name=name).first.click()
        tab.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        look()
    tab.get_by_role("button", name="Wegzetten").click()
    look()
    tab.get_by_role("button", name="Ongedaan maken").click()
    look()
    tab.goto(f"{live.portal}/dossiers")
    tab.get_by_role("searchbox").fill("zonnegem")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("main")).to_contain_text("gevonden")
    look()
    tab.goto(f"{live.portal}/dossiers/019300a0-0000-7000-8000-000000000000")
    look()


def test_permits_and_what_who_verifies_one_reads(
    tab: Page, live: Live, look: Look, tickets: Tickets, tmp_path: Path
) -> None:
    tickets.sign_in(tab.context, "noor")
    paper = tmp_path / "pas.pdf"
    for name in ("Hout sprokkelen", "Bestuurderspas taxi"):
        tab.goto(f"{live.portal}/attesten")
        tab.get_by_role("link", name="Toelatingen").click()
        look()
        tab.get_by_role("link", name=name).click()
        look()
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Bewaren").click()
    download.value.save_as(paper)
    tab.goto(f"{live.portal}/controleren")
    tab.set_input_files("input[type=file]", paper)
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Deze toelating is ingetrokken")
    look()
    tab.goto(f"{live.portal}/attesten/toelatingen/019300a0-0000-7000-8000-000000000000")
    look()


def test_checking_an_e_mail_that_is_ours_and_one_that_is_not(tab: Page, live: Live, look: Look) -> None:
    tab.goto(f"{live.portal}/hulp")
    tab.get_by_text("Ik kreeg een bericht dat ik niet vertrouw").click()
    tab.get_by_role("main").get_by_role("link", name="Is deze e-mail echt van ons?").click()
    look()
    tab.get_by_label("De code in de e-mail").fill("0000-0000-0000-0000")
    tab.get_by_role("button", name="Kijk de code na").click()
    expect(tab.get_by_role("heading", name="Dit is geen code van ons")).to_be_visible()
    look()


def test_dossiers_of_somebody_of_whom_a_body_does_not_answer(
    tab: Page, live: Live, look: Look, tickets: Tickets
) -> None:
    tickets.sign_in(tab.context, "sofie")
    tab.goto(f"{live.portal}/dossiers")
    expect(tab.get_by_role("main")).to_contain_text("geeft nu geen antwoord")
    look()


def test_the_list_of_themes_and_searching(tab: Page, live: Live, look: Look, tickets: Tickets) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.goto(f"{live.portal}/gegevens")
    look()
    for word, found in (("", "Typ minstens"), ("xyzzy", "Niets gevonden"), ("168", "gevonden"), ("e", "gevonden")):
        tab.goto(f"{live.portal}/zoeken")
        tab.get_by_role("searchbox").fill(word)
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("main")).to_contain_text(re.compile(found))
        look()


def test_a_form_that_expired(tab: Page, live: Live, look: Look, tickets: Tickets) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.goto(f"{live.portal}/zoeken")
    tab.context.clear_cookies(name="csrf")
    tab.get_by_role("searchbox").fill("Kerkstraat")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Dit formulier is verlopen")
    look()


def test_the_warning_before_the_session_ends(tab: Page, live: Live, look: Look, tickets: Tickets) -> None:
    tickets.sign_in(tab.context, "noor")
    tab.route("**/sessie", lambda route: route.fulfill(json={"ends_at": None, "seconds": 100}))
    tab.clock.install()
    tab.goto(f"{live.portal}/gegevens")
    tab.clock.fast_forward(18 * 60_000 + 5000)
    expect(tab.locator("#session-dialog")).to_be_visible()
    tab.clock.resume()
    look()


def test_signing_out_in_the_end(tab: Page, live: Live, look: Look, tickets: Tickets) -> None:
    tickets.sign_in(tab.context, "samira")
    tab.goto(f"{live.portal}/gegevens")
    tab.get_by_role("button", name="Afmelden").first.click()
    tab.wait_for_url(f"{live.portal}/afgemeld")
    look()
