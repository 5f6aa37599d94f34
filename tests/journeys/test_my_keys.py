"""My digital keys and My sign-ins in a browser (A8), and stepping up (A7): by mouse, by keyboard, without a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.journeys.looking import Look
from tests.journeys.steps import Keyboard, mint, show_card, sign_in
from tests.landscape import Live

_ADD = """
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.keys import store
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.levels import Key
from burgerprofiel.people.actions import meet
who = Identity({given!r}, {family!r}, {ssin!r})
for label in {labels!r}:
    store.add(meet(who.ssin), who, Key.passkey, label, b"x", Trace(actor="test"))
"""


def give_keys(live: Live, slug: str, *labels: str) -> None:
    """Give somebody of the cast keys."""
    person = BY_SLUG[slug]
    live.manage(
        "shell", "-v0", "-c", _ADD.format(given=slug.title(), family="Peeters", ssin=person.ssin, labels=labels)
    )


def heading(tab: Page, text: str) -> None:
    """The page has this title."""
    expect(tab.get_by_role("heading", level=1)).to_have_text(text)


def test_keys_are_seen_renamed_and_removed(tab: Page, live: Live, look: Look) -> None:
    give_keys(live, "noor", "Telefoon van Noor", "De laptop op het werk die ik met niemand deel " + "x" * 34)
    sign_in(tab, live, "Noor Vandenbos", "/gegevens")
    tab.get_by_role("link", name="mijn digitale sleutels").first.click()
    heading(tab, "Mijn digitale sleutels")
    look()
    tab.get_by_role("link", name="Naam wijzigen").first.click()
    heading(tab, "Een sleutel een andere naam geven")
    look()
    tab.get_by_label("Nieuwe naam").fill("")
    tab.get_by_role("button", name="Bewaren").click()
    expect(tab.get_by_role("alert")).to_contain_text("Geef de sleutel een naam")
    look()
    tab.get_by_role("alert").get_by_role("link").click()
    expect(tab.get_by_label("Nieuwe naam")).to_be_focused()
    tab.get_by_label("Nieuwe naam").fill("Mijn gsm")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("status").filter(has_text="nieuwe naam")).to_be_visible()
    expect(tab.get_by_role("heading", name="Mijn gsm")).to_be_visible()
    tab.get_by_role("link", name="Weghalen").first.click()
    heading(tab, "Deze sleutel weghalen?")
    expect(tab.get_by_role("main")).to_contain_text("eID en kaartlezer")
    look()
    tab.get_by_role("button", name="Weghalen").click()
    expect(tab.get_by_role("heading", name="Mijn gsm")).to_have_count(0)
    look()


def test_sign_ins_are_seen_and_everything_is_ended(tab: Page, live: Live, look: Look) -> None:
    sign_in(tab, live, "Wouter", "/gegevens")
    tab.goto(f"{live.access}/op/aanmeldingen")
    heading(tab, "Mijn aanmeldingen")
    expect(tab.get_by_text("Hier, nu")).to_be_visible()
    expect(tab.get_by_role("main")).to_contain_text("Chrome, Linux")
    look()
    tab.get_by_role("button", name="Overal afmelden").click()
    tab.wait_for_url(f"{live.portal}/afgemeld")
    tab.goto(f"{live.portal}/gegevens")
    heading(tab, "Aanmelden")


def test_all_keys_on_lock_and_open_again(tab: Page, live: Live, look: Look) -> None:
    give_keys(live, "bram", "Telefoon")
    sign_in(tab, live, "Bram", "/gegevens")
    tab.goto(f"{live.access}/op/sleutels")
    tab.get_by_role("link", name="op slot zetten").click()
    heading(tab, "Al uw digitale sleutels op slot zetten?")
    look()
    tab.get_by_role("button", name="op slot zetten").click()
    tab.wait_for_url(f"{live.portal}/afgemeld")
    tab.goto(f"{live.access}/op/sleutels")
    show_card(tab, "Bram")
    expect(tab.get_by_role("heading", name="Uw digitale sleutels zijn op slot")).to_be_visible(timeout=15_000)
    look()
    tab.get_by_role("button", name="Mijn sleutels weer openen").click()
    expect(tab.get_by_role("status").filter(has_text="werken weer")).to_be_visible()


def test_by_keyboard_alone(tab: Page, live: Live) -> None:
    give_keys(live, "emma", "Tablet")
    sign_in(tab, live, "Emma", "/gegevens")
    keyboard = Keyboard(tab)
    keyboard.press(r"/op/sleutels")
    heading(tab, "Mijn digitale sleutels")
    keyboard.press(r"Weghalen.*/weg\?")
    heading(tab, "Deze sleutel weghalen?")
    keyboard.press(r"^Weghalen")
    expect(tab.get_by_role("status").filter(has_text="weggehaald")).to_be_visible()
    keyboard.press(r"/op/aanmeldingen")
    heading(tab, "Mijn aanmeldingen")
    keyboard.press("Overal afmelden")
    tab.wait_for_url(f"{live.portal}/afgemeld")
    assert keyboard.unseen == []


def test_stepping_up_comes_back_to_the_page(tab: Page, live: Live, look: Look) -> None:
    cookie = mint(live, [(BY_SLUG["noor"].ssin, "Noor", "Vandenbos")], key="csampassword")[0]
    tab.context.add_cookies([{"name": "mbp", "value": cookie, "url": live.portal}])
    tab.goto(f"{live.portal}/gegevens/family?van=hier")
    heading(tab, "Deze pagina vraagt een sterkere sleutel")
    tab.locator("details").evaluate_all("(folds) => folds.forEach((fold) => { fold.open = true; })")
    look()
    tab.get_by_role("link", name="Een sterkere sleutel tonen").click()
    tab.get_by_role("link", name="Annuleren").click()
    heading(tab, "U toonde geen sterkere sleutel")
    look()
    tab.get_by_role("link", name="Toch een sterkere sleutel tonen").click()
    show_card(tab, "Noor Vandenbos")
    tab.wait_for_url(f"{live.portal}/gegevens/family?van=hier", timeout=20_000)


def test_choosing_a_key_works_without_a_script(browser: Browser, live: Live) -> None:
    context = browser.new_context(locale="nl-BE", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live.access}/op/aanmelden?naar=%2Fop%2Fsleutels&niveau=25")
    expect(page.locator("button.key")).to_be_hidden()
    links = page.locator("a.key")
    expect(links.first).to_be_visible()
    links.filter(has_text="Passkey").click()
    expect(page).to_have_url(re.compile(r"/op/aanmelden/\w+\?verder=%2Fop%2Fsleutels"))
    page.get_by_role("link", name="Annuleren").click()
    expect(page).to_have_url(f"{live.portal}/")
    context.close()


@pytest.mark.parametrize("language", ["fr", "de", "en"])
def test_the_pages_fit_a_small_phone_in_every_language(tab: Page, live: Live, look: Look, language: str) -> None:
    sign_in(tab, live, "Robin", "/gegevens")
    tab.set_viewport_size({"width": 320, "height": 800})
    for path in ("/op/sleutels", "/op/aanmeldingen", "/op/aanmelden?naar=%2Fop%2Fsleutels&niveau=35"):
        tab.goto(f"{live.access}{path}{'&' if '?' in path else '?'}taal={language}")
        expect(tab.locator("html")).to_have_attribute("lang", language)
        look()
