"""Reading sessions: one statement finds a session and moves its clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection

from burgerprofiel.access import capacity as capacities
from burgerprofiel.access import identity, proofs
from burgerprofiel.access.cookies import SessionCookie
from burgerprofiel.access.faces import Face
from burgerprofiel.access.models import SignIn
from burgerprofiel.access.viewer import Proof, Viewer
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_json
from burgerprofiel.kit.sealing import NotSealedForThisError

TOUCH_EVERY = timedelta(seconds=30)
LONGEST = timedelta(hours=12)
"""However busy, a session ends after this."""

_FIND = """
SELECT id, citizen_id, proofs, sealed, touched_at, created_at, capacity FROM access_session
WHERE token_hash = %(hash)s AND face = %(face)s AND touched_at > %(idle)s AND created_at > %(oldest)s
"""
_TOUCH = """
WITH touched AS (
    UPDATE access_session SET touched_at = %(now)s
    WHERE token_hash = %(hash)s AND face = %(face)s AND touched_at > %(idle)s AND created_at > %(oldest)s
      AND touched_at < %(stale)s
)"""
_FIND_AND_TOUCH = _TOUCH + _FIND


def idle_time() -> timedelta:
    """How long a session stays without a page being read."""
    return timedelta(minutes=settings.CONFIG.idle_minutes)


class _Row(NamedTuple):
    id: UUID
    citizen_id: UUID
    proofs: str | list[list[str]]
    sealed: bytes
    touched_at: datetime
    created_at: datetime
    capacity: str | dict[str, str]


def viewer(cookie: SessionCookie, trace: Trace, face: Face, *, touch: bool = True) -> Viewer | None:
    """Return who holds a face's cookie, or None when the session is over or the cookie was altered. One statement.

    With `touch` the session's clock moves, at most every 30 seconds.
    """
    now = clock.now()
    stale = now - TOUCH_EVERY
    moments: dict[str, bytes | str | datetime] = {
        "hash": cookie.digest,
        "face": face.name,
        "now": now,
        "idle": now - face.idle,
        "oldest": now - LONGEST,
        "stale": stale,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIND_AND_TOUCH if touch else _FIND, moments)
        found = cursor.fetchone()
    return _viewer(_Row(*found), cookie, trace, face, now if touch else None) if found else None


def _viewer(row: _Row, cookie: SessionCookie, trace: Trace, face: Face, now: datetime | None) -> Viewer | None:
    try:
        who = identity.unseal(cookie.seal_key, row.sealed, row.id.bytes)
    except NotSealedForThisError:
        return None
    begins = now if now and row.touched_at < now - TOUCH_EVERY else row.touched_at
    packed = from_json(row.proofs, list[list[str]]) if isinstance(row.proofs, str) else row.proofs
    return Viewer(
        citizen_id=CitizenId(row.citizen_id),
        session_id=row.id,
        proofs=proofs.unpack(packed),
        ends_at=min(begins + face.idle, row.created_at + LONGEST),
        trace=trace,
        given_name=who.given_name,
        family_name=who.family_name,
        seal_key=cookie.seal_key,
        face=face.name,
        capacity=capacities.read(_packed(row.capacity)),
    )


def _packed(column: str | dict[str, str]) -> dict[str, str]:
    return from_json(column, dict[str, str]) if isinstance(column, str) else column


def hold(viewer: Viewer) -> bool:
    """Whether the viewer's session is still open; if so it stays so until the running transaction ends. One statement.

    For what is kept for a session: who signs out while answers are under way leaves nothing behind.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM access_session WHERE id = %s FOR KEY SHARE", [viewer.session_id])
        return cursor.fetchone() is not None


def is_open(viewer: Viewer) -> bool:
    """Whether nobody ended the viewer's session. One statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM access_session WHERE id = %s", [viewer.session_id])
        return cursor.fetchone() is not None


class SignedIn(NamedTuple):
    """A session at the provider."""

    id: UUID
    citizen_id: CitizenId
    proofs: tuple[Proof, ...]
    who: identity.Identity


def signed_in(cookie: SessionCookie) -> SignedIn | None:
    """Return the provider's session of this browser, or None when it is over or the cookie was altered."""
    now = clock.now()
    row = SignIn.objects.filter(
        token_hash=cookie.digest, touched_at__gt=now - idle_time(), created_at__gt=now - LONGEST
    ).first()
    if row is None:
        return None
    try:
        who = identity.unseal(cookie.seal_key, row.sealed, row.id.bytes)
    except NotSealedForThisError:
        return None
    return SignedIn(row.id, CitizenId(row.citizen_id), proofs.unpack(row.proofs), who)
