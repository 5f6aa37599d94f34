"""Adding what was sent in to the dossiers: in batches, each in one transaction, so a killed worker did all or nothing.

One batch at a time: who waits here waits for one. What makes a batch fail is looked for upload by upload, and said in
that upload's result; the others are added.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple
from uuid import UUID

import msgspec
import structlog
from django.db import DataError, IntegrityError, connection, transaction

from burgerprofiel.dossiers import actions, agents
from burgerprofiel.dossiers.actions import Change, Outcome
from burgerprofiel.dossiers.intake import told as telling
from burgerprofiel.dossiers.intake.accepting import upload_place
from burgerprofiel.kit import clock
from burgerprofiel.kit.root_keys import UnknownRootKeyError, root_keys
from burgerprofiel.kit.sealing import NotSealedForThisError

BATCH = 400
"""Uploads at once."""
ROWS = 4_000
"""States for owners at once: an upload may name many."""
OURS = "This could not be added because of a fault on our side. Send it again with a new UploadId."
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('burgerprofiel.dossiers.intake'))"
_TRY = "SELECT pg_try_advisory_xact_lock(hashtext('burgerprofiel.dossiers.intake'))"
_WAITING = """
SELECT id, client_id, sealed FROM dossiers_upload WHERE processed_at IS NULL AND sealed IS NOT NULL ORDER BY id LIMIT %s
"""
_DONE = """
UPDATE dossiers_upload AS upload
SET processed_at = %s, sealed = NULL, succeeded = told.succeeded, readers = told.readers,
  problems = told.problems::jsonb
FROM unnest(%s::uuid[], %s::boolean[], %s::smallint[], %s::text[]) AS told (id, succeeded, readers, problems)
WHERE upload.id = told.id
"""
_UNREADABLE = (NotSealedForThisError, UnknownRootKeyError, msgspec.DecodeError, ValueError)

log = structlog.get_logger(__name__)


class _Done(NamedTuple):
    id: UUID
    succeeded: bool
    readers: int
    problems: str


def one_at_a_time() -> None:
    """Wait until nobody else adds or removes, and keep the others waiting until the running transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)


def _is_free() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_TRY)
        return bool(cursor.fetchone()[0])


class BusyError(Exception):
    """Somebody else adds or removes at this moment."""


def process_all() -> int:
    """Add everything that waits, after whoever is at it; return how many uploads that were."""
    done = 0
    while number := process(wait=True):
        done += number
    return done


@transaction.atomic
def process(*, wait: bool) -> int:
    """Add the oldest batch of what waits; return how many uploads that were, 0: nothing waits.

    Raises BusyError when somebody else is at it and we do not `wait`.
    """
    if wait:
        one_at_a_time()
    elif not _is_free():
        raise BusyError
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [BATCH])
        rows = cursor.fetchall()
    changes, done = list[Change](), list[_Done]()
    for upload, client_id, sealed in rows:
        try:
            changes.append(_change(upload, client_id, bytes(sealed)))
        except _UNREADABLE:
            log.exception("an upload of a dossier cannot be read", upload=str(upload))
            done.append(_failed(upload))
    changes = _few(changes)
    done += _taken(changes)
    if done:
        with connection.cursor() as cursor:
            cursor.execute(_DONE, [clock.now(), *(list(column) for column in zip(*done, strict=True))])
    return len(done)


def _change(upload: UUID, client_id: str, sealed: bytes) -> Change:
    told = telling.read(root_keys().unseal(sealed, upload_place(upload)))
    return Change(upload, told.source, tuple(agents.parse(each) for each in told.agents), told.content, client_id)


def _few(changes: Sequence[Change]) -> list[Change]:
    """As many of the first as make no more than `ROWS`; one at least. The others wait for the next batch."""
    sums = accumulate(len(change.agents) for change in changes)
    return [
        change for place, (change, total) in enumerate(zip(changes, sums, strict=True)) if not place or total <= ROWS
    ]


def _taken(changes: Sequence[Change]) -> list[_Done]:
    try:
        with transaction.atomic():
            outcomes = actions.take(changes) if changes else {}
    except (DataError, IntegrityError):
        log.exception("a batch of dossiers failed", uploads=len(changes))
        return [_alone(change) for change in changes]
    return [_told(upload, outcome) for upload, outcome in outcomes.items()]


def _alone(change: Change) -> _Done:
    try:
        with transaction.atomic():
            return _told(change.id, actions.take([change])[change.id])
    except (DataError, IntegrityError):
        log.exception("an upload of a dossier failed", upload=str(change.id))
        return _failed(change.id)


def _told(upload: UUID, outcome: Outcome) -> _Done:
    problems = msgspec.json.encode(outcome.remarks).decode()
    return _Done(upload, succeeded=True, readers=outcome.readers, problems=problems)


def _failed(upload: UUID) -> _Done:
    return _Done(upload, succeeded=False, readers=0, problems=msgspec.json.encode([OURS]).decode())
