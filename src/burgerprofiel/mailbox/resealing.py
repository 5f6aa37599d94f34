"""After a new root key: what it seals in the mailbox is sealed again, so that the old key can be destroyed.

The root key seals what no single citizen owns: everything in organisations' boxes, what many share, and the registry's
own keys. What is a citizen's is under that citizen's key (`people reseal_citizen_keys`).
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction

from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.mailbox import keys, sealed
from burgerprofiel.mailbox.models.boxes import Kind

AT_ONCE = 500


class _Sealed(NamedTuple):
    """A column with something sealed; `place` without the row's id."""

    table: str
    column: str
    place: str
    box: bool
    """Whether it is sealed for an organisation's box; else for everybody."""
    row: str = "id"
    """What a row is called by."""


WHERE = (
    _Sealed("mailbox_message", "body", "mailbox.message.body", box=True),
    _Sealed("mailbox_attachment", "key", "mailbox.attachment.key", box=True),
    _Sealed("mailbox_message", "payment", "mailbox.message.payment", box=True),
    _Sealed("mailbox_arrangement", "kept", "mailbox.arrangement.kept", box=True, row="box_id"),
    _Sealed("mailbox_reply", "text", "mailbox.reply.text", box=True),
    _Sealed("mailbox_work_note", "text", "mailbox.work_note.text", box=True),
    _Sealed("mailbox_shared_message", "body", "mailbox.shared_message.body", box=False),
    _Sealed("mailbox_shared_attachment", "key", "mailbox.shared_attachment.key", box=False),
    _Sealed("mailbox_shared_message", "payment", "mailbox.shared_message.payment", box=False),
)
_STALE = """
SELECT {box}, {row}, {column} FROM {table}
WHERE {column} IS NOT NULL AND substring({column} FROM 1 FOR 6) <> %(current)s {of}
LIMIT %(most)s FOR UPDATE
"""
_OF = "AND box_id IN (SELECT box_id FROM mailbox_box WHERE kind = 'enterprise')"


def reseal() -> int:
    """Seal again whatever is under another root key. Returns how many things were. Safe to stop and to run twice.

    Raises UnknownRootKeyError when something is under a root key that we do not have.
    """
    keys.reseal()
    return sum(_all_of(each) for each in WHERE)


def _all_of(what: _Sealed) -> int:
    total = 0
    while done := _some(what):
        total += done
    return total


@transaction.atomic
def _some(what: _Sealed) -> int:
    box, of = ("box_id", _OF) if what.box else ("NULL::uuid", "")
    find = _STALE.format(box=box, row=what.row, column=what.column, table=what.table, of=of)
    change = f"UPDATE {what.table} SET {what.column} = %s WHERE {what.row} = %s"  # noqa: S608 - names of our own tables
    if what.box:
        change += " AND box_id = %s"
    with connection.cursor() as cursor:
        cursor.execute(find, {"current": bytes.fromhex(root_keys().current), "most": AT_ONCE})
        rows = cursor.fetchall()
        for box_id, row_id, content in rows:
            again = _again(box_id, bytes(content), f"{what.place}:{row_id}")
            cursor.execute(change, [again, row_id, *([box_id] if what.box else [])])
    return len(rows)


def _again(box_id: UUID | None, content: bytes, place: str) -> bytes:
    if box_id is None:
        return sealed.seal_shared(sealed.unseal_shared(content, place), place)
    return sealed.seal(Kind.ENTERPRISE, box_id, sealed.unseal(Kind.ENTERPRISE, box_id, content, place), place)
