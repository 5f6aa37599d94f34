"""Where a list goes on: opaque, and of one box; that of another box, or one that somebody made up, is refused.

A cursor names the last message that was shown, so that what arrives or goes meanwhile moves nothing.
"""

from __future__ import annotations

import binascii
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from burgerprofiel.kit import problems, sealing

_MARK = 8
"""Bytes of the keyed hash."""


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.SECRET_KEY.encode(), "mailbox cursor")


def written(box_id: UUID, last: UUID) -> str:
    """Return the cursor that continues a box's list behind this message."""
    return urlsafe_b64encode(last.bytes + _mark(box_id, last.bytes)).decode()


def read(box_id: UUID, cursor: str) -> UUID:
    """Return behind which message the list goes on. Raises ProblemError."""
    try:
        content = urlsafe_b64decode(cursor.encode("ascii"))
    except (binascii.Error, ValueError):
        content = b""
    last, mark = content[:-_MARK], content[-_MARK:]
    if len(last) != 16 or not hmac.compare_digest(mark, _mark(box_id, last)):
        raise problems.invalid("after", "This is no cursor of this box: begin anew without it.", where="query")
    return UUID(bytes=last)


def _mark(box_id: UUID, last: bytes) -> bytes:
    return hmac.digest(_key(), box_id.bytes + last, "sha256")[:_MARK]
