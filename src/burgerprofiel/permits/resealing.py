"""After a new root key: what it seals of permits is sealed again, so that the old key can be destroyed.

The root key seals what sources told, and what lies with organisations. A citizen's is under that citizen's own key.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction

from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.organisations import queries as organisations
from burgerprofiel.people.owners import OrganisationVault
from burgerprofiel.permits import content

AT_ONCE = 500
_FIND = """
SELECT {owner}, id, {column} FROM {table} WHERE substring({column} FROM 1 FOR 6) <> %(current)s {of}
LIMIT %(most)s FOR UPDATE
"""


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


def _for_all(_owner: UUID, row: UUID, sealed: bytes) -> bytes:
    place = content.known_place(row)
    return root_keys().seal(root_keys().unseal(sealed, place), place)


WHERE = (
    _Sealed("permits_known", "sealed", _for_all, owned=False),
    _Sealed("permits_permit", "sealed", partial(_for_owner, content.permit_place), owned=True),
    _Sealed("permits_document", "key", partial(_for_owner, content.key_place), owned=True),
)


def reseal() -> int:
    """Seal again whatever is under another root key. Returns how many things were. Safe to stop and to run twice.

    Raises UnknownRootKeyError when something is under a root key that we do not have.
    """
    owners, total = organisations.every_id(), 0
    for each in WHERE:
        while done := _some(each, owners):
            total += done
    return total


@transaction.atomic
def _some(what: _Sealed, owners: list[UUID]) -> int:
    owner, of = ("owner_id", "AND owner_id = ANY(%(owners)s)") if what.owned else ("id", "")
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
