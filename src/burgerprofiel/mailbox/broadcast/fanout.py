"""A range of boxes gets its message in one transaction: rows, counts, events, and what the sender must know.

PostgreSQL does it by itself, without a row passing through this process. A box that has the message already gets
nothing a second time, whoever tries again (primary key of box and message); only what was truly put there is counted.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Field

from burgerprofiel.kit import clock
from burgerprofiel.mailbox.life.facts import Act, Code, Facts
from burgerprofiel.mailbox.life.table import what_holds
from burgerprofiel.mailbox.models import Broadcast, Message, SharedMessage
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.mailbox.models.broadcasts import BroadcastRange
from burgerprofiel.mailbox.models.events import EventKind

_UUID7 = """encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) PLACING %(clock)s::bytea FROM 1 FOR 6), 52, 1),
    53, 1), 'hex')::uuid"""
"""A UUIDv7 per row; PostgreSQL has a function of its own from 18 on."""

_LISTED = """
    SELECT box.box_id, rule.code, box.indexing <> '' AS indexed
    FROM mailbox_broadcast_recipient AS who
    JOIN mailbox_box AS box USING (box_id)
    JOIN rule ON rule.state = box.state AND rule.dormant = (box.dormant_since IS NOT NULL)
    WHERE who.broadcast_id = %(broadcast)s AND who.kind <> '' AND who.box_id > %(lower)s AND who.box_id <= %(upper)s
    ORDER BY box.box_id FOR NO KEY UPDATE OF box
"""
_ASKED = """
    SELECT box.box_id, rule.code, box.indexing <> '' AS indexed
    FROM mailbox_box AS box
    JOIN rule ON rule.state = box.state AND rule.dormant = (box.dormant_since IS NOT NULL)
    WHERE box.box_id > %(lower)s AND box.box_id <= %(upper)s
      AND box.kind = %(kind)s AND box.state = 'active'
      AND (cardinality(%(languages)s::text[]) = 0 OR box.language = ANY(%(languages)s))
    ORDER BY box.box_id FOR NO KEY UPDATE OF box
"""
_NEW_BOXES = """
    INSERT INTO mailbox_box (box_id, kind, state, since, why)
    SELECT who.box_id, who.kind, CASE who.kind WHEN %(citizen)s THEN %(unopened)s ELSE %(active)s END, %(now)s, ''
    FROM mailbox_broadcast_recipient AS who LEFT JOIN mailbox_box AS box USING (box_id)
    WHERE who.broadcast_id = %(broadcast)s AND who.kind <> '' AND who.box_id > %(lower)s AND who.box_id <= %(upper)s
      AND box.box_id IS NULL
    ORDER BY who.box_id
    ON CONFLICT DO NOTHING
"""
_TOLD = """
    , told AS (
        UPDATE mailbox_broadcast_recipient AS who SET code = meant.code
        FROM meant WHERE who.broadcast_id = %(broadcast)s AND who.box_id = meant.box_id AND meant.code <> ''
    )
"""
_SEND = """
    WITH rule (state, dormant, code) AS (VALUES {rules}),
    meant AS MATERIALIZED ({meant}),
    put AS (
        INSERT INTO mailbox_message (box_id, indexed, sought, {columns})
        SELECT box_id, indexed, CASE WHEN indexed THEN %(sought)s END, {values} FROM meant WHERE code <> %(refused)s
        ON CONFLICT DO NOTHING RETURNING box_id
    ),
    counted AS (
        UPDATE mailbox_box AS box
        SET messages = messages + 1, unread = unread + 1, octets = octets + %(octets)s, received_at = %(published)s
        FROM put WHERE box.box_id = put.box_id
    ),
    event AS (
        INSERT INTO mailbox_document_event (box_id, id, kind, message_id, at)
        SELECT box_id, {uuid7}, %(event)s, %(message)s, %(now)s FROM put
    )
    {told}
    SELECT (SELECT count(*) FROM put),
      count(*) FILTER (WHERE code = 'NO_DIGITAL_USER'), count(*) FILTER (WHERE code = 'DORMANT'),
      count(*) FILTER (WHERE code = 'NOT_REACHABLE'),
      (SELECT encode(sha256(coalesce(string_agg(uuid_send(box_id), '' ORDER BY box_id), '')), 'hex') FROM put)
    FROM meant
"""


class Outcome(NamedTuple):
    """What became of a range."""

    delivered: int
    unopened: int
    dormant: int
    refused: int
    digest: str
    """SHA-256, in hex, of the ids of the boxes that got it, sorted: proves later who was among them."""


def deliver(broadcast: Broadcast, part: BroadcastRange) -> Outcome:
    """Put the message in the boxes of a range, within the running transaction; their other writers wait meanwhile."""
    shared = SharedMessage.objects.get(id=broadcast.message_id)
    now = clock.now()
    columns = _columns(broadcast, shared)
    query = broadcast.query or {}
    values: dict[str, Any] = {
        "broadcast": broadcast.id,
        "lower": part.lower,
        "upper": part.upper,
        "kind": query.get("kind", ""),
        "languages": query.get("languages", []),
        "octets": broadcast.message["octets"],
        "published": shared.published_at,
        "message": shared.id,
        "sought": shared.sought,
        "event": EventKind.NEW.value,
        "refused": Code.NOT_REACHABLE.value,
        "citizen": Kind.CITIZEN.value,
        "unopened": State.UNOPENED.value,
        "active": State.ACTIVE.value,
        "now": now,
        "clock": int(now.timestamp() * 1000).to_bytes(6),
        **{f"column_{name}": value for name, (_kind, value) in columns.items()},
    }
    statement = _SEND.format(
        rules=_rules(),
        meant=_LISTED if broadcast.query is None else _ASKED,
        told=_TOLD if broadcast.query is None else "",
        columns=", ".join(f'"{name}"' for name in columns),
        values=", ".join(f"%(column_{name})s::{kind}" for name, (kind, _value) in columns.items()),
        uuid7=_UUID7,
    )
    with connection.cursor() as cursor:
        if broadcast.query is None:
            cursor.execute(_NEW_BOXES, values)
        cursor.execute(statement, values)
        return Outcome(*cursor.fetchone())


def _rules() -> str:
    """The rules of who is reached, as rows: `life.table` is the one place that knows them."""
    rows = []
    for state in State:
        for dormant in (False, True):
            rule = what_holds(Facts(Act.RECEIVE, state, dormant=dormant))
            rows.append(f"('{state.value}', {dormant}, '{(rule.code if rule else Code.REACHED).value}')")
    return ", ".join(rows)


def _columns(broadcast: Broadcast, shared: SharedMessage) -> dict[str, tuple[str, Any]]:
    """Every column of a message that is alike in every box, with its type and what stands in it."""
    row = Message(
        box_id=UUID(int=0),
        id=shared.id,
        published_at=shared.published_at,
        expires_at=shared.expires_at,
        message_type_id=shared.message_type_id,
        organisation=shared.organisation,
        application=shared.application,
        shared=True,
        **broadcast.message["columns"],
    )
    fields: list[Field[Any, Any]] = [field for field in Message._meta.concrete_fields if field.column]
    return {
        str(field.column): (
            str(field.db_type(connection)),
            field.get_db_prep_save(getattr(row, field.attname), connection),
        )
        for field in fields
        if field.column not in ("box_id", "indexed", "sought")
    }
