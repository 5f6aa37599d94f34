"""Whoever means ill gets a clear refusal, never an error of ours, and changes nothing."""

from __future__ import annotations

import base64
import html
import re
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import Tickets, ask, logs
from tests.landscape import Live


@pytest.fixture(autouse=True)
def no_error_of_ours(live: Live) -> Iterator[None]:
    """Whatever a test sends, the logs hold no stack trace of it."""
    before = {name: len(text) for name, text in logs(live).items()}
    yield
    for name, text in logs(live).items():
        assert "Traceback" not in text[before.get(name, 0) :], name


def _flipped(cookie: str, place: int) -> str:
    raw = bytearray(base64.urlsafe_b64decode(cookie + "=" * (-len(cookie) % 4)))
    raw[place] ^= 1
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@pytest.mark.parametrize(
    "alter",
    [
        lambda cookie: _flipped(cookie, 0),
        lambda cookie: _flipped(cookie, 20),
        lambda cookie: _flipped(cookie, 47),
        lambda cookie: cookie[:-1],
        lambda cookie: cookie + "A",
        lambda cookie: cookie.lower(),
        lambda _cookie: "%00",
        lambda _cookie: "é".encode().decode("latin-1"),
        lambda _cookie: "A" * 4000,
        lambda _cookie: "'; DROP TABLE access_session; --",
    ],
)
def test_a_tampered_cookie_is_nobody_and_is_taken_back(live: Live, tickets: Tickets, alter: Any) -> None:
    cookie = tickets.take("noor")
    answer = ask(live, "/gegevens/family", headers={"cookie": b"mbp=" + alter(cookie).encode("latin-1")})
    assert answer.status_code == 302
    where = answer.headers["location"].partition("?")[0]
    if where != "/aanmelden":  # bytes that no header may hold never reach us: then there is no cookie at all
        assert where == "/afgemeld/verlopen"
        assert 'mbp="";' in answer.headers["set-cookie"]
    assert ask(live, "/gegevens/family", cookie).status_code == 200, "the true one still works"


@pytest.mark.parametrize(
    "name", ["evil.example", "mijn.localhost.evil.example", "localhost", "", "127.0.0.1", "mijn_x"]
)
def test_an_unknown_host_gets_a_clear_refusal(live: Live, name: str) -> None:
    answer = ask(live, f"http://127.0.0.1:{live.port}/", headers={"host": f"{name}:{live.port}" if name else name})
    assert answer.status_code in (400, 421)
    assert "set-cookie" not in answer.headers
    if answer.status_code == 421:
        assert live.portal in answer.text


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/%09/evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "/x\r\nLocation: https://evil.example",
        "\\\\evil.example",
        "/" + "x" * 5000,
        "https://mijn.localhost@evil.example/",
    ],
)
def test_nobody_is_led_elsewhere(live: Live, tickets: Tickets, elsewhere: str) -> None:
    cookie = tickets.take("noor")
    for path in ("/aanmelden", "/afgemeld/verlopen"):
        answer = ask(live, path, cookie, params={"terug": elsewhere})
        assert answer.status_code in (200, 302, 400)
        where = answer.headers.get("location", "/")
        assert re.match(r"/(?![/\\])", where)
        links = re.findall(r'href="([^"]*)"', html.unescape(answer.text).lower())
        assert [link for link in links if "evil.example" in link and not link.startswith("/aanmelden?")] == []
    chosen = ask(live, "/taal", method="POST", data={"taal": "fr", "terug": elsewhere}, headers={"origin": live.portal})
    assert re.match(r"/(?![/\\])", chosen.headers["location"])


def _in_front_of_the_reader(live: Live, client: httpx.Client) -> dict[str, str]:
    """Go to the page where one shows a card; returns what its script reads there."""
    page = client.get(f"{live.portal}/aanmelden", follow_redirects=True)
    return {name: html.unescape(value) for name, value in re.findall(r'data-([a-z-]+)="([^"]*)"', page.text)}


def _show(live: Live, client: httpx.Client, words: dict[str, str], body: dict[str, Any]) -> httpx.Response:
    headers = {"x-csrftoken": words["token"], "origin": live.access}
    return client.post(live.access + words["show"], json=body, headers=headers)


def _token(live: Live, client: httpx.Client, words: dict[str, str], origin: str) -> dict[str, Any]:
    """Let Noor's card sign a challenge for a site."""
    headers = {"x-csrftoken": words["token"], "origin": live.access}
    nonce = client.post(live.access + words["ask"], json={}, headers=headers).json()["challengeNonce"]
    reader = live.origin("kaartlezer")
    card = client.post(f"{reader}/kaarten", json={"text": "Noor Vandenbos"}).json()["cards"][0]["id"]
    wish = {"card": card, "pin": "1234", "challengeNonce": nonce}
    return {
        "challengeNonce": nonce,
        "token": client.post(f"{reader}/teken", json=wish, headers={"origin": origin}).json(),
    }


def _reason(answer: httpx.Response) -> str:
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["title"]
    assert problem["detail"]
    return str(problem["type"]).rpartition(":")[2]


