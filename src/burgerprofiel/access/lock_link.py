"""The link in a warning: whoever has it can lock that citizen's keys, once, for seven days, and nothing else.

It is made of the letter's random id and our secret (HMAC): the database holds nothing that opens it, and the queue of
jobs neither. It ends when it locked, and when the citizen opened their keys after the letter was written.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db import transaction

from burgerprofiel.access.ending import one_at_a_time
from burgerprofiel.access.models import WarningLetter
from burgerprofiel.access.restrictions import Restricted, restrict
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.ids import CitizenId

_PROOF = 32
_TEXT = 64
"""Characters: 16 bytes that name the letter and 32 that prove it, in base64url."""


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "access lock links")


def _mac(row_id: UUID) -> bytes:
    return hmac.digest(_key(), row_id.bytes, "sha256")


def text_of(row_id: UUID) -> str:
    """The link's secret part, for this letter."""
    return base64.urlsafe_b64encode(row_id.bytes + _mac(row_id)).decode()


def letter_of(text: str) -> WarningLetter | None:
    """Return the letter that this link stands in, also one that locks no more; None when we wrote no such link."""
    row_id = _read(text)
    return WarningLetter.objects.filter(id=row_id, expires_at__gt=clock.now()).first() if row_id else None


def _read(text: str) -> UUID | None:
    if len(text) != _TEXT or not text.isascii():
        return None
    try:
        raw = base64.b64decode(text, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    row_id = UUID(bytes=raw[:-_PROOF])
    return row_id if hmac.compare_digest(raw[-_PROOF:], _mac(row_id)) else None


@transaction.atomic
def use(text: str, trace: Trace) -> bool:
    """Lock all of the citizen's keys and end everything that is open; False when the link locks no (more)."""
    row_id = _read(text)
    if row_id is None:
        return False
    rows = WarningLetter.objects.filter(id=row_id, ended_at=None, expires_at__gt=clock.now())
    whose = rows.values_list("citizen_id", flat=True).first()
    if whose is None:
        return False
    one_at_a_time(CitizenId(whose))
    row = rows.select_for_update().first()
    if row is None:
        return False
    WarningLetter.objects.filter(id=row.id).update(ended_at=clock.now())
    restrict(CitizenId(row.citizen_id), Restricted.LOCKED, trace)
    return True
