"""Between registering and printing a letter rests on the clerk's screen, sealed; it opens once, in this session."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from burgerprofiel.access import once
from burgerprofiel.access.activation.counter import Issued
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.packing import from_msgpack

WAITS = timedelta(minutes=15)


class LetterGoneError(Exception):
    """This letter was printed already, or waited too long: another one can be made."""


class _Letter(msgspec.Struct, frozen=True, array_like=True):
    issued: tuple[UUID, UUID, str, str, str, datetime, str]
    until: datetime


def wrap(issued: Issued, viewer: Viewer) -> str:
    """Seal a letter for this session."""
    fields = (
        issued.registration_id,
        issued.organisation_id,
        issued.name,
        issued.email,
        issued.language,
        issued.until,
        issued.code,
    )
    packed = msgspec.msgpack.encode(_Letter(fields, clock.now() + WAITS))
    return base64.urlsafe_b64encode(sealing.seal(viewer.seal_key, packed, _place(viewer))).decode()


def unwrap(text: str, registration_id: UUID, viewer: Viewer) -> Issued:
    """Open what `wrap` made, the first time only. Raises LetterGoneError."""
    try:
        sealed = base64.urlsafe_b64decode(text)
        letter = from_msgpack(sealing.unseal(viewer.seal_key, sealed, _place(viewer)), _Letter)
    except (binascii.Error, ValueError, sealing.NotSealedForThisError, msgspec.DecodeError) as error:
        raise LetterGoneError from error
    issued = Issued(*letter.issued)
    if issued.registration_id != registration_id or letter.until < clock.now():
        raise LetterGoneError
    if not once.first_time("desk letter", str(registration_id), sealed.hex(), letter.until):
        raise LetterGoneError
    return issued


def _place(viewer: Viewer) -> bytes:
    return viewer.session_id.bytes + b"letter"
