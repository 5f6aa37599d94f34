"""After a new root key: what it seals in a room's tables is sealed again, so that the old key can be destroyed.

The root key seals what lies with organisations, and what lies with nobody. A citizen's is under that citizen's own key
(`reseal_citizen_keys`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction

from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.organisations import queries as organisations
from burgerprofiel.people.owners import OrganisationVault

AT_ONCE = 500
_FIND = """
SELECT {owner}, id, {column} FROM {table}
WHERE {column} IS NOT NULL AND {column} <> '' AND substring({column} FROM 1 FOR 6) <> %(current)s {of}
LIMIT %(most)s FOR UPDATE
"""


class Owned(NamedTuple):
    """A column of a table by `owner_id`, sealed for the owner."""

    table: str
    column: str
    place: Callable[[UUID], str]
    """Where the column of a row is sealed."""

    def again(self, owner: UUID, row: UUID, sealed: bytes) -> bytes:
        """Return what is sealed now, under the current key."""
        opened = OrganisationVault(owner)
        return opened.seal(opened.unseal(sealed, self.place(row)), self.place(row))


class Nobodys(NamedTuple):
    """A column sealed with the root key itself."""

    table: str
    column: str
    place: Callable[[UUID], bytes]

    def again(self, _owner: UUID, row: UUID, sealed: bytes) -> bytes:
        """Return what is sealed now, under the current key."""
        return root_keys().seal(root_keys().unseal(sealed, self.place(row)), self.place(row))


def reseal(columns: Sequence[Owned | Nobodys]) -> int:
    """Seal again whatever is under another root key. Returns how many things were. Safe to stop and to run twice.

    Raises UnknownRootKeyError when something is under a root key that we do not have.
    """
    owners, total = organisations.every_id(), 0
    for each in columns:
        while done := _some(each, owners):
            total += done
    return total


@transaction.atomic
def _some(what: Owned | Nobodys, owners: list[UUID]) -> int:
    owned = isinstance(what, Owned)
    owner, of = ("owner_id", "AND owner_id = ANY(%(owners)s)") if owned else ("id", "")
    find = _FIND.format(owner=owner, column=what.column, table=what.table, of=of)
    change = f"UPDATE {what.table} SET {what.column} = %s WHERE id = %s"  # noqa: S608 - names of our own tables
    change += " AND owner_id = %s" if owned else ""
    with connection.cursor() as cursor:
        cursor.execute(find, {"current": bytes.fromhex(root_keys().current), "most": AT_ONCE, "owners": owners})
        rows = cursor.fetchall()
        for owner_id, row_id, sealed in rows:
            again = what.again(owner_id, row_id, bytes(sealed))
            cursor.execute(change, [again, row_id, *([owner_id] if owned else [])])
    return len(rows)
