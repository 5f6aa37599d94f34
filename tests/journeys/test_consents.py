"""An application of somebody else asks in a real browser; the citizen allows it, sees it and withdraws it (A8)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import Look
from tests.journeys.steps import Keyboard, show_card
from tests.landscape import Live

SHOTS = os.environ.get("MBT_SHOTS", "")
"""A folder for pictures of what the journey passes, for looking at them."""
_CLIENTS = """
[[client]]
client_id = "fietspunt"
name = "Fietspunt Zonnegem"
redirect_uris = ["{back}"]
scopes = ["openid", "profile", "rrn", "offline_access"]
third_party = true

[[client]]
client_id = "deelauto"
name = "Deelauto van de coöperatie met de lange naam Samenrijdeninhetpajottenland"
redirect_uris = ["{back}"]
scopes = ["openid", "profile"]
third_party = true
"""


class _Site(BaseHTTPRequestHandler):
    """The application's own tab."""

    def do_GET(self) -> None:
        """Welcome whoever comes back."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Fietspunt</title>")

    def log_message(self, *_words: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def back(live: Live, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two applications of somebody else are registered, and their site is there; gives the address to return to."""
    path: Path = tmp_path_factory.mktemp("clients") / "clients.toml"
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/terug"
        path.write_text(_CLIENTS.format(back=address))
        live.manage("access_clients", str(path))
        yield address
        server.shutdown()


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    """A tab without JavaScript."""
    context = browser.new_context(locale="nl-BE", java_script_enabled=False)
    yield context.new_page()
    context.close()


def question(live: Live, back: str, client: str = "fietspunt", **more: str) -> str:
    """The address to which the application sends the citizen."""
    asked = {
        "response_type": "code",
        "client_id": client,
        "redirect_uri": back,
        "scope": "openid profile",
        "state": "s-1",
        "code_challenge": "x" * 43,
        "code_challenge_method": "S256",
    }
    return f"{live.access}/op/v1/auth?{urlencode(asked | more)}"


def heading(tab: Page, text: str) -> None:
    """The page has this title."""
    expect(tab.get_by_role("heading", level=1)).to_have_text(text)


def picture(tab: Page, name: str) -> None:
    """Keep how the page looks, when somebody wants to see it."""
    for scheme, width in [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)] if SHOTS else []:
        tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        tab.set_viewport_size({"width": width, "height": 900})
        tab.screenshot(path=Path(SHOTS) / f"{name}-{scheme}-{width}.png", full_page=True)


def test_a_citizen_allows_sees_and_withdraws(
    tab: Page, live: Live, back: str, look: Look, without_script: Page
) -> None:
    tab.goto(question(live, back))
    show_card(tab, "Emma Peeters")
    heading(tab, "Mag Fietspunt Zonnegem dit weten?")
    look()
    picture(tab, "consent")
    tab.get_by_role("link", name="Niet toestaan").click()
    tab.wait_for_url(f"{back}?error=access_denied*")

    tab.goto(question(live, back, ui_locales="fr"))
    heading(tab, "Fietspunt Zonnegem peut-elle savoir ceci ?")
    tab.get_by_role("button", name="Autoriser").click()
    tab.wait_for_url(f"{back}?code=*")

    tab.goto(question(live, back, scope="openid profile rrn offline_access"))
    expect(tab.get_by_text("Nieuw", exact=True)).to_have_count(2)
    look()
    picture(tab, "consent-more")

    tab.goto(f"{live.access}/op/sleutels")
    tab.get_by_role("link", name="Mijn toestemmingen").click()
    expect(tab.get_by_role("heading", name="Fietspunt Zonnegem")).to_be_visible()
    look()
    without_script.context.add_cookies(tab.context.cookies())  # type: ignore[arg-type]  # what comes out may go in
    without_script.goto(question(live, back, "deelauto"))
    without_script.get_by_role("button", name="Toestaan").click()
    without_script.wait_for_url(f"{back}?code=*")
    tab.reload()
    look()
    picture(tab, "consents")
    tab.get_by_role("link", name="Intrekken", exact=True).last.click()
    heading(tab, "De toegang van Fietspunt Zonnegem intrekken?")
    look()
    picture(tab, "withdraw")
    tab.get_by_role("button", name="Intrekken").click()
    expect(tab.get_by_role("status").filter(has_text="De toegang is gestopt")).to_be_visible()
    expect(tab.get_by_role("heading", name="Fietspunt Zonnegem")).to_have_count(0)
    look()

    without_script.goto(question(live, back, prompt="none"))
    without_script.wait_for_url(f"{back}?error=consent_required*")
    without_script.goto(f"{live.access}/op/toestemmingen/intrekken")
    without_script.get_by_role("button", name="Intrekken").click()
    tab.goto(f"{live.access}/op/toestemmingen")
    expect(tab.get_by_text("Geen enkele toepassing heeft nu toegang.")).to_be_visible()
    look()
    picture(tab, "consents-none")


def test_by_keyboard_alone(tab: Page, live: Live, back: str) -> None:
    tab.goto(question(live, back))
    show_card(tab, "Jozef De Smet")
    heading(tab, "Mag Fietspunt Zonnegem dit weten?")
    keyboard = Keyboard(tab)
    keyboard.press(r"^Toestaan")
    tab.wait_for_url(f"{back}?code=*")
    assert not keyboard.unseen
    tab.goto(f"{live.access}/op/toestemmingen")
    keyboard.press(r"^Intrekken")
    heading(tab, "De toegang van Fietspunt Zonnegem intrekken?")
    keyboard.press(r"^Intrekken")
    expect(tab.get_by_role("status").filter(has_text="De toegang is gestopt")).to_be_visible()
    assert not keyboard.unseen
