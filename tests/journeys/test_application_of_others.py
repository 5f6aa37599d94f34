"""An application of others, in a real browser: the answer as a form, with and without scripts, and news of the end."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread
from urllib.parse import parse_qs, urlencode

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.steps import Keyboard
from tests.landscape import Live

VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")


@dataclass
class Site:
    """The application's own server: it remembers what came in a form."""

    live: Live
    came: Queue[tuple[str, dict[str, str]]] = field(default_factory=Queue)
    port: int = 0

    @property
    def back(self) -> str:
        """Where answers go."""
        return f"http://127.0.0.1:{self.port}/terug"

    def question(self, **more: str) -> str:
        """The address for a question whose answer comes as a form."""
        asked = {
            "client_id": "site",
            "redirect_uri": self.back,
            "response_type": "code",
            "response_mode": "form_post",
            "scope": "openid profile",
            "state": "s-1",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        }
        return f"{self.live.access}/op/v1/auth?{urlencode(asked | more)}"

    def exchange(self, code: str) -> dict[str, str]:
        """Exchange a code, as the application's server does."""
        form = {"grant_type": "authorization_code", "client_id": "site", "redirect_uri": self.back}
        answer = httpx.post(
            f"http://127.0.0.1:{self.live.port}/op/v1/token",
            headers={"host": f"toegang.localhost:{self.live.port}"},
            data=form | {"code": code, "code_verifier": VERIFIER},
        )
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


@pytest.fixture
def site(live: Live, tmp_path: Path) -> Iterator[Site]:
    """A site, registered from a file."""
    made = Site(live)

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            made.came.put((self.path, {name: values[0] for name, values in parse_qs(body).items()}))
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Site</title><h1>Welcome</h1>")

        def log_message(self, *_args: object) -> None:
            """Be quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        made.port = server.server_port
        Thread(target=server.serve_forever, daemon=True).start()
        file = tmp_path / "clients.toml"
        file.write_text(
            f'[[client]]\nclient_id = "site"\nname = "Een site"\nredirect_uris = ["{made.back}"]\n'
            f'scopes = ["openid", "profile"]\n'
            f'backchannel_logout_uri = "http://127.0.0.1:{made.port}/afgemeld"\n'
        )
        assert live.manage("access_clients", str(file)).strip() in {"site: registered", "site: changed"}
        yield made
        server.shutdown()


def test_the_answer_arrives_as_a_form_and_the_site_hears_of_the_end(
    page: Page, browser: Browser, site: Site, live: Live
) -> None:
    page.goto(site.question())
    keyboard = Keyboard(page)
    keyboard.open_reader()
    keyboard.show_card("Noor Vandenbos")
    page.wait_for_url(site.back)
    path, told = site.came.get(timeout=20)
    assert (path, told["state"], told["iss"]) == ("/terug", "s-1", f"{live.access}/op")
    id_token = site.exchange(told["code"])["id_token"]

    plain = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state(), locale="nl-BE")
    without = plain.new_page()
    without.goto(site.question(state="s-2"))
    expect(without.get_by_role("heading", level=1)).to_have_text("Terug naar de toepassing")
    without.get_by_role("button", name="Verder").click()
    without.wait_for_url(site.back)
    assert site.came.get(timeout=20)[1]["state"] == "s-2"
    plain.close()

    page.goto(f"{live.access}/op/v1/logout?{urlencode({'id_token_hint': id_token})}")
    path, told = site.came.get(timeout=30)
    assert (path, set(told)) == ("/afgemeld", {"logout_token"})


def test_a_question_that_is_over_is_told_calmly(page: Page, live: Live) -> None:
    used = urlencode({"client_id": "site", "request_uri": "urn:ietf:params:oauth:request_uri:over"})
    page.goto(f"{live.access}/op/v1/auth?{used}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze aanmelding is voorbij")