def test_what_a_card_signed_once_is_never_accepted_again_nor_for_another_site_or_browser(live: Live) -> None:
    with httpx.Client(trust_env=False, timeout=20) as client, httpx.Client(trust_env=False, timeout=20) as thief:
        words = _in_front_of_the_reader(live, client)
        shown = _token(live, client, words, live.access)
        theirs = _in_front_of_the_reader(live, thief)
        assert _reason(_show(live, thief, theirs, shown)) == "nonce-lost"
        assert _show(live, client, words, shown).status_code == 200
        assert _reason(_show(live, client, words, shown)) == "replayed"
        elsewhere = _token(live, client, words, "https://evil.example")
        assert _reason(_show(live, client, words, elsewhere)) == "wrong-signature"
        assert "mbp-toegang" not in thief.cookies


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"token": 1}', b'{"challengeNonce": "x", "token": {}}', b"\xff\xfe", b"[" * 100_000]
)
def test_what_is_no_token_is_refused_in_words(live: Live, body: bytes) -> None:
    with httpx.Client(trust_env=False, timeout=20) as client:
        words = _in_front_of_the_reader(live, client)
        headers = {"x-csrftoken": words["token"], "origin": live.access, "content-type": "application/json"}
        answer = client.post(live.access + words["show"], content=body, headers=headers)
        assert answer.status_code == 400
        assert _reason(answer) == "not-a-token"


@pytest.mark.parametrize("path", ["/afmelden", "/sessie/verlengen", "/zoeken"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_a_form_of_another_site_does_nothing(live: Live, tickets: Tickets, path: str, origin: str) -> None:
    cookie = tickets.take("samira")
    headers = {"origin": origin} if origin else {}
    answer = ask(live, path, cookie, method="POST", data={"q": "x"}, headers=headers)
    assert answer.status_code == 403
    assert "Er is niets gewijzigd" in answer.text
    assert ask(live, "/gegevens", cookie).status_code == 200, "still signed in"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../etc/passwd",
        "/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/static/..%2f..%2f..%2fetc%2fpasswd",
        "/static/....//....//etc/passwd",
        "/static/%00",
        "/static/portal",
        "//etc/passwd",
        "/%ff%fe",
        "/gegevens/%00",
        "/gegevens/../afmelden",
        "/gegevens/" + "x" * 3000,
        "/tegels/nergens",
    ],
)
def test_no_address_reaches_a_file_or_an_error(live: Live, tickets: Tickets, path: str) -> None:
    headers = f"Host: mijn.localhost\r\nCookie: mbp={tickets.take('noor')}\r\nConnection: close\r\n\r\n"
    status, body = _raw(live, f"GET {path} HTTP/1.1\r\n{headers}".encode())
    assert status in (400, 403, 404, 405)
    assert b"root:" not in body


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET / HTTP/1.1\r\nHost: mijn.localhost\r\nX-Long: " + b"x" * 2_000_000 + b"\r\n\r\n",
        b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: mijn.localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: mijn.localhost\r\n" + b"X-Many: 1\r\n" * 5000 + b"\r\n",
        b"NONSENSE\r\n\r\n",
        b"POST /zoeken HTTP/1.1\r\nHost: mijn.localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
        b"POST /zoeken HTTP/1.1\r\nHost: mijn.localhost\r\nContent-Length: -5\r\n\r\nabcde",
        b"GET / HTTP/1.1\r\nHost: mijn.localhost:port\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: mijn.localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
    ],
    ids=[
        "long-header",
        "long-path",
        "many-headers",
        "nonsense",
        "two-lengths",
        "minus",
        "port",
        "two-hosts",
        "no-host",
    ],
)
def test_what_is_hardly_http_is_refused_and_the_next_visitor_is_served(live: Live, request_bytes: bytes) -> None:
    status, _body = _raw(live, request_bytes)
    assert status in (0, 200, 400, 413, 414, 421, 431)
    assert ask(live, "/").status_code == 200


def _raw(live: Live, request: bytes) -> tuple[int, bytes]:
    """Send bytes; returns the status (0: the connection was closed) and what else came."""
    received = b""
    with socket.create_connection(("127.0.0.1", live.port), timeout=10) as connection:
        connection.settimeout(5)
        try:
            connection.sendall(request)
            while piece := connection.recv(65536):
                received += piece
        except OSError:
            pass
    return (int(received.split(b" ", 2)[1]) if received.startswith(b"HTTP/") else 0), received


def test_a_body_that_is_too_large_is_refused(live: Live, tickets: Tickets) -> None:
    cookie = tickets.take("noor")
    answer = ask(live, "/zoeken", cookie, method="POST", data={"q": "x" * 3_000_000}, headers={"origin": live.portal})
    assert answer.status_code in (400, 403, 413)


@pytest.mark.parametrize(
    "words",
    ["<script>document.title='got you'</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}%(n)s", "\u202eabc\x00"],
)
def test_what_is_typed_in_search_is_shown_as_text(page: Page, live: Live, tickets: Tickets, words: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    tickets.sign_in(page.context, "noor")
    page.goto(f"{live.portal}/zoeken")
    page.get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    assert "got you" not in page.title()
    assert page.locator("main script, main img[src=x]").count() == 0
    assert complaints == []


def test_asking_with_every_method_is_answered_in_kind(live: Live, tickets: Tickets) -> None:
    cookie = tickets.take("noor")
    for path in ("/", "/gegevens", "/gegevens/family", "/uitvoer.json", "/afmelden", "/sessie", "/aanmelden"):
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
            assert ask(live, path, cookie, method=method).status_code in (403, 405), (method, path)
