"""Where a reader is in the merged list: sealed, for one box and one question; for another it opens nothing.

It also holds where the last pages began, so that one can go back.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.conf import settings

from burgerprofiel.kit import sealing
from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.mailbox.federation.contract import Place, Question

LONGEST = 6000
"""Letters of a cursor."""
BACK = 8
"""Pages that one can go back, before one is at the beginning."""

Places = Mapping[str, Place]


class BadCursorError(ValueError):
    """The cursor was altered, or belongs to another box or another question."""


class Standing(NamedTuple):
    """Where a page begins, and where those before it began."""

    places: Places
    trail: Sequence[Places] = ()


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    places: dict[str, tuple[int, str, int]]
    trail: list[dict[str, tuple[int, str, int]]]


def write(box_id: UUID, question: Question, standing: Standing) -> str:
    """Return the cursor; of the beginning it is empty."""
    if not standing.places:
        return ""
    kept = _Kept(_packed(standing.places), [_packed(each) for each in standing.trail[-BACK:]])
    sealed = sealing.seal(_key(), msgspec.msgpack.encode(kept), _place(box_id, question))
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def read(box_id: UUID, question: Question, cursor: str) -> Standing:
    """Return where a page begins. Raises BadCursorError."""
    if not cursor:
        return Standing({})
    if len(cursor) > LONGEST or not cursor.isascii():
        raise BadCursorError
    try:
        sealed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        kept = from_msgpack(sealing.unseal(_key(), sealed, _place(box_id, question)), _Kept)
    except (binascii.Error, ValueError, sealing.NotSealedForThisError, msgspec.DecodeError) as error:
        raise BadCursorError from error
    return Standing(_opened(kept.places), [_opened(each) for each in kept.trail])


def _packed(places: Places) -> dict[str, tuple[int, str, int]]:
    return {registry: (place.at, place.message_id, place.taken) for registry, place in sorted(places.items())}


def _opened(places: dict[str, tuple[int, str, int]]) -> Places:
    return {registry: Place(*place) for registry, place in places.items()}


def _key() -> bytes:
    return sealing.derive(settings.SECRET_KEY.encode(), "mailbox:federation cursor")


def _place(box_id: UUID, question: Question) -> bytes:
    return box_id.bytes + hashlib.sha256(msgspec.json.encode(question)).digest()
