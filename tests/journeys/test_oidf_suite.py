"""What `./manage oidf_config` tells the OpenID Foundation's suite to do, done in a browser without any script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from playwright.sync_api import Browser, Page

from tests.landscape import Live


class Suite(BaseHTTPRequestHandler):
    """What the suite answers the browser."""

    def do_GET(self) -> None:
        """Say that the answer came."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p id=submission_complete>done")

    def log_message(self, *_all: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def suite() -> Iterator[str]:
    """The suite's origin."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Suite) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def home(suite: str) -> str:
    """Where its plan is."""
    return f"{suite}/test/a/ours"


@pytest.fixture(scope="module")
def told(live: Live, suite: str) -> dict[str, Any]:
    """The configuration for the oidcc plans."""
    where = ("--suite", suite, "--alias", "ours")
    return dict(json.loads(live.manage("oidf_config", "oidcc", "--register", *where)))


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """The suite's browser."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    yield context.new_page()
    context.close()


def selector(kind: str, name: str) -> str:
    """The suite's way to point at something, as Playwright's."""
    return {"css": name, "id": f"#{name}", "name": f"[name={name}]"}[kind]


def run(page: Page, steps: list[dict[str, Any]], address: str) -> list[str]:
    """Do what the suite does with a matching entry; returns the tasks that were for a page that came."""
    entry = next(each for each in steps if fnmatchcase(address, each["match"]))
    page.goto(address)
    done = []
    for task in entry["tasks"]:
        pattern = task["match"].replace("[", "[[]").replace("?", "[?]")
        if not fnmatchcase(page.url, pattern):
            assert task.get("optional"), (task["task"], page.url)
            continue
        for command in task.get("commands", []):
            do(page, command)
        done.append(task["task"])
    return done


def do(page: Page, command: list[Any]) -> None:
    """Do one command."""
    what, kind, name, *rest = command
    there = page.locator(selector(kind, name)).first
    if what == "click":
        with page.expect_navigation():
            there.click()
    elif what == "text":
        there.fill(rest[0])
    else:
        there.wait_for(state="attached", timeout=rest[0] * 1000)
        assert re.search(rest[1] if len(rest) > 1 else "", there.inner_text())


def question(live: Live, told: dict[str, Any], home: str, **more: str) -> str:
    """What the suite asks."""
    asked = {"client_id": told["client"]["client_id"], "redirect_uri": f"{home}/callback", "scope": "openid"}
    return f"{live.access}/op/v1/auth?{urlencode(asked | {'response_type': 'code', 'state': 's', 'nonce': 'n'} | more)}"


def test_the_suites_browser_signs_in_again_and_out(live: Live, told: dict[str, Any], home: str, tab: Page) -> None:
    usual, otherwise = told["browser"], told["override"]
    first = run(tab, usual, question(live, told, home, scope="openid offline_access", prompt="consent"))
    assert first == ["Choose a key", "Find who it is", "Whose telephone", "Confirm", "Agree", "Back"]
    assert "code=" in tab.url
    assert run(tab, usual, question(live, told, home)) == ["Back"]
    again = otherwise["oidcc-prompt-login"]["browser"]
    assert run(tab, again, question(live, told, home, prompt="login"))[:2] == ["The second time", "Choose a key"]
    assert "code=" in tab.url
    wrong = otherwise["oidcc-ensure-registered-redirect-uri"]["browser"]
    assert run(tab, wrong, question(live, told, home, redirect_uri=f"{home}/elsewhere")) == ["What is wrong"]
    out = f"{live.access}/op/v1/logout"
    asked = otherwise["oidcc-rp-initiated-logout-no-id-token-hint"]["browser"]
    assert run(tab, asked, f"{out}?{urlencode({'post_logout_redirect_uri': f'{home}/post_logout_redirect'})}")
    left = otherwise["oidcc-rp-initiated-logout-no-params"]["browser"]
    assert run(tab, left, out) == ["Sign out", "Signed out"]
    tab.goto(question(live, told, home, prompt="none"))
    assert "error=login_required" in tab.url


def test_the_suites_browser_cancels(live: Live, told: dict[str, Any], home: str, tab: Page) -> None:
    fapi = json.loads(
        live.manage("oidf_config", "fapi2", "--suite", home.removesuffix("/test/a/ours"), "--alias", "ours")
    )
    cancels = fapi["override"]["fapi2-security-profile-final-user-rejects-authentication"]["browser"]
    assert run(tab, cancels, question(live, told, home)) == ["Cancel", "Back"]
    assert "error=access_denied" in tab.url


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer invented"}])
def test_every_answer_of_the_resource_says_when_it_was(live: Live, headers: dict[str, str]) -> None:
    host = {"host": f"toegang.localhost:{live.port}"}
    answer = httpx.get(f"http://127.0.0.1:{live.port}/op/v1/userinfo", headers=host | headers)
    assert answer.status_code == 401
    assert answer.headers["date"], "the FAPI plan wants it (RFC 9110 6.6.1)"
