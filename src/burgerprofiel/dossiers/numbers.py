"""A dossier is known by its source and its number, and the number may be somebody's national number.

So our own id is a keyed hash of both: who has the database but not the secret can find no dossier by guessing.
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
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "dossiers number")


def dossier_id(source: str, number: str) -> UUID:
    """Return the id of the dossier that this source gave this number: a UUID of version 8 (RFC 9562 §5.8)."""
    digest = hmac.digest(_key(), f"{source}\0{number}".encode(), "sha256")
    return uuid8(digest)


def body_digest(body: bytes) -> bytes:
    """Return by which a body is known again: keyed, for it holds national numbers."""
    return hmac.digest(_key(), body, "sha256")
