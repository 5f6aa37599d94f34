"""An application with its own look asks for whom somebody signs in; they choose, with and without JavaScript (A9)."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import Look
from tests.journeys.steps import Keyboard, show_card
from tests.journeys.test_consents import _Site, heading, picture, question
from tests.landscape import Live

_CLIENTS = """
[[client]]
client_id = "bakkersgilde"
name = "Bakkersgilde Zonnegem"
redirect_uris = ["{back}"]
scopes = ["openid", "profile", "vo", "burgerprofiel"]
target_groups = ["BUR", "EA", "VER", "LB", "GID", "OV"]
brand = {{ name = "Bakkersgilde", colour = "#f2b01e", action = "#d9730d" }}

[[client]]
client_id = "loketten"
name = "Loketten van Zonnegem"
redirect_uris = ["{back}"]
scopes = ["openid", "vo"]
target_groups = ["LB", "GID"]
"""


@pytest.fixture(scope="module")
def back(live: Live, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two applications for organisations; gives the address to return to."""
    path: Path = tmp_path_factory.mktemp("clients") / "clients.toml"
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/terug"
        path.write_text(_CLIENTS.format(back=address))
        live.manage("access_clients", str(path))
        yield address
        server.shutdown()


def test_an_entrepreneur_chooses_for_whom(tab: Page, browser: Browser, live: Live, back: str, look: Look) -> None:
    tab.goto(question(live, back, "bakkersgilde", scope="openid vo burgerprofiel"))
    expect(tab.locator(".bar .brand")).to_have_text("Bakkersgildeaanmelden met Mijn Burgerprofiel")
    look()
    picture(tab, "branded-keys")
    show_card(tab, "Samira El Amrani")
    heading(tab, "Voor wie gaat u verder?")
    expect(tab.get_by_role("button", name="Brood & Zo")).to_contain_text("Onderneming. U bent er: Mandatenbeheerder.")
    look()
    picture(tab, "for-whom")
    tab.get_by_role("button", name="Brood & Zo").click()
    tab.wait_for_url(f"{back}?code=*")

    plain = browser.new_context(java_script_enabled=False, storage_state=tab.context.storage_state(), locale="nl-BE")
    without = plain.new_page()
    without.goto(question(live, back, "bakkersgilde", scope="openid vo", ui_locales="nl"))
    without.get_by_role("button", name="FR").click()
    heading(without, "Pour qui continuez-vous ?")
    without.get_by_role("button", name="Pour vous-même").click()
    without.wait_for_url(f"{back}?code=*")
    without.go_back()
    without.get_by_role("link", name="Annuler").click()
    without.wait_for_url(f"{back}?error=access_denied*")
    plain.close()

    tab.goto(question(live, back, "bakkersgilde", scope="openid vo", state="s-2"))
    keyboard = Keyboard(tab)
    keyboard.press(r"^Voor uzelf")
    tab.wait_for_url(f"{back}?code=*")
    assert not keyboard.unseen


def test_the_demos_own_guild_shows_what_an_application_hears(tab: Page, live: Live, look: Look) -> None:
    tab.goto(f"http://gilde.localhost:{live.port}/")
    look()
    picture(tab, "guild")
    tab.get_by_role("link", name="Aanmelden").click()
    show_card(tab, "Jozef De Smet")
    heading(tab, "Voor wie gaat u verder?")
    tab.get_by_role("button", name="Feestcomité Zonnegem").click()
    heading(tab, "Mag Gilde van Zonnegem dit weten?")
    look()
    picture(tab, "guild-consent")
    tab.get_by_role("button", name="Toestaan").click()
    heading(tab, "Welkom")
    expect(tab.get_by_text("Voorzitter:V0001")).to_be_visible()
    look()
    picture(tab, "guild-told")


def test_who_has_no_role_reads_what_to_do(tab: Page, live: Live, back: str, look: Look) -> None:
    tab.goto(question(live, back, "loketten", scope="openid vo"))
    show_card(tab, "Emma Peeters")
    heading(tab, "Deze toepassing is niet voor u")
    look()
    picture(tab, "not-for-you")
    tab.get_by_role("link", name="Als iemand anders aanmelden").click()
    heading(tab, "Aanmelden")
    tab.go_back()
    tab.get_by_role("link", name="Terug naar Loketten van Zonnegem").click()
    tab.wait_for_url(f"{back}?error=access_denied*")
