"""After a new root key: what it seals of permits, those of organisations and what sources told, is sealed again."""

from __future__ import annotations

from burgerprofiel.people import resealing
from burgerprofiel.people.resealing import Nobodys, Owned
from burgerprofiel.permits import content

WHERE = (
    Nobodys("permits_known", "sealed", content.known_place),
    Owned("permits_permit", "sealed", content.permit_place),
    Owned("permits_document", "key", content.key_place),
)


def reseal() -> int:
    """Seal again whatever is under another root key; see `people.resealing.reseal`."""
    return resealing.reseal(WHERE)
