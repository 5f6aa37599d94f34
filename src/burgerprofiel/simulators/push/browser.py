"""A browser that subscribed: its keys, and how it opens what comes (RFC 8291 §3, RFC 8188 §2)."""

from __future__ import annotations

import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class NotForUsError(Exception):
    """It does not open."""


def text(plain: bytes) -> str:
    """Return base64url without padding."""
    return urlsafe_b64encode(plain).decode().rstrip("=")


def octets(said: str) -> bytes:
    """Read it. Raises ValueError."""
    return urlsafe_b64decode(said + "=" * (-len(said) % 4))


class Browser:
    """Keys of its own, a secret that it shares, and what came."""

    def __init__(self, server_key: str) -> None:
        """Subscribe for pushes of who has this key (`applicationServerKey`)."""
        self.id, self.server_key = secrets.token_urlsafe(24), server_key
        self._key, self.secret = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
        self.is_gone = False
        self.shown: list[dict[str, object]] = []
        self.topics: dict[str, int] = {}

    @property
    def public_key(self) -> bytes:
        """What it gives to who pushes."""
        return self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def opened(self, body: bytes) -> bytes:
        """Open one record. Raises NotForUsError."""
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20] if len(body) > 20 else 0
        theirs, record = body[21 : 21 + length], body[21 + length :]
        if length != 65 or not 17 <= len(record) <= size:
            raise NotForUsError
        try:
            point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
            known = self._key.exchange(ec.ECDH(), point)
            shared = _derived(self.secret, known, b"WebPush: info\0" + self.public_key + theirs, 32)
            key = _derived(salt, shared, b"Content-Encoding: aes128gcm\0", 16)
            plain = AESGCM(key).decrypt(_derived(salt, shared, b"Content-Encoding: nonce\0", 12), record, None)
        except (ValueError, InvalidTag) as error:
            raise NotForUsError from error
        whole = plain.rstrip(b"\0")
        if whole[-1:] != b"\2":
            raise NotForUsError
        return whole[:-1]


def _derived(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)
