"""Giving a photo and removing it: the object and its row, in one transaction with its audit event (E3)."""

from __future__ import annotations

from functools import partial
from typing import IO

import structlog
from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.storage import objects
from burgerprofiel.people import vault
from burgerprofiel.people.events import PhotoChosen, PhotoRemoved
from burgerprofiel.people.models import Profile
from burgerprofiel.people.profile import places, rows
from burgerprofiel.people.profile.photo import picture
from burgerprofiel.people.profile.photo.picture import Part

log = structlog.get_logger(__name__)


def choose(citizen_id: CitizenId, content: IO[bytes], part: Part, trace: Trace) -> None:
    """Keep this photo instead of the one of before. Raises picture.NotAPhotoError, OSError.

    A photo that is kept without its row (this stopped in between) is swept up (`kit.storage.orphans`).
    """
    let_go()
    kept = objects.keep([picture.made(content, part)])
    with transaction.atomic():
        before = rows.made(citizen_id).object_name
        Profile.objects.filter(citizen_id=citizen_id).update(
            object_name=kept.object_name,
            photo_key=vault.seal(citizen_id, kept.key, places.PHOTO_KEY),
            photo_since=clock.now(),
        )
        record(citizen_id, trace, PhotoChosen())
        _gone_afterwards(before)


@transaction.atomic
def remove(citizen_id: CitizenId, trace: Trace) -> bool:
    """Remove the photo and its key; False when there was none."""
    row = rows.held(citizen_id)
    if row is None or not row.object_name:
        return False
    drop(row)
    rows.tidy(citizen_id)
    record(citizen_id, trace, PhotoRemoved())
    return True


def drop(row: Profile) -> None:
    """Take the photo out of a row that is held; the object follows once that is there to stay."""
    Profile.objects.filter(citizen_id=row.citizen_id).update(object_name="", photo_key=None, photo_since=None)
    _gone_afterwards(row.object_name)


def _gone_afterwards(object_name: str) -> None:
    if object_name:
        transaction.on_commit(partial(_gone, object_name))


def _gone(object_name: str) -> None:
    """Without its key nobody can read it any more; what cannot be removed now the sweep of every night removes."""
    try:
        objects.remove(object_name)
    except OSError as error:
        log.warning("photo not removed yet", reason=type(error).__name__)
