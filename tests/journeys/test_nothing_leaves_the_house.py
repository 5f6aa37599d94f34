"""No request to anybody else, a strict policy on every answer, cookies for us alone, nothing in the console."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from tests import landscape
from tests.journeys.steps import PAGES, Tickets, ask, show_card
from tests.landscape import Live

PUBLIC = ("/", "/hulp", "/privacy", "/toegankelijkheid", "/klopt-dit", "/afgemeld", "/afgemeld/verlopen", "/nergens")
CITIZEN = ("/", "/gegevens", "/zoeken", *PAGES)
REQUIRED = {
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}
TOLD = ("referrer-policy", "permissions-policy", "cache-control")


@dataclass
class Watched:
    """Everything a browser asked, got and complained about."""

    context: BrowserContext
    page: Page
    hosts: set[str] = field(default_factory=set)
    answers: list[Response] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Begin to listen."""
        self.context.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname or ""))
        self.context.on("response", lambda response: self.answers.append(response))  # noqa: PLW0108 - Playwright marks its handlers
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.context.on("console", lambda line: self._hear(line.type, line.text))

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and "status of 404" not in text:
            self.complaints.append(f"{self.page.url}: {text}")


@pytest.fixture(scope="module")
def watched(browser: Browser, live: Live, tickets: Tickets) -> Iterator[Watched]:
    """A browser that was watched while it saw every page."""
    context = browser.new_context(locale="nl-BE")
    seen = Watched(context, context.new_page())
    seen.watch()
    see_all(seen, live, tickets)
    yield seen
    context.close()


def strict(policy: str) -> bool:
    """Whether a content policy allows nothing inline and nobody from outside."""
    directives = {part.split()[0]: part.split()[1:] for part in policy.split(";") if part.strip()}
    allowed = [source for sources in directives.values() for source in sources]
    outside = [
        each for each in allowed if each.startswith("http") and ".localhost" not in each and ".example.be" not in each
    ]
    return (
        directives.get("default-src") == ["'none'"]
        and directives.get("frame-ancestors") == ["'none'"]
        and directives.get("base-uri") == ["'none'"]
        and not outside
        and not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:"} & set(allowed)
    )


@pytest.mark.parametrize("more", ["script-src 'unsafe-inline'", "img-src *", "connect-src https://count.example", ""])
def test_a_policy_that_lets_anything_in_or_out_is_not_strict(more: str) -> None:
    tight = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
    assert strict(tight)
    assert not strict(f"{tight}; {more}" if more else "")


def wanting(response: Response) -> list[str]:
    """What an answer of ours lacks."""
    headers, url = response.all_headers(), response.url
    found = [f"{url}: {name}" for name, value in REQUIRED.items() if headers.get(name) != value]
    found += [
        f"{url}: {name}" for name in ("referrer-policy", "permissions-policy", "cache-control") if not headers.get(name)
    ]
    if "text/html" in headers.get("content-type", "") and not strict(headers.get("content-security-policy", "")):
        found.append(f"{url}: {headers.get('content-security-policy')}")
    return found


def see_all(watched: Watched, live: Live, tickets: Tickets) -> None:
    """Open every page, first as nobody, then as a citizen who signs in with a card."""
    for path in PUBLIC:
        watched.page.goto(live.portal + path)
    watched.page.goto(f"{live.portal}/aanmelden?terug=/gegevens")
    show_card(watched.page, "Noor Vandenbos")
    watched.page.wait_for_url(f"{live.portal}/gegevens")
    for path in CITIZEN:
        watched.page.goto(live.portal + path)
    watched.page.get_by_role("banner").get_by_role("button", name="English").click()
    tickets.sign_in(watched.context, "bram")
    watched.page.goto(live.portal)
    watched.page.locator("[data-again]").first.click()
    watched.page.wait_for_load_state("networkidle")
    watched.page.get_by_role("button", name="Sign out").first.click()
    watched.page.wait_for_url(f"{live.portal}/afgemeld")


