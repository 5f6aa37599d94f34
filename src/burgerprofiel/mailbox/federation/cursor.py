"""Where a reader is in the merged list: sealed, for one box and one question; for another it opens nothing."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from uuid import UUID

import msgspec
from django.conf import settings

from burgerprofiel.kit import sealing
from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.mailbox.federation.contract import Place, Question

LONGEST = 4000
"""Letters of a cursor."""


class BadCursorError(ValueError):
    """The cursor was altered, or belongs to another box or another question."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    places: dict[str, tuple[int, str, int]]


def write(box_id: UUID, question: Question, places: Mapping[str, Place]) -> str:
    """Return the cursor for these places; without any: empty, which is the beginning."""
    if not places:
        return ""
    kept = _Kept({registry: tuple(place) for registry, place in sorted(places.items())})
    sealed = sealing.seal(_key(), msgspec.msgpack.encode(kept), _place(box_id, question))
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def read(box_id: UUID, question: Question, cursor: str) -> dict[str, Place]:
    """Return the places. Raises BadCursorError."""
    if not cursor:
        return {}
    if len(cursor) > LONGEST or not cursor.isascii():
        raise BadCursorError
    try:
        sealed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        kept = from_msgpack(sealing.unseal(_key(), sealed, _place(box_id, question)), _Kept)
    except (binascii.Error, ValueError, sealing.NotSealedForThisError, msgspec.DecodeError) as error:
        raise BadCursorError from error
    return {registry: Place(*place) for registry, place in kept.places.items()}


def _key() -> bytes:
    return sealing.derive(settings.SECRET_KEY.encode(), "mailbox:federation cursor")


def _place(box_id: UUID, question: Question) -> bytes:
    return box_id.bytes + hashlib.sha256(msgspec.json.encode(question)).digest()
