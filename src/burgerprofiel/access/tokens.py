"""Tokens are long random words; of each we keep only its SHA-256 (OWASP ASVS 7.2, 10.4)."""

import hashlib
import secrets

BYTES = 32


def new() -> str:
    """Return a fresh token of 256 random bits, safe in addresses and cookies."""
    return secrets.token_urlsafe(BYTES)


def digest(token: str | bytes) -> bytes:
    """Return what we keep of a token."""
    return hashlib.sha256(token.encode() if isinstance(token, str) else token).digest()
