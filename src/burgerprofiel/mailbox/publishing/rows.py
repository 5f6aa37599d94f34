"""A message with everything that belongs to it goes into the tables in one statement: whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from burgerprofiel.kit.ids import uuid7
from burgerprofiel.mailbox import search
from burgerprofiel.mailbox.models.events import EventKind
from burgerprofiel.mailbox.publishing.message import FileToPublish, Published, Sender, ToPublish
from burgerprofiel.mailbox.publishing.recipients import Recipient
from burgerprofiel.people import actions as people

_INSERT = """
WITH repeated AS (
  INSERT INTO mailbox_repeat (key_hash, message_id, at)
  SELECT %(key)s::bytea, %(id)s, %(now)s WHERE %(key)s::bytea IS NOT NULL
), counted AS (
  UPDATE mailbox_box
  SET messages = messages + 1, unread = unread + 1, octets = octets + %(octets)s, received_at = %(now)s
  WHERE box_id = %(box)s RETURNING indexing <> '' AS indexed
), published AS (
  INSERT INTO mailbox_publication
    (message_id, organisation, application, message_type_id, box_id, code, published_at, expires_at)
  VALUES (%(id)s, %(organisation)s, %(application)s, %(type)s, %(box)s, %(code)s, %(now)s, %(expires)s)
), told AS (
  INSERT INTO mailbox_document_event (box_id, id, kind, message_id, at)
  VALUES (%(box)s, %(event)s, %(told)s, %(id)s, %(now)s)
), attached AS (
  INSERT INTO mailbox_attachment
    (box_id, message_id, id, position, title, file_name, media_type, octets, digest, is_main, signed, object_name, key)
  SELECT %(box)s, %(id)s, file.* FROM unnest(
    %(file_ids)s::uuid[], %(positions)s::smallint[], %(titles)s::text[], %(names)s::text[], %(media)s::text[],
    %(sizes)s::bigint[], %(digests)s::bytea[], %(mains)s::boolean[], %(signed)s::boolean[], %(objects)s::text[],
    %(keys)s::bytea[]) AS file
)
INSERT INTO mailbox_message
  (box_id, id, published_at, expires_at, message_type_id, organisation, application, partition, language, subject,
   attention_label, attention_citizen, business, body, body_is_main, registered, reply_allowed, original_message_id,
   payment, amount, due_at, sought, shared, unread, visible, indexed)
VALUES
  (%(box)s, %(id)s, %(now)s, %(expires)s, %(type)s, %(organisation)s, %(application)s, %(partition)s, %(language)s,
   %(subject)s, %(label)s, %(attention)s, %(business)s::jsonb, %(body)s, %(body_is_main)s, %(registered)s, %(reply)s,
   %(original)s, %(payment)s, %(amount)s, %(due)s, %(sought)s, false, true, true,
   coalesce((SELECT indexed FROM counted), false))
"""


def insert(
    to: Recipient, sender: Sender, message: ToPublish, files: Sequence[FileToPublish], done: Published, now: datetime
) -> None:
    """Write the message, within the running transaction. One SQL statement.

    Raises IntegrityError when the sender's key was used before; waits for who uses it at this moment.
    """
    values: dict[str, Any] = {
        "box": to.box_id,
        "id": done.message_id,
        "now": now,
        "expires": done.expires_at,
        "code": done.code,
        "organisation": sender.organisation,
        "application": sender.application,
        "partition": sender.partition,
        "key": key_hash(sender) if sender.key else None,
        "event": uuid7(),
        "told": EventKind.NEW.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values | _of_message(to, message, done.message_id) | _of_files(to, files))


def key_hash(sender: Sender) -> bytes:
    """Return under what the sender's `Idempotency-Key` is remembered: it is unique per sender and application."""
    return sha256("\n".join((sender.organisation, sender.application, sender.key)).encode()).digest()


def _of_message(to: Recipient, message: ToPublish, message_id: UUID) -> dict[str, Any]:
    values = [value for several in message.business.values() for value in several]
    payment = message.payment
    return {
        "type": message.message_type,
        "language": message.language,
        "subject": message.subject,
        "label": message.attention_label,
        "attention": people.meet(message.attention) if message.attention else None,
        "business": _json([{"key": key, "values": list(several)} for key, several in message.business.items()]),
        "body": to.seal(message.body.encode(), f"mailbox.message.body:{message_id}") if message.body else None,
        "body_is_main": message.body_is_main,
        "registered": message.registered,
        "reply": message.reply_allowed,
        "original": message.original_message_id,
        "payment": to.seal(msgspec.json.encode(payment), f"mailbox.message.payment:{message_id}") if payment else None,
        "amount": payment.total if payment else None,
        "due": payment.due if payment else None,
        "sought": search.sought(message.subject, values, message.attention_label),
    }


def _of_files(to: Recipient, files: Sequence[FileToPublish]) -> dict[str, Any]:
    """A column each."""
    ids = [uuid7() for _file in files]
    return {
        "octets": sum(file.stored.octets for file in files),
        "file_ids": ids,
        "positions": list(range(len(files))),
        "titles": [file.title for file in files],
        "names": [file.file_name for file in files],
        "media": [file.media_type for file in files],
        "sizes": [file.stored.octets for file in files],
        "digests": [file.stored.digest for file in files],
        "mains": [file.is_main for file in files],
        "signed": [file.signed for file in files],
        "objects": [file.stored.object_name for file in files],
        "keys": [
            to.seal(file.stored.key, f"mailbox.attachment.key:{file_id}")
            for file, file_id in zip(files, ids, strict=True)
        ],
    }


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
