"""A push is sealed so that only the browser opens it (RFC 8291 over RFC 8188): one record, with a key of its own."""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

MOST = 3993
"""Bytes of a push: services take records of 4096 at least (RFC 8291 §4)."""
_RECORD = 4096


def sealed(
    plain: bytes,
    public_key: bytes,
    secret: bytes,
    own: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """Return the body of a push. `own` and `salt` are new each time; tests give those of the standard.

    Raises ValueError for what is too long, or a key that is none.
    """
    if len(plain) > MOST:
        raise ValueError("A push is at most one record.")
    own, salt = own or ec.generate_private_key(ec.SECP256R1()), salt or os.urandom(16)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public_key)
    mine = point(own)
    shared = _derived(secret, own.exchange(ec.ECDH(), theirs), b"WebPush: info\0" + public_key + mine, 32)
    key = _derived(salt, shared, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(salt, shared, b"Content-Encoding: nonce\0", 12)
    head = salt + _RECORD.to_bytes(4, "big") + len(mine).to_bytes(1, "big") + mine
    return head + AESGCM(key).encrypt(nonce, plain + b"\2", None)


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return the public half, uncompressed: 65 bytes."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derived(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)
