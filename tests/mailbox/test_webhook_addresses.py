"""Webhooks go only where everybody can go: never to our own machines (server-side request forgery)."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.mailbox.webhooks import addresses, cloud_event, sending
from tests.mailbox.receiver import receiving

REFUSED = [
    "",
    "ftp://voorbeeld.be/",
    "http://voorbeeld.be/",
    "https:///pad",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://10.0.0.1./",
    "https://localhost/",
    "https://iets.localhost/",
    "https://db.internal/",
    "https://gebruiker:wacht@voorbeeld.be/",
    "https://voorbeeld.be@kwaad.be/",
    "https://voorbeeld.be/#stuk",
    "https://voorbeeld.be:0/",
    "https://voorbeeld.be:99999/",
    "https://voorbeeld.be:x/",
    "https://voorbeeld.be/a b",
    "https://voorbeeld.be/\r\nHost: kwaad",
    "https://voorbeeld.be\\@kwaad.be/",
    "https://voorbéeld.be/",
    "https://voorbeeld.be/../geheim",
    "https://-fout.be/",
    "https://voorbeeld.be/" + "x" * 500,
    "https://voor\x00beeld.be/",
]
PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104 - it is refused
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
    "2001:0:7f00:1::",
]


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_not_plainly_a_public_https_address_is_refused(address: str) -> None:
    with pytest.raises(addresses.RefusedAddressError):
        addresses.checked(address, demo=False)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://Post.Voorbeeld.BE", "https://post.voorbeeld.be/"),
        ("https://voorbeeld.be:443/in?bron=1", "https://voorbeeld.be/in?bron=1"),
        ("https://voorbeeld.be:8443/in", "https://voorbeeld.be:8443/in"),
        ("https://xn--vorbeld-exa.be/in", "https://xn--vorbeld-exa.be/in"),
    ],
)
def test_an_address_is_kept_as_it_will_be_signed(written: str, kept: str) -> None:
    assert addresses.checked(written, demo=False) == kept


@pytest.mark.parametrize("ip", PRIVATE)
def test_a_machine_that_not_everybody_can_reach_is_none(ip: str) -> None:
    assert not addresses.is_public(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "193.191.245.1", "2a02:2788::1", "::ffff:8.8.8.8"])
def test_a_machine_on_the_internet_is_one(ip: str) -> None:
    assert addresses.is_public(ip)


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[str]]]:
    """Names and what they lead to; each answer is used once and then moves on, as an attacker's would."""
    book: dict[str, list[str]] = {}

    def find(name: str, port: int, **_more: Any) -> list[Any]:
        return [(0, 0, 0, "", (ip, port)) for ip in book[name]]

    monkeypatch.setattr(socket, "getaddrinfo", find)
    yield book


def test_a_name_with_one_private_machine_is_refused_whole(resolver: dict[str, list[str]]) -> None:
    resolver["voorbeeld.be"] = ["8.8.8.8", "10.0.0.1"]
    with pytest.raises(addresses.RefusedAddressError):
        addresses.place("https://voorbeeld.be/", demo=False)


def test_the_connection_goes_to_what_was_checked(resolver: dict[str, list[str]]) -> None:
    resolver["voorbeeld.be"] = ["8.8.8.8"]
    assert addresses.place("https://voorbeeld.be/in", demo=False) == ("voorbeeld.be", "8.8.8.8", 443)


def test_a_redirect_is_not_followed(db: None) -> None:
    with receiving(lambda _received: 307) as receiver:
        outcome = sending.post(f"{receiver.origin}/", cloud_event.test(uuid7(), clock.now()))
        assert (outcome.taken, outcome.status, len(receiver.got)) == (False, 307, 1)


def test_who_does_not_answer_is_given_up(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PATIENCE", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        outcome = sending.post(f"http://stil.localhost:{silent.getsockname()[1]}/", b"{}")
    assert (outcome.status, outcome.taken, outcome.refused) == (0, False, False)
    outcome = sending.post("http://niemand.localhost:1/", b"{}")
    assert "No connection" in outcome.error
