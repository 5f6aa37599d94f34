"""How states go into the tables: a few statements for a whole batch, whatever its size.

A state is added and never changed. What the list shows of a dossier is the state with the newest `WijzigingsDatum`,
in whatever order they came; a newer state brings back a dossier that its owner had put away.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

_MUTATIONS = """
INSERT INTO dossiers_mutation (owner_id, id, dossier_id, changed_at, sealed)
SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::timestamptz[], %s::bytea[])
"""
_COUNTED = """
UPDATE dossiers_dossier AS known SET mutations = known.mutations + told.number
FROM unnest(%s::uuid[], %s::uuid[], %s::int[]) AS told (owner_id, id, number)
WHERE known.owner_id = told.owner_id AND known.id = told.id
"""
_NEWEST = """
INSERT INTO dossiers_dossier AS known
  (owner_id, id, source, code, phase, product, action_needed, due, changed_at, mutation, mutations, sealed)
SELECT * FROM unnest(
  %s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::boolean[], %s::date[],
  %s::timestamptz[], %s::uuid[], %s::int[], %s::bytea[])
ON CONFLICT (owner_id, id) DO UPDATE SET
  code = excluded.code, phase = excluded.phase, product = excluded.product, action_needed = excluded.action_needed,
  due = excluded.due, changed_at = excluded.changed_at, mutation = excluded.mutation, sealed = excluded.sealed,
  archived_at = NULL
WHERE (known.changed_at, known.mutation) < (excluded.changed_at, excluded.mutation)
"""
_KNOWN = """
INSERT INTO dossiers_known AS known (id, source, owners, changed_at)
SELECT told.id, told.source, told.owners::uuid[], told.changed_at
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::timestamptz[]) AS told (id, source, owners, changed_at)
ON CONFLICT (id) DO UPDATE SET
  owners = ARRAY(SELECT DISTINCT each FROM unnest(known.owners || excluded.owners) AS each ORDER BY each),
  changed_at = greatest(known.changed_at, excluded.changed_at)
"""


class MutationRow(NamedTuple):
    """One state, for one owner."""

    owner_id: UUID
    id: UUID
    dossier_id: UUID
    changed_at: datetime
    sealed: bytes


class DossierRow(NamedTuple):
    """Where a dossier stands, for one owner, as far as this batch tells."""

    owner_id: UUID
    id: UUID
    source: str
    code: str
    phase: str
    product: str
    action_needed: bool
    due: date | None
    changed_at: datetime
    mutation: UUID
    mutations: int
    sealed: bytes


class KnownRow(NamedTuple):
    """With whom a dossier lies, as far as this batch tells."""

    id: UUID
    source: str
    owners: tuple[UUID, ...]
    changed_at: datetime


def write(known: Sequence[KnownRow], dossiers: Sequence[DossierRow], mutations: Sequence[MutationRow]) -> None:
    """Write a batch, within the running transaction. Four SQL statements; rows are locked in the order of their keys.

    Raises IntegrityError when a state with the same id was written before.
    """
    ordered = sorted(dossiers, key=lambda row: (row.owner_id, row.id))
    told = [(row.id, row.source, _array(row.owners), row.changed_at) for row in sorted(known)]
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, _columns(told))
        cursor.execute(_COUNTED, _columns([(row.owner_id, row.id, row.mutations) for row in ordered]))
        cursor.execute(_NEWEST, _columns(ordered))
        cursor.execute(_MUTATIONS, _columns(sorted(mutations)))


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _array(owners: Sequence[UUID]) -> str:
    """An array as text: PostgreSQL has none of arrays of different lengths."""
    return "{" + ",".join(map(str, owners)) + "}"
