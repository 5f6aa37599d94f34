"""Encryption with the place bound to it: AES-256-GCM, the row's identity as associated data.

A ciphertext that is moved to another row, column or citizen does not open.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12


class NotSealedForThisError(Exception):
    """The ciphertext was altered, moved, or sealed with another key."""


def new_key() -> bytes:
    """Return a fresh 256-bit key."""
    return os.urandom(32)


def derive(key: bytes, purpose: str) -> bytes:
    """Return the 256-bit key for one purpose (HKDF-SHA256)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(key)


def seal(key: bytes, plain: bytes, place: bytes) -> bytes:
    """Encrypt `plain`; it opens only with the same key and the same `place`."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, place)


def unseal(key: bytes, sealed: bytes, place: bytes) -> bytes:
    """Decrypt what `seal` made. Raises NotSealedForThisError."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], place)
    except (InvalidTag, ValueError) as error:
        raise NotSealedForThisError from error
