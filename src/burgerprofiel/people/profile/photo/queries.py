"""A citizen's own photo, for themselves alone."""

from __future__ import annotations

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.storage import objects
from burgerprofiel.people import vault
from burgerprofiel.people.models import Profile
from burgerprofiel.people.profile import places


def photo_of(citizen_id: CitizenId) -> bytes | None:
    """Return the JPEG; None when there is none. Two SQL statements. Raises OSError, objects.GoneError, BrokenError."""
    row = Profile.objects.filter(citizen_id=citizen_id).exclude(object_name="").first()
    if row is None or row.photo_key is None:
        return None
    key = vault.unseal(citizen_id, row.photo_key, places.PHOTO_KEY)
    return b"".join(objects.pieces(row.object_name, key))
