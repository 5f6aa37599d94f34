"""A fact is known by an opaque id: from a keyed hash of whose it is and where it stands, never of its value.

So an address names a fact without saying anything, and an id of one citizen means nothing for another.
"""

from __future__ import annotations

import hmac
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from burgerprofiel.kit import sealing
from burgerprofiel.kit.ids import CitizenId, uuid8


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "feedback fact")


def fact_id(citizen_id: CitizenId, theme: str, section: str, key: str) -> UUID:
    """Return the id of a citizen's fact: a UUID of version 8 (RFC 9562 §5.8)."""
    return uuid8(_hashed(citizen_id, theme, section, key))


def seen(citizen_id: CitizenId, said: bytes) -> bytes:
    """Return by what a value is known again, in whatever language, without saying it. 16 bytes."""
    return hmac.digest(_key(), citizen_id.bytes + b"seen" + said, "sha256")[:16]


def report_id(citizen_id: CitizenId, form: str) -> UUID:
    """Return the id of the report that this form makes, however often it is sent."""
    return uuid8(_hashed(citizen_id, "form", form))


def _hashed(citizen_id: CitizenId, *parts: str) -> bytes:
    return hmac.digest(_key(), citizen_id.bytes + "\0".join(parts).encode(), "sha256")
