"""After a new root key: what it seals of notices, the lists of announcements in preparation, is sealed again."""

from __future__ import annotations

from burgerprofiel.notices.announcements.recipients import place
from burgerprofiel.people import resealing
from burgerprofiel.people.resealing import Nobodys

WHERE = (Nobodys("notices_announcement_proposal", "whom", place),)


def reseal() -> int:
    """Seal again whatever is under another root key; see `people.resealing.reseal`."""
    return resealing.reseal(WHERE)