def test_every_page_asks_only_us_is_strict_and_makes_no_complaint(watched: Watched) -> None:
    assert {host for host in watched.hosts if not host.endswith(".localhost")} == set()
    ours = [each for each in watched.answers if urlsplit(each.url).hostname in ("mijn.localhost", "toegang.localhost")]
    assert len(ours) > 80
    assert sorted({lack for each in ours for lack in wanting(each)}) == []
    assert watched.complaints == []


def test_every_cookie_is_for_its_host_alone_and_stands_in_the_register(watched: Watched, live: Live) -> None:
    set_cookies = [
        (urlsplit(each.url).hostname, header["value"])
        for each in watched.answers
        for header in each.headers_array()
        if header["name"].lower() == "set-cookie"
    ]
    names = {value.partition("=")[0] for _host, value in set_cookies}
    assert {"mbp", "mbp-toegang", "taal", "csrf"} <= names
    for host, value in set_cookies:
        flags = {part.strip().lower().partition("=")[0] for part in value.split(";")[1:]}
        assert {"httponly", "samesite", "path"} <= flags, (host, value.partition("=")[0])
        assert "domain" not in flags
        assert re.search(r"samesite=(lax|strict)", value, re.IGNORECASE)
    watched.page.goto(f"{live.portal}/privacy")
    for name in names:
        expect(watched.page.locator("code").get_by_text(name, exact=True), name).to_have_count(1)


def test_nothing_is_kept_in_the_browser_but_cookies(watched: Watched) -> None:
    kept = "async () => [localStorage.length, sessionStorage.length, (await caches?.keys?.())?.length ?? 0]"
    assert watched.page.evaluate(kept) == [0, 0, 0]
    assert watched.page.evaluate("document.cookie") == ""


def test_the_front_page_gives_no_cookie_and_may_not_be_told_apart(live: Live) -> None:
    first, second = ask(live, "/"), ask(live, "/")
    assert first.status_code == 200
    assert "set-cookie" not in first.headers
    assert first.text == second.text


_IN_PRODUCTION = """
import django
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
django.setup()
from django.http import HttpResponse
from django.test import Client
from burgerprofiel.access import cookies
answer = Client().get("/hulp", headers={"host": "mijn.example.be", "x-forwarded-proto": "https"})
print(answer.status_code)
print(answer.headers.get("Strict-Transport-Security"))
print(answer.headers.get("Content-Security-Policy"))
print(settings.SESSION_COOKIE, settings.SIGN_IN_COOKIE, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME,
      cookies.prefixed("x"))
box = HttpResponse()
cookies.put(box, settings.SESSION_COOKIE, "v")
print(box.cookies[settings.SESSION_COOKIE].OutputString())
print(settings.CSRF_COOKIE_SECURE, settings.LANGUAGE_COOKIE_SECURE, settings.CONFIG.demo)
"""


def test_over_https_browsers_never_come_back_in_the_clear_and_cookies_are_bound_to_their_host() -> None:
    secure = {
        "MBP_SCHEME": "https",
        "MBP_DEMO": "0",
        "MBP_PORT": "443",
        "MBP_PORTAL_HOST": "mijn.example.be",
        "MBP_ACCESS_HOST": "toegang.example.be",
        "MBP_DESK_HOST": "balie.example.be",
        "MBP_SMS_URL": "",
        "MBP_SMTP_URL": "",
        "MBP_SCANNER": "none",
        "MBP_UPSTREAMS": "",
        "MBP_ADDRESS_URL": "",
    }
    environment = {name: value for name, value in os.environ.items() if name != "MBP_SIMULATORS_PORT"} | secure
    python = [sys.executable, "-c", _IN_PRODUCTION]
    done = subprocess.run(
        python, env=environment, cwd=landscape.CHECKOUT / "src", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    status, transport, policy, names, session, flags = done.stdout.splitlines()
    assert status == "200"
    assert int(re.search(r"max-age=(\d+)", transport)[1]) >= 31_536_000  # type: ignore[index]  # fails when absent
    assert "includeSubDomains" in transport
    assert strict(policy)
    assert "localhost" not in policy
    assert all(name.startswith("__Host-") for name in names.split())
    assert {part.strip() for part in session.split(";")[1:]} == {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"}
    assert flags == "True True False"
