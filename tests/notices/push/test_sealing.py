"""A push opens in its browser only; the vector is that of RFC 8291, appendix A."""

from __future__ import annotations

from base64 import urlsafe_b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.notices.push import sealing
from burgerprofiel.notices.push.subscription import NotASubscriptionError, check_address, read
from burgerprofiel.simulators.push.browser import Browser, NotForUsError, text


def octets(said: str) -> bytes:
    """Base64url as the standard writes it."""
    return urlsafe_b64decode(said + "=" * (-len(said) % 4))


def test_the_vector_of_the_standard() -> None:
    own = ec.derive_private_key(
        int.from_bytes(octets("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big"), ec.SECP256R1()
    )
    body = sealing.sealed(
        b"When I grow up, I want to be a watermelon",
        octets("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        octets("BTBZMqHH6r4Tts7J_aSIgg"),
        own,
        octets("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert text(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK"
        "6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


@given(st.binary(max_size=sealing.MOST))
def test_the_browser_opens_it_and_no_other_does(plain: bytes) -> None:
    mine, other = Browser("k"), Browser("k")
    body = sealing.sealed(plain, mine.public_key, mine.secret)
    assert mine.opened(body) == plain
    assert len(body) <= 4096
    with pytest.raises(NotForUsError):
        other.opened(body)


def test_what_is_too_long_is_not_sealed() -> None:
    browser = Browser("k")
    with pytest.raises(ValueError, match="record"):
        sealing.sealed(b"x" * (sealing.MOST + 1), browser.public_key, browser.secret)


@pytest.mark.parametrize(
    "address",
    [
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/abc",
        "https://db5p.notify.windows.com/w/?token=abc",
    ],
)
def test_services_of_the_makers_are_taken(address: str) -> None:
    check_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://fcm.googleapis.com/abc",
        "https://fcm.googleapis.com.evil.example/abc",
        "https://evilfcm.googleapis.com/abc",
        "https://fcm.googleapis.com:8443/abc",
        "https://user@fcm.googleapis.com/abc",
        "https://fcm.googleapis.com@evil.example/",
        "https://127.0.0.1/abc",
        "https://mijn.localhost/abc",
        "file:///etc/passwd",
        "https://fcm.googleapis.com/a b",
        "https://fcm.googleapis.com/\r\nX: y",
        "https://[::1",
        "",
        "https://fcm.googleapis.com/" + "a" * 3000,
    ],
)
def test_no_other_address_is_called(address: str) -> None:
    with pytest.raises(NotASubscriptionError):
        check_address(address)


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"p256dh": "AAAA", "auth": "AAAA"},
        {"p256dh": text(Browser("k").public_key), "auth": "AAAA"},
        {"p256dh": "BA" * 44, "auth": "A" * 22},
        {"p256dh": "é", "auth": "A" * 22},
        {"p256dh": "A" * 10_000, "auth": "A" * 22},
    ],
)
def test_keys_that_are_none_are_refused(keys: dict[str, str]) -> None:
    with pytest.raises(NotASubscriptionError):
        read("https://fcm.googleapis.com/abc", keys, "")
