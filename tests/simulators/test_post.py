"""The demo's telephone and mailbox take what strangers' clients send, show it, and shrug at nonsense."""

from __future__ import annotations

import asyncio
import smtplib
import socket
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import httpx
import pytest

from burgerprofiel.simulators import asgi
from burgerprofiel.simulators.post import server, smtp
from burgerprofiel.site.launch import ports


@pytest.fixture(autouse=True)
def empty() -> None:
    """Nothing came in yet."""
    server.TEXTS.letters.clear()
    server.MAILS.letters.clear()


def with_server(
    monkeypatch: pytest.MonkeyPatch, act: Callable[[int], None], is_closed: smtp.IsClosed = lambda _to: False
) -> list[bytes]:
    """Let somebody talk to the mail server; return the letters."""
    port, letters = ports.choose(0), list[bytes]()
    monkeypatch.setenv("MBP_SMTP_URL", f"smtp://post.localhost:{port}")

    async def run() -> None:
        async with smtp.listening(letters.append, is_closed):
            await asyncio.to_thread(act, port)

    asyncio.run(run())
    return letters


def letter(text: str = "Eén regel\n.\n..twee punten\n") -> EmailMessage:
    """A letter with what mail stumbles over."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Message-ID"] = "a@b.be", "noor@example.be", "Code é", "<1@b.be>"
    made.set_content(text)
    return made


def test_a_letter_arrives_whole_dots_and_accents_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def send(port: int) -> None:
        with smtplib.SMTP("127.0.0.1", port, timeout=5) as client:
            client.send_message(letter())
            client.send_message(letter())

    for raw in with_server(monkeypatch, send):
        server.deliver(raw)
    (kept,) = server.MAILS.letters
    assert (kept.to, kept.subject) == ("noor@example.be", "Code é")
    assert kept.text.splitlines() == ["Eén regel", ".", "..twee punten"]


@pytest.mark.parametrize("said", [b"", b"\r\n", b"\xff\xfe\r\n", b"DATA\r\nnever ends", b"x" * 2_000_000 + b"\r\n"])
def test_whoever_talks_nonsense_or_hangs_up_bothers_nobody(monkeypatch: pytest.MonkeyPatch, said: bytes) -> None:
    def talk(port: int) -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.settimeout(5)
            try:
                line.sendall(said)
                line.shutdown(socket.SHUT_WR)
                while line.recv(65536):
                    pass
            except OSError:  # it hung up first: a reset, or nobody there any more to hang up on
                pass
        with smtplib.SMTP("127.0.0.1", port, timeout=5) as client:
            client.send_message(letter())

    assert len(with_server(monkeypatch, talk)) == 1


@pytest.mark.parametrize("named", ["", "smtp://mail.example:1", "smtps://mail.example"])
def test_when_another_mail_server_is_named_nothing_listens(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("MBP_SMTP_URL", named)

    async def run() -> None:
        async with smtp.listening(lambda _raw: None):
            pass

    asyncio.run(run())


def ask(host: str, method: str, path: str, **more: Any) -> httpx.Response:
    """Ask one of the simulators."""

    async def asking() -> httpx.Response:
        outside = httpx.ASGITransport(asgi.application)
        async with httpx.AsyncClient(transport=outside, base_url=f"http://{host}.localhost") as client:
            return await client.request(method, path, **more)

    return asyncio.run(asking())


def test_a_text_needs_the_secret_and_its_three_parts_and_comes_once() -> None:
    whole = {"to": "+32470123456", "text": "<b>123456</b>", "id": "1"}
    secret = {"authorization": "Bearer x"}
    assert ask("sms", "POST", "/berichten", json=whole).status_code == 401
    assert ask("sms", "POST", "/berichten", json={"to": "1"}, headers=secret).status_code == 400
    assert ask("sms", "POST", "/berichten", content=b"\xff", headers=secret).status_code == 400
    taken = [ask("sms", "POST", "/berichten", json=whole, headers=secret).status_code for _time in range(2)]
    assert taken == [202, 202]
    assert [each["text"] for each in ask("sms", "GET", "/berichten.json").json()] == ["<b>123456</b>"]
    assert "&lt;b&gt;123456" in ask("sms", "GET", "/").text


def test_an_empty_mailbox_says_what_will_come() -> None:
    assert "Nog geen e-mail" in ask("post", "GET", "/").text


def test_an_address_in_a_letter_can_be_clicked_and_nothing_else_of_it_is_markup() -> None:
    server.deliver(letter("Zie http://a.localhost/b?c=d&e=f\n<b>vet</b> javascript:x").as_bytes())
    page = server._told(server.MAILS.letters[0])
    assert '<a href="http://a.localhost/b?c=d&amp;e=f">http://a.localhost/b?c=d&amp;e=f</a>\n&lt;b&gt;' in page
    assert page.count("<a ") == 1


def test_an_e_mail_is_shown_as_a_mail_program_shows_it_and_runs_nothing() -> None:
    letter = EmailMessage()
    letter["Message-ID"], letter["To"], letter["Subject"] = "<look-1@post.example>", "a@post.example", "Dag"
    letter.set_content("Dag.")
    letter.add_alternative("<p>Dag <script>1</script></p>", subtype="html")
    server.deliver(letter.as_bytes())
    transport = httpx.ASGITransport(asgi.application)

    async def look() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=transport, base_url="http://post.localhost") as client:
            paths = ("/", "/berichten.json", "/berichten/look-1%40post.example", "/berichten/nothing")
            return [await client.get(path) for path in paths]

    page, listed, shown, nothing = asyncio.run(look())
    assert "berichten/look-1%40post.example" in page.text
    assert listed.json()[0]["text"] == "Dag.\n"
    assert "<p>Dag" in shown.text
    assert "sandbox" in shown.headers["content-security-policy"]
    assert nothing.status_code == 404


def test_an_address_that_was_closed_takes_no_letter_until_it_is_opened_again(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = list[int]()

    def send(port: int) -> None:
        with smtplib.SMTP("127.0.0.1", port, timeout=5) as client:
            client.mail("a@b.be")
            refused.append(client.rcpt("noor@example.be")[0])

    server.deliver(letter().as_bytes())
    for label in ("opheffen", "weer openen"):
        assert label in ask("post", "GET", "/").text
        answer = ask("post", "POST", "/opheffen", content="to=Noor%40example.be")
        assert answer.status_code == 303
        with_server(monkeypatch, send, server.is_closed)
    assert refused == [550, 250]
    assert ask("post", "POST", "/opheffen", content="to=nonsense").status_code == 303


def test_a_letter_that_one_can_end_shows_the_button_of_a_mail_program_and_a_folded_id_is_found() -> None:
    made = letter()
    del made["Message-ID"]
    made["List-Unsubscribe"] = "<http://a.localhost/stop?link=x>"
    server.deliver(b"Message-ID:\r\n <long@post.example>\r\n" + made.as_bytes())
    server.deliver(letter().as_bytes())
    plain, ending = server.MAILS.letters
    assert ending.id == "<long@post.example>"
    assert "<a href='http://a.localhost/stop?link=x'>Uitschrijven" in server._told(ending)
    assert "Uitschrijven" not in server._told(plain)
