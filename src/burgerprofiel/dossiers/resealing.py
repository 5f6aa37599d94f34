"""After a new root key: what it seals of dossiers is sealed again, so that the old key can be destroyed.

The root key seals what lies with organisations, and what was sent in. A citizen's is under that citizen's own key.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction

from burgerprofiel.dossiers import content
from burgerprofiel.dossiers.intake import accepting
from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.organisations import queries as organisations
from burgerprofiel.people.owners import OrganisationVault

AT_ONCE = 500
_FIND = """
SELECT {owner}, id, {column} FROM {table}
WHERE {column} IS NOT NULL AND {column} <> '' AND substring({column} FROM 1 FOR 6) <> %(current)s {of}
LIMIT %(most)s FOR UPDATE
"""
_OF = "AND owner_id = ANY(%(owners)s)"


class _Sealed(NamedTuple):
    """A column with something sealed."""

    table: str
    column: str
    again: Callable[[UUID, UUID, bytes], bytes]
    """From owner, row and what is sealed now."""
    owned: bool


def _for_owner(place: Callable[[UUID], str], owner: UUID, row: UUID, sealed: bytes) -> bytes:
    opened = OrganisationVault(owner)
    return opened.seal(opened.unseal(sealed, place(row)), place(row))


def _for_all(place: Callable[[UUID], bytes], _owner: UUID, row: UUID, sealed: bytes) -> bytes:
    return root_keys().seal(root_keys().unseal(sealed, place(row)), place(row))


WHERE = (
    _Sealed("dossiers_dossier", "sealed", partial(_for_owner, content.dossier_place), owned=True),
    _Sealed("dossiers_mutation", "sealed", partial(_for_owner, content.mutation_place), owned=True),
    _Sealed("dossiers_upload", "sealed", partial(_for_all, accepting.upload_place), owned=False),
    _Sealed("dossiers_upload", "number", partial(_for_all, accepting.number_place), owned=False),
)


def reseal() -> int:
    """Seal again whatever is under another root key. Returns how many things were. Safe to stop and to run twice.

    Raises UnknownRootKeyError when something is under a root key that we do not have.
    """
    owners = organisations.every_id()
    return sum(_all_of(each, owners) for each in WHERE)


def _all_of(what: _Sealed, owners: list[UUID]) -> int:
    total = 0
    while done := _some(what, owners):
        total += done
    return total


@transaction.atomic
def _some(what: _Sealed, owners: list[UUID]) -> int:
    owner, of = ("owner_id", _OF) if what.owned else ("id", "")
    find = _FIND.format(owner=owner, column=what.column, table=what.table, of=of)
    change = f"UPDATE {what.table} SET {what.column} = %s WHERE id = %s"  # noqa: S608 - names of our own tables
    change += " AND owner_id = %s" if what.owned else ""
    with connection.cursor() as cursor:
        cursor.execute(find, {"current": bytes.fromhex(root_keys().current), "most": AT_ONCE, "owners": owners})
        rows = cursor.fetchall()
        for owner_id, row_id, sealed in rows:
            again = what.again(owner_id, row_id, bytes(sealed))
            cursor.execute(change, [again, row_id, *([owner_id] if what.owned else [])])
    return len(rows)
