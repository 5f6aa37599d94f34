"""What is open in a citizen's name now: at the sign-in service, at the portal and at the desk (A8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from burgerprofiel.access import proofs
from burgerprofiel.access.faces import Face
from burgerprofiel.access.models import Session, SignIn, Visit
from burgerprofiel.access.queries import LONGEST, idle_time
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key


class Open(NamedTuple):
    """One session."""

    id: UUID
    key: Key
    since: datetime
    used: datetime
    """When it was last used, to half a minute."""
    device: str
    """Empty when it is not known, as of every session at one of our faces."""
    acting: bool = False
    """For somebody else, under a mandate."""


def at_provider(citizen_id: CitizenId) -> list[Open]:
    """Return the sessions at the sign-in service, the latest first."""
    rows = list(SignIn.objects.filter(citizen_id=citizen_id, **_alive()).order_by("-id"))
    visits = Visit.objects.filter(citizen_id=citizen_id, sign_in_id__in=[row.id for row in rows])
    devices = dict(visits.values_list("sign_in_id", "device"))
    return _told(rows, devices)


def at_face(citizen_id: CitizenId, face: Face) -> list[Open]:
    """Return the sessions at one of our faces, the latest first."""
    return _told(Session.objects.filter(citizen_id=citizen_id, face=face.name, **_alive()).order_by("-id"), {})


def _alive() -> dict[str, datetime]:
    now = clock.now()
    return {"touched_at__gt": now - idle_time(), "created_at__gt": now - LONGEST}


def _told(rows: Iterable[SignIn | Session], devices: dict[UUID, str]) -> list[Open]:
    return [
        Open(
            row.id,
            proofs.strongest(proofs.unpack(row.proofs)).key,
            row.created_at,
            row.touched_at,
            devices.get(row.id, ""),
            isinstance(row, Session) and "mandate" in row.capacity,
        )
        for row in rows
    ]
