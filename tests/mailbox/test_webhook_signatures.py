"""Webhooks are signed as RFC 9421 says, and a receiver can tell ours from everybody else's and from a repeat."""

from __future__ import annotations

import dataclasses
from base64 import b64encode, urlsafe_b64decode
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.mailbox import keys
from burgerprofiel.mailbox.models import RegistryKey
from burgerprofiel.mailbox.webhooks import cloud_event, sending, signatures
from tests.mailbox.receiver import Checker, Received, receiving

RFC_KEY = "n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU"
RFC_SIGNATURE = "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw=="
"""Appendix B.1.4 and B.2.6."""


def test_the_rfcs_own_example_gives_the_rfcs_own_signature() -> None:
    parts = {
        "date": "Tue, 20 Apr 2021 02:07:55 GMT",
        "@method": "POST",
        "@path": "/foo",
        "@authority": "example.com",
        "content-type": "application/json",
        "content-length": "18",
    }
    told = signatures.parameters(list(parts), 1618884473, "test-key-ed25519")
    key = Ed25519PrivateKey.from_private_bytes(urlsafe_b64decode(RFC_KEY + "="))
    assert b64encode(key.sign(signatures.base(parts, told))).decode() == RFC_SIGNATURE


def test_the_digest_is_that_of_rfc_9530() -> None:
    assert signatures.digest(b'{"hello": "world"}') == "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"


def _one(db: None, content: bytes = b"") -> tuple[Received, Checker]:
    with receiving() as receiver:
        event = content or cloud_event.test(uuid7(), clock.now())
        assert sending.post(f"{receiver.origin}/hier?a=1", event).taken
        (received,) = receiver.got
    return received, Checker(receiver.origin, keys.jwks())


def test_a_receiver_takes_it_once(db: None) -> None:
    received, checker = _one(db)
    now = clock.now().timestamp()
    assert received.path == "/hier?a=1"
    assert checker.check(received, now) == ""
    assert checker.check(received, now) == "seen before"


def test_what_was_changed_on_the_way_is_refused(db: None) -> None:
    received, checker = _one(db)
    now = clock.now().timestamp()
    other = signatures.digest(b"{}")
    assert checker.check(dataclasses.replace(received, content=b"{}"), now) == "digest"
    forged = {**received.headers, "content-digest": other}
    assert checker.check(Received(received.path, forged, b"{}"), now) == "signature"
    assert checker.check(dataclasses.replace(received, path="/elders"), now) == "signature"
    assert Checker("http://ander.localhost", keys.jwks()).check(received, now) == "signature"


@pytest.mark.parametrize("minutes", [-6, 6])
def test_what_is_brought_again_later_or_dated_ahead_is_refused(db: None, minutes: int) -> None:
    received, checker = _one(db)
    assert checker.check(received, (clock.now() + timedelta(minutes=minutes)).timestamp()) == "too old"


def test_somebody_elses_key_opens_nothing(db: None) -> None:
    received, _checker = _one(db)
    stranger = Ed25519PrivateKey.generate()
    mine = [{**each, "x": keys.base64url(stranger.public_key().public_bytes_raw())} for each in keys.jwks()["keys"]]
    checker = Checker("http://ontvanger.localhost", {"keys": mine})
    assert checker.check(received, clock.now().timestamp()) == "signature"
    assert Checker("http://x", {"keys": []}).check(received, clock.now().timestamp()) == "unknown key"


def test_a_key_signs_for_a_year_and_is_published_for_good(db: None) -> None:
    first, _key = keys.current()
    with clock.frozen_at(clock.now() + timedelta(days=364)):
        assert keys.current()[0] == first
    with clock.frozen_at(clock.now() + timedelta(days=366)):
        second, _key = keys.current()
        assert keys.current()[0] == second
    assert second != first
    assert [each["kid"] for each in keys.jwks()["keys"]] == [second, first]
    assert all("d" not in each for each in keys.jwks()["keys"])


def test_keys_are_sealed_in_the_table(db: None) -> None:
    keys.current()
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM mailbox_registry_key")
        sealed = bytes(cursor.fetchone()[0])
    assert keys.current()[1].private_bytes_raw() not in sealed
    keys.reseal()
    assert bytes(RegistryKey.objects.get().sealed) == sealed
