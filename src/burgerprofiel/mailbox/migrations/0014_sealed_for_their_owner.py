"""What citizens and senders wrote for a few eyes is sealed: labels, saved searches, bills; answers for their own box."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID, uuid4

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from burgerprofiel.kit.sealing import NotSealedForThisError
from burgerprofiel.mailbox import sealed
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.people.queries import UnknownCitizenError

AT_ONCE = 1000
NOBODY = UUID(int=0)
_ARRANGED = """
SELECT box_id, coalesce(arranged.labels, '{}'), coalesce(arranged.searches, '[]')::text, array_remove(borne.labels, NULL)
FROM mailbox_arrangement AS arranged FULL JOIN (
  SELECT box_id, array_agg(DISTINCT label) AS labels FROM mailbox_message, unnest(labels) AS label GROUP BY box_id
) AS borne USING (box_id)
"""
_KEEP = "UPDATE mailbox_arrangement SET kept = %s, undo = NULL, labels = '{}', searches = '[]' WHERE box_id = %s"
"""A column that is dropped stays in its rows until they are written anew: so it is emptied first."""
_BILLS = """
SELECT box_id, id, payment::text, shared FROM mailbox_message
WHERE payment IS NOT NULL AND (box_id, id) > (%s, %s) ORDER BY box_id, id LIMIT %s
"""
_ANSWERS = "SELECT box_id, id, text FROM mailbox_reply WHERE (box_id, id) > (%s, %s) ORDER BY box_id, id LIMIT %s"


class _Boxes:
    """What seals for each box; a citizen's opens once."""

    def __init__(self, cursor: Any) -> None:
        cursor.execute("SELECT box_id FROM mailbox_box WHERE kind = 'enterprise'")
        self._offices = {row[0] for row in cursor.fetchall()}
        self._last: tuple[UUID, Callable[[bytes, str], bytes] | None] = (NOBODY, None)

    def seal(self, box_id: UUID, plain: bytes, place: str) -> bytes | None:
        """None: the citizen's key is gone, so nobody may read this any more."""
        if self._last[0] != box_id:
            kind = Kind.ENTERPRISE if box_id in self._offices else Kind.CITIZEN
            try:
                self._last = (box_id, sealed.sealer(kind, box_id))
            except UnknownCitizenError:
                self._last = (box_id, None)
        sealer = self._last[1]
        return sealer(plain, place) if sealer else None


def seal_all(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Seal what lies open, box by box."""
    with schema_editor.connection.cursor() as cursor:
        boxes = _Boxes(cursor)
        _arrangements(cursor, boxes)
        _bills(cursor, boxes)
        _broadcasts(cursor)
        _answers(cursor, boxes)


def _arrangements(cursor: Any, boxes: _Boxes) -> None:
    cursor.execute(_ARRANGED)
    for box_id, made, searches, borne in cursor.fetchall():
        labels = {name: uuid4().hex[:12] for name in dict.fromkeys([*made, *(borne or [])])}
        told = [each | {"wanted": _with_id(each["wanted"], labels)} for each in json.loads(searches)]
        plain = {"labels": [{"id": label, "name": name} for name, label in labels.items()], "searches": told}
        kept = None
        if labels or told:
            kept = boxes.seal(box_id, json.dumps(plain).encode(), f"mailbox.arrangement.kept:{box_id}")
        cursor.execute(_KEEP, [kept, box_id])
        if borne and not cursor.rowcount:
            cursor.execute("INSERT INTO mailbox_arrangement (box_id, kept) VALUES (%s, %s)", [box_id, kept])
        for name, label in labels.items():
            cursor.execute(
                "UPDATE mailbox_message SET labels = array_replace(labels, %s::varchar, %s::varchar)"
                " WHERE box_id = %s AND labels @> %s::varchar[]",
                [name, label, box_id, [name]],
            )


def _with_id(wanted: str, labels: dict[str, str]) -> str:
    parts = [(name, labels.get(value, "-") if name == "label" else value) for name, value in parse_qsl(wanted)]
    return urlencode(parts)


def _bills(cursor: Any, boxes: _Boxes) -> None:
    last = (NOBODY, NOBODY)
    while rows := _some(cursor, _BILLS, last):
        for box_id, message_id, bill, shared in rows:
            if shared:
                _share_bill(cursor, message_id, bill)
                empty = "UPDATE mailbox_message SET payment = NULL WHERE box_id = %s AND id = %s"
                cursor.execute(empty, [box_id, message_id])
                continue
            kept = boxes.seal(box_id, bill.encode(), f"mailbox.message.payment:{message_id}")
            cursor.execute(
                "UPDATE mailbox_message SET sealed_payment = %s, payment = NULL WHERE box_id = %s AND id = %s",
                [kept, box_id, message_id],
            )
        last = rows[-1][:2]


def _broadcasts(cursor: Any) -> None:
    cursor.execute("SELECT message_id, (message #> '{columns,payment}')::text FROM mailbox_broadcast")
    for message_id, bill in cursor.fetchall():
        if bill and bill != "null":
            _share_bill(cursor, message_id, bill)
    cursor.execute("UPDATE mailbox_broadcast SET message = message #- '{columns,payment}'")


def _share_bill(cursor: Any, message_id: UUID, bill: str) -> None:
    kept = sealed.seal_shared(bill.encode(), f"mailbox.shared_message.payment:{message_id}")
    change = "UPDATE mailbox_shared_message SET payment = %s WHERE id = %s AND payment IS NULL AND withdrawn_at IS NULL"
    cursor.execute(change, [kept, message_id])


def _answers(cursor: Any, boxes: _Boxes) -> None:
    last = (NOBODY, NOBODY)
    while rows := _some(cursor, _ANSWERS, last):
        for box_id, reply_id, text in rows:
            place = f"mailbox.reply.text:{reply_id}"
            try:
                kept = boxes.seal(box_id, sealed.unseal_shared(bytes(text), place), place)
            except NotSealedForThisError:
                continue
            if kept is None:
                cursor.execute("DELETE FROM mailbox_reply WHERE box_id = %s AND id = %s", [box_id, reply_id])
            else:
                change = "UPDATE mailbox_reply SET text = %s WHERE box_id = %s AND id = %s"
                cursor.execute(change, [kept, box_id, reply_id])
        last = rows[-1][:2]


def _some(cursor: Any, statement: str, last: tuple[UUID, UUID]) -> list[Any]:
    cursor.execute(statement, [*last, AT_ONCE])
    return list(cursor.fetchall())


class Migration(migrations.Migration):
    """There is no way back: what is sealed is not laid open again."""

    dependencies = [
        ("mailbox", "0013_waiting_elsewhere"),
        ("people", "0002_mandates"),
    ]

    operations = [
        migrations.AddField("arrangement", "kept", models.BinaryField(null=True)),
        migrations.AddField("message", "sealed_payment", models.BinaryField(null=True)),
        migrations.AddField("sharedmessage", "payment", models.BinaryField(null=True)),
        migrations.RunPython(seal_all),
        migrations.RemoveField("arrangement", "labels"),
        migrations.RemoveField("arrangement", "searches"),
        migrations.RemoveField("message", "payment"),
        migrations.RenameField("message", "sealed_payment", "payment"),
    ]
