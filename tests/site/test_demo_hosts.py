"""In the demo one port serves the simulators too; only their own names reach them."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import httpx
import pytest

from burgerprofiel.site.demo_hosts import DemoHosts


class Outside(BaseHTTPRequestHandler):
    """Stands for the simulators: tells what reached it."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        told = f"{self.path}|{self.headers.get('Host')}|{self.headers.get('X-Secret')}|{body.decode()}".encode()
        self.send_response(202, "Taken")
        for name, value in (
            ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2"),
            ("Keep-Alive", "timeout=9"),
            ("Content-Length", str(len(told))),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(told)

    do_GET = do_POST  # noqa: N815 - the name that the library calls

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def django(_environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    """Stands for our own application."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ours"]


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Outside)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with httpx.Client(transport=httpx.WSGITransport(app=DemoHosts(django, server.server_port))) as browser:
        yield browser
    server.shutdown()


def test_a_request_reaches_the_simulator_whole(client: httpx.Client) -> None:
    answer = client.post("http://magda.localhost:8000/a%20b/c?q=1%2F2", content=b"<soap/>")
    assert (answer.status_code, answer.text) == (202, "/a%20b/c?q=1%2F2|magda.localhost:8000|None|<soap/>")


def test_every_cookie_comes_back_and_hop_by_hop_headers_do_not(client: httpx.Client) -> None:
    answer = client.get("http://kaartlezer.localhost:8000/")
    assert answer.headers.get_list("set-cookie") == ["a=1", "b=2"]
    assert "keep-alive" not in answer.headers


def test_headers_for_the_connection_stay_with_the_connection(client: httpx.Client) -> None:
    answer = client.get("http://ocsp.localhost:8000/", headers={"Connection": "X-Secret", "X-Secret": "hop"})
    assert "|None|" in answer.text


@pytest.mark.parametrize(
    "host", ["mijn.localhost:8000", "evil.example", "magda.localhost.evil.example", "xmagda.localhost"]
)
def test_every_other_name_is_ours_to_answer(client: httpx.Client, host: str) -> None:
    assert client.get(f"http://{host}/").text == "ours"


def test_a_simulator_that_is_gone_is_a_clear_502() -> None:
    with httpx.Client(transport=httpx.WSGITransport(app=DemoHosts(django, 1))) as browser:
        answer = browser.get("http://magda.localhost/")
    assert (answer.status_code, answer.text) == (502, "The simulator does not answer. Try again in a moment.\n")


def test_a_header_in_another_alphabet_passes_as_it_came(client: httpx.Client) -> None:
    def named(application: WSGIApplication) -> WSGIApplication:
        return lambda environ, start: application({**environ, "HTTP_X_SECRET": "gehé\xefm"}, start)

    transport = client._transport
    assert isinstance(transport, httpx.WSGITransport)
    with httpx.Client(transport=httpx.WSGITransport(app=named(transport.app))) as browser:
        answer = browser.get("http://magda.localhost:8000/")
    assert answer.text.split("|")[2] == "gehé\xefm"
