"""Taking in what a body sends: once, on disk and sealed before we say so; it is added to the dossier a moment later.

The same `UploadId` of the same source is the same message: sent again it is accepted again and counts once. With
another content it is refused, for something would be lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from burgerprofiel.dossiers.intake import told as telling
from burgerprofiel.dossiers.intake.told import Told
from burgerprofiel.dossiers.models import Upload
from burgerprofiel.dossiers.numbers import body_digest, dossier_id
from burgerprofiel.kit import clock, prepared
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.kit.root_keys import root_keys

_COLUMNS = "id, source, upload_id, dossier, number, digest, client_id, received_at, sealed"
_INSERT = f"""
WITH fresh AS (
  INSERT INTO dossiers_upload ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
  ON CONFLICT (source, upload_id) DO NOTHING RETURNING id
)
SELECT count(*) FROM fresh
"""  # noqa: S608 - our own columns
_MANY = f"""
INSERT INTO dossiers_upload ({_COLUMNS})
SELECT * FROM unnest(%s::uuid[], %s::text[], %s::uuid[], %s::uuid[], %s::bytea[], %s::bytea[], %s::text[],
  %s::timestamptz[], %s::bytea[])
ON CONFLICT (source, upload_id) DO NOTHING
"""  # noqa: S608 - our own columns
_KNOWN = "SELECT digest FROM dossiers_upload WHERE source = %s AND upload_id = %s"


class OtherContentError(Exception):
    """This `UploadId` was used for something else."""


class Sent(NamedTuple):
    """What goes into the table."""

    id: UUID
    source: str
    upload_id: UUID
    dossier: UUID
    number: bytes
    digest: bytes
    client_id: str
    received_at: datetime
    sealed: bytes


def upload_place(upload: UUID) -> bytes:
    """Where `Upload.sealed` is sealed."""
    return f"dossiers.upload:{upload}".encode()


def number_place(upload: UUID) -> bytes:
    """Where `Upload.number` is sealed."""
    return f"dossiers.upload.number:{upload}".encode()


def accept(told: Told, upload_id: UUID, client_id: str) -> bool:
    """Take in one state; False: it was here already. One SQL statement, two when it was. Raises OtherContentError.

    It is on disk when this returns, whatever transaction runs.
    """
    sent = _sent(told, upload_id, client_id)
    if _asked(_INSERT, *sent):
        return True
    known = _asked(_KNOWN, sent.source, upload_id)
    if bytes(known or b"") != sent.digest:
        raise OtherContentError
    return False


def accept_all(told: Sequence[tuple[Told, UUID]], client_id: str) -> int:
    """Take in many states within the running transaction; return how many were new. One SQL statement."""
    if not told:
        return 0
    rows = [_sent(each, upload_id, client_id) for each, upload_id in told]
    with connection.cursor() as cursor:
        cursor.execute(_MANY, [list(column) for column in zip(*rows, strict=True)])
        return int(cursor.rowcount)


def refuse(source: str, number: str, upload_id: UUID, client_id: str, flaws: Sequence[str]) -> None:
    """Keep of what makes no sense that it came and what is wrong with it, within the running transaction."""
    here, now = uuid7(), clock.now()
    Upload.objects.bulk_create(
        [
            Upload(
                id=here,
                source=source,
                upload_id=upload_id,
                dossier=dossier_id(source, number),
                number=root_keys().seal(number.encode(), number_place(here)),
                client_id=client_id,
                received_at=now,
                processed_at=now,
                succeeded=False,
                problems=list(flaws),
            )
        ],
        ignore_conflicts=True,
    )


def _sent(told: Told, upload_id: UUID, client_id: str) -> Sent:
    plain, here, keys = telling.packed(told), uuid7(), root_keys()
    return Sent(
        id=here,
        source=told.source,
        upload_id=upload_id,
        dossier=dossier_id(told.source, told.content.number),
        number=keys.seal(told.content.number.encode(), number_place(here)),
        digest=body_digest(plain),
        client_id=client_id,
        received_at=clock.now(),
        sealed=keys.seal(plain, upload_place(here)),
    )


def _asked(statement: str, *values: Any) -> Any:  # noqa: ANN401 - what the database takes and gives
    """Return the first value of the first row."""
    try:
        found = prepared.one(statement, *values)
    except prepared.UnavailableError:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            found = cursor.fetchone()
    return found[0] if found else None
