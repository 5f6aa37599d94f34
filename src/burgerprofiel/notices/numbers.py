"""Keys and transactions of senders are known by a keyed hash: who has the database cannot guess what they hold."""

from __future__ import annotations

import hmac
from functools import lru_cache

from django.conf import settings

from burgerprofiel.kit import sealing


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "notices")


def _hashed(*texts: str) -> bytes:
    return hmac.digest(_key(), "\0".join(texts).encode(), "sha256")[:16]


def key_of(key: str) -> bytes:
    """Return by which a notice of a citizen is known again: 16 bytes."""
    return _hashed("key", key)


def thread_of(source: str, transaction: str) -> bytes:
    """Return what notices that belong together share: 16 bytes; none for one that stands alone."""
    return _hashed("thread", source, transaction) if transaction else b""


def digest_of(body: bytes) -> bytes:
    """Return by which a body is known again: 32 bytes, keyed, for it holds national numbers."""
    return hmac.digest(_key(), body, "sha256")
