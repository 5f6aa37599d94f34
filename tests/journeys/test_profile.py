"""“My profile” in a browser: how one is reached, a name, a photo, an address, and everything gone again (E3, E4)."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import httpx
import psycopg
import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, expect

from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.journeys.looking import Look
from tests.journeys.steps import Tickets
from tests.journeys.test_mailbox_activation import code_for
from tests.landscape import Live

MAILBOX = "profiel@example.org"


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A tab without JavaScript."""
    context = browser.new_context(locale="nl-BE", java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def photo() -> FilePayload:
    """A photo from a camera that says where it was."""
    exif = Image.Exif()
    exif[0x010F] = "Toestel van Samira"
    written = BytesIO()
    Image.new("RGB", (900, 600), "steelblue").save(written, "JPEG", exif=exif)
    return {"name": "ik.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def send(page: Page) -> None:
    """Press the form's own button."""
    page.locator("main form .button:not(.quiet)").first.click()


def add_mailbox(page: Page, live: Live) -> None:
    """Add an e-mail address with the code that comes there."""
    page.get_by_role("link", name="Een e-mailadres toevoegen").click()
    page.get_by_label("E-mailadres").fill(MAILBOX)
    send(page)
    page.get_by_label("Code").fill(code_for(live, MAILBOX))
    send(page)


def test_a_profile_is_given_and_removed_without_javascript(
    plain: Page, live: Live, tickets: Tickets, database: psycopg.Connection[tuple[object, ...]]
) -> None:
    tickets.sign_in(plain.context, "samira")
    plain.goto(live.portal)
    plain.get_by_role("link", name="Mijn profiel").first.click()
    expect(plain.locator("#reach")).to_contain_text("We kunnen u nog niet bereiken")
    add_mailbox(plain, live)
    expect(plain.locator("#reach")).to_contain_text(MAILBOX)

    first = BY_SLUG["samira"].given[0]
    expect(plain.locator("#name")).to_contain_text(first)
    plain.get_by_role("button", name="Begroet mij zonder naam").click()
    expect(plain.locator("#name")).not_to_contain_text(first)
    plain.goto(live.portal)
    expect(plain.get_by_role("heading", level=1)).to_have_text("Dag")
    plain.goto(f"{live.portal}/profiel")
    plain.get_by_role("button", name="Begroet mij met mijn voornaam").click()
    expect(plain.locator("#name")).to_contain_text(first)

    plain.get_by_role("link", name="Een roepnaam kiezen").click()
    expect(plain.locator("#names")).to_contain_text(BY_SLUG["samira"].family)
    plain.get_by_label("Uw roepnaam").fill("Robbie")
    send(plain)
    expect(plain.locator("#name")).to_contain_text("Robbie")

    plain.get_by_role("link", name="Een foto kiezen").click()
    plain.get_by_label("Foto").set_input_files(photo())
    plain.get_by_label("de bovenkant, of de linkerkant").check()
    send(plain)
    seen = plain.get_by_role("img", name="Uw foto")
    plain.wait_for_load_state("load")
    assert seen.evaluate("it => it.complete && it.naturalWidth") == 512

    plain.get_by_role("link", name="Een adres bewaren").click()
    plain.get_by_label("Straat").fill("molenwg")
    plain.get_by_label("Huisnummer").fill("18")
    plain.get_by_label("Postcode of gemeente").fill("9999")
    send(plain)
    expect(plain.get_by_label("Molenweg 18, 9999 Zonnegem")).to_be_checked()
    plain.get_by_label("Uw naam ervoor").fill("Oma")
    send(plain)
    expect(plain.locator("#addresses")).to_contain_text("Gevonden in het adressenregister")

    plain.goto(f"{live.portal}/zoeken")
    plain.get_by_label("Wat zoekt u?").fill("oma molenweg")
    plain.get_by_role("button", name="Zoeken").click()
    plain.get_by_role("link", name="Oma").click()
    expect(plain).to_have_url(f"{live.portal}/profiel#addresses")

    plain.get_by_role("link", name="Mijn hele profiel verwijderen").click()
    send(plain)
    expect(plain.locator("main")).to_contain_text("Er blijft hier niets van over")
    for word in (MAILBOX, "Robbie", "Oma"):
        expect(plain.locator("main")).not_to_contain_text(word)
    for table in ("people_profile", "people_contact", "people_saved_address"):
        rows = database.execute(
            f"SELECT count(*) FROM {table} WHERE citizen_id IN (SELECT citizen_id FROM audit_event"  # noqa: S608 - our own tables
            " WHERE tag = 'people.profile.forgotten')"
        ).fetchone()
        assert rows == (0,), table


def test_axe_finds_nothing_on_any_page_of_the_profile(tab: Page, live: Live, tickets: Tickets, look: Look) -> None:
    tickets.sign_in(tab.context, "emma")
    for path in ("", "/roepnaam", "/taal", "/foto", "/e-mail", "/gsm", "/adressen/nieuw", "/toestemmingen", "/wissen"):
        tab.goto(f"{live.portal}/profiel{path}")
        expect(tab.get_by_role("heading", level=1)).to_be_visible()
        look()
    tab.goto(f"{live.portal}/profiel")
    tab.get_by_role("button", name="Begroet mij zonder naam").click()
    expect(tab.get_by_role("button", name="Begroet mij met mijn voornaam")).to_be_visible()
    look()
    tab.goto(live.portal)
    look()
    tab.goto(f"{live.portal}/profiel/gsm")
    tab.get_by_label("Gsm-nummer").fill("02 123 45 67")
    send(tab)
    look()
    tab.get_by_label("Gsm-nummer").fill("0470 98 76 54")
    send(tab)
    expect(tab).to_have_url(f"{live.portal}/profiel/gsm/code")
    look()
    tab.goto(f"{live.portal}/profiel/adressen/nieuw")
    tab.get_by_label("Straat").fill("Veldstraat")
    tab.get_by_label("Huisnummer").fill("7")
    tab.get_by_label("Postcode of gemeente").fill("Gent")
    send(tab)
    look()
    tab.get_by_label("Uw naam ervoor").fill("Werk")
    send(tab)
    tab.get_by_role("link", name="Andere naam").click()
    look()


def test_a_dead_address_is_red_on_the_card_and_on_the_overview(
    tab: Page, live: Live, tickets: Tickets, look: Look, database: psycopg.Connection[tuple[object, ...]]
) -> None:
    tickets.sign_in(tab.context, "jozef")
    tab.goto(f"{live.portal}/profiel")
    if not tab.locator(".contact").count():
        add_mailbox(tab, live)
    mine = tab.locator(".contact").first.get_attribute("id")
    assert mine
    database.execute("UPDATE people_contact SET dead_since = now() WHERE id = %s", [mine.removeprefix("contact-")])
    tab.reload()
    expect(tab.locator(f"#{mine}")).to_contain_text("Er komt niets aan")
    look()
    tab.goto(live.portal)
    todo = tab.get_by_role("article").filter(has_text="Wat wij u sturen komt terug")
    expect(todo).to_be_visible()
    todo.get_by_role("link").click()
    tab.get_by_role("link", name="Opnieuw nakijken").first.click()
    expect(tab.get_by_label("E-mailadres")).not_to_have_value("")
    database.execute("UPDATE people_contact SET dead_since = NULL WHERE id = %s", [mine.removeprefix("contact-")])


def test_a_house_in_the_demos_own_municipality_that_the_register_does_not_know_is_kept_as_typed(
    tab: Page, live: Live, tickets: Tickets
) -> None:
    tickets.sign_in(tab.context, "emma")
    tab.goto(f"{live.portal}/profiel/adressen/nieuw")
    tab.get_by_label("Straat").fill("Nieuwe Verkaveling")
    tab.get_by_label("Huisnummer").fill("3")
    tab.get_by_label("Postcode of gemeente").fill("Zonnegem")
    send(tab)
    expect(tab.get_by_label("Nieuwe Verkaveling 3, 9999 Zonnegem")).to_be_checked()


def test_the_address_register_silent_keeps_what_was_typed(tab: Page, live: Live, tickets: Tickets) -> None:
    tickets.sign_in(tab.context, "emma")
    behaviour = f"{live.origin('adressen')}/behaviour"
    httpx.put(behaviour, json={"status": 503}, trust_env=False)
    try:
        tab.goto(f"{live.portal}/profiel/adressen/nieuw")
        tab.get_by_label("Straat").fill("Elders")
        tab.get_by_label("Huisnummer").fill("1")
        tab.get_by_label("Postcode of gemeente").fill("3000 Leuven")
        send(tab)
        expect(tab.locator("main")).to_contain_text("Het adressenregister antwoordt nu niet")
        expect(tab.get_by_label("Elders 1, 3000 Leuven")).to_be_checked()
    finally:
        httpx.delete(behaviour, trust_env=False)
