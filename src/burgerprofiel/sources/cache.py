"""The session-sealed cache (B8): an attacker with the database and the server's disk reads nothing.

Each answer is encrypted with the key from the citizen's cookie, bound to citizen, session and service. Signing out
deletes the rows; without the cookie they were noise already. That a source did not answer is kept for a minute only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import cache
from typing import Any, Protocol, TypeVar
from uuid import UUID

import msgspec
import structlog
from django.db import connection

from burgerprofiel.access.queries import LONGEST
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.answers import Answer, Data, NotAllowed, Nothing, Unavailable
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.sources.models import SealedAnswer

log = structlog.get_logger(__name__)

KEPT_FOR = LONGEST
"""As long as a session may last, so that no answer goes missing within one. Signing out deletes it sooner; after a
session that just ran out, it is noise to everybody until it is swept."""

UNAVAILABLE_FOR = timedelta(seconds=60)
_READ = """
    SELECT service, sealed FROM sources_sealed_answer
    WHERE citizen_id = %s AND session_id = %s AND service = ANY(%s) AND expires_at > %s
"""
_WRITE = """
    INSERT INTO sources_sealed_answer (citizen_id, session_id, service, sealed, expires_at)
    SELECT %s, %s, item.* FROM unnest(%s::text[], %s::bytea[], %s::timestamptz[]) AS item (service, sealed, expires_at)
    ON CONFLICT (citizen_id, session_id, service)
    DO UPDATE SET sealed = excluded.sealed, expires_at = excluded.expires_at
"""
_encode = msgspec.msgpack.Encoder().encode


class Asked(Protocol):
    """What was asked: a service of MAGDA, or a source that another room asks by itself."""

    def __hash__(self) -> int:
        """Known by its key."""

    @property
    def name(self) -> str:
        """For the log."""

    @property
    def key(self) -> str:
        """What its answer is kept under."""

    @property
    def result(self) -> type[Any]:
        """What its data is."""


A = TypeVar("A", bound=Asked)


def _place(viewer: Viewer, service: str) -> bytes:
    return b"sources.answer" + viewer.citizen_id.bytes + viewer.session_id.bytes + service.encode()


@cache
def _kind(service: Asked) -> type[Answer[Any]]:
    """The type of a service's answers."""
    return Data[service.result] | Nothing | NotAllowed | Unavailable  # type: ignore[name-defined, return-value]  # made at run time


def read(viewer: Viewer, services: Sequence[A]) -> dict[A, Answer[Any]]:
    """Return what is kept for this session, in one query. What does not open is as if it were not there."""
    by_key = {service.key: service for service in services}
    with connection.cursor() as cursor:
        cursor.execute(_READ, [viewer.citizen_id, viewer.session_id, list(by_key), clock.now()])
        rows = cursor.fetchall()
    found = {}
    for key, sealed in rows:
        answer = _open(viewer, by_key[key], bytes(sealed))
        if answer is not None:
            found[by_key[key]] = answer
    return found


def _open(viewer: Viewer, service: Asked, sealed: bytes) -> Answer[Any] | None:
    try:
        return from_msgpack(sealing.unseal(viewer.seal_key, sealed, _place(viewer, service.key)), _kind(service))
    except (sealing.NotSealedForThisError, msgspec.MsgspecError):
        log.warning("a sealed answer does not open; it will be fetched again", service=service.name)
        return None


def write(viewer: Viewer, answers: Iterable[tuple[Asked, Answer[Any]]]) -> None:
    """Seal and keep answers of this session, in one statement. Call it inside a transaction."""
    keys, sealed, ends, now = [], [], [], clock.now()
    for service, answer in answers:
        keys.append(service.key)
        sealed.append(sealing.seal(viewer.seal_key, _encode(answer), _place(viewer, service.key)))
        ends.append(now + (UNAVAILABLE_FOR if isinstance(answer, Unavailable) else KEPT_FOR))
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [viewer.citizen_id, viewer.session_id, keys, sealed, ends])


def forget_session(*, session_id: UUID, citizen_id: CitizenId, **_signal: object) -> None:
    """Delete everything of a session: it ended. Receives `access.signals.session_ended`."""
    SealedAnswer.objects.filter(citizen_id=citizen_id, session_id=session_id).delete()


def sweep() -> int:
    """Delete what has expired; return how many rows."""
    return SealedAnswer.objects.filter(expires_at__lte=clock.now()).delete()[0]
