"""Letters are signed so that dkimpy, which is not ours, finds the signature good (RFC 6376, RFC 8463)."""

from __future__ import annotations

import base64
from collections.abc import Callable

import dkim as judge
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from burgerprofiel.kit.post import Message, dkim, letter

DOMAIN, SELECTOR = "burgerprofiel.example", "2026"
RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
MESSAGE = Message(
    "1",
    "noor@example.be",
    "Uw dossier: é – ñ",
    "Dag Noor,\n\n.punt  met   blanco's \n\n\n",
    html="<p>Dag</p>",
    headers={"List-Unsubscribe": "<https://mijn.example/x>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
)


def pem(key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    """The key as it lies in its file."""
    form, kind = serialization.PrivateFormat.PKCS8, serialization.Encoding.PEM
    return key.private_bytes(kind, form, serialization.NoEncryption())


def published(key: dkim.Key) -> Callable[..., bytes]:
    """What DNS would say of it."""
    kind, form, name = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo, b"rsa"
    if isinstance(key, ed25519.Ed25519PrivateKey):
        kind, form, name = serialization.Encoding.Raw, serialization.PublicFormat.Raw, b"ed25519"
    told = b"v=DKIM1; k=" + name + b"; p=" + base64.b64encode(key.public_key().public_bytes(kind, form))
    return lambda name, timeout=5: told if name == f"{SELECTOR}._domainkey.{DOMAIN}.".encode() else b""


def made(message: Message = MESSAGE) -> bytes:
    """A letter as it goes over the line."""
    return letter.made(message, f"noreply@{DOMAIN}", "Mijn Burgerprofiel").as_bytes()


def test_a_stranger_finds_the_signature_good() -> None:
    signed = dkim.signed(made(), RSA, SELECTOR, DOMAIN)
    assert judge.verify(signed, dnsfunc=published(RSA))
    head = signed.partition(b"\r\n\r\n")[0]
    assert all(len(line) <= 998 for line in head.split(b"\r\n"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"noor@example.be", b"emma@example.be"),
        (b"Dag Noor", b"Dag Emma"),
        (b"https://mijn.example/x", b"https://kwaad.example"),
        (b"\r\nTo:", b"\r\nFrom: kwaad@example.be\r\nTo:"),
        (b"\r\nTo:", b"\r\nSubject: kwaad\r\nTo:"),
    ],
)
def test_what_was_changed_on_its_way_is_found_out(before: bytes, after: bytes) -> None:
    signed = dkim.signed(made(), RSA, SELECTOR, DOMAIN)
    assert before in signed
    try:
        good = judge.verify(signed.replace(before, after, 1), dnsfunc=published(RSA))
    except judge.DKIMException:
        good = False
    assert not good


@settings(max_examples=25)
@given(st.text(max_size=300), st.text(max_size=80))
def test_whatever_a_letter_says_its_signature_is_good(text: str, subject: str) -> None:
    try:
        whole = made(Message("1", "noor@example.be", subject, text))
    except (ValueError, UnicodeError):
        return
    assert judge.verify(dkim.signed(whole, RSA, SELECTOR, DOMAIN), dnsfunc=published(RSA))


def test_a_small_key_another_kind_or_none_is_refused() -> None:
    small = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - to be refused
    for content in (pem(small), pem(ec.generate_private_key(ec.SECP256R1())), b"", b"no key"):
        with pytest.raises(dkim.NotAKeyError):
            dkim.read(content)
    assert dkim.read(pem(RSA)).public_key() == RSA.public_key()


def test_the_other_kind_of_key_signs_as_its_standard_says() -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    signed = dkim.signed(made(), key, SELECTOR, DOMAIN)
    assert b"a=ed25519-sha256" in signed
    assert dkim.read(pem(key))
