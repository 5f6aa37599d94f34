"""A permit is known by its source and the number it has there. Our own id is a keyed hash of both.

So who has the database but not the secret finds no permit by guessing numbers.
"""

from __future__ import annotations

import hmac
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from burgerprofiel.kit import sealing
from burgerprofiel.kit.ids import uuid8


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "permits number")


def permit_id(source: str, number: str) -> UUID:
    """Return the id of the permit that this source gave this number: a UUID of version 8 (RFC 9562 §5.8)."""
    return _hashed(source, number)


def document_id(permit: UUID, name: str) -> UUID:
    """Return the id of a permit's document that its source calls so."""
    return _hashed(permit.hex, name)


def _hashed(*parts: str) -> UUID:
    digest = hmac.digest(_key(), "\0".join(parts).encode(), "sha256")
    return uuid8(digest)
