"""Where the seal's key is. Wherever that may be, it does one thing: sign the SHA-256 digest of what is sealed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class TemporaryError(Exception):
    """The key cannot be reached now; later it may. The message is a sentence for the operator."""


class PermanentError(Exception):
    """It will not work until somebody changes something. The message is a sentence for the operator."""


class Signer(Protocol):
    """A key with its certificate. Every call ends within `DEADLINE`, and raises TemporaryError or PermanentError."""

    def certificates(self) -> Sequence[bytes]:
        """Return the key's certificate and those that lead to its root, in this order (DER)."""

    def sign(self, digest: bytes) -> bytes:
        """Sign 32 bytes; returns the signature as CMS holds it (RFC 5754: ECDSA in DER, or RSA PKCS #1 v1.5)."""

    def check_config(self) -> Iterator[str]:
        """Say in sentences what is wrong; nothing when it would work."""


DEADLINE = 5.0
"""Seconds."""
