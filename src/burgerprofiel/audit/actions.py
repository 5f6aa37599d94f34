"""An act and its audit event stand or fall together: they are written in one transaction (architecture, decision 7).

Writers for one citizen wait for each other at the head of that citizen's chain; no two citizens ever do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from burgerprofiel.audit import queries
from burgerprofiel.audit.anchor_stores import store
from burgerprofiel.audit.anchors import Head, anchored
from burgerprofiel.audit.chain import GENESIS, Chained, chained
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.audit.models import AuditAnchor
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId

_RESERVE = """
    INSERT INTO audit_chain AS head (citizen_id, seq, hash) VALUES (%s, %s, %s)
    ON CONFLICT (citizen_id) DO UPDATE SET seq = head.seq + excluded.seq
    RETURNING seq, hash
"""

_APPEND = """
    WITH head AS (UPDATE audit_chain SET hash = %(hash)s WHERE citizen_id = %(citizen_id)s),
         pending AS (INSERT INTO audit_pending (citizen_id, seq, hash) VALUES (%(citizen_id)s, %(seq)s, %(hash)s))
    INSERT INTO audit_event (citizen_id, at, actor, subject_token_hash, client_id, method, url, response_code,
                             seq, tag, details, previous, hash)
    SELECT %(citizen_id)s, %(at)s, %(actor)s, %(token)s, %(client)s, %(method)s, %(url)s, %(code)s, link.*
    FROM unnest(%(seqs)s::bigint[], %(tags)s::text[], %(details)s::text[], %(previous)s::bytea[], %(hashes)s::bytea[])
         AS link (seq, tag, details, previous, hash)
"""

_RESERVE_ALL = """
    INSERT INTO audit_chain AS head (citizen_id, seq, hash)
    SELECT told.citizen_id, told.number, %s FROM unnest(%s::uuid[], %s::bigint[]) AS told (citizen_id, number)
    ORDER BY told.citizen_id
    ON CONFLICT (citizen_id) DO UPDATE SET seq = head.seq + excluded.seq
    RETURNING citizen_id, seq, hash
"""

_APPEND_ALL = """
    WITH told AS (SELECT * FROM unnest(%(owners)s::uuid[], %(ends)s::bigint[], %(heads)s::bytea[])
                  AS each (owner, seq, hash)),
         head AS (UPDATE audit_chain SET hash = told.hash FROM told WHERE citizen_id = told.owner),
         pending AS (INSERT INTO audit_pending (citizen_id, seq, hash) SELECT owner, seq, hash FROM told)
    INSERT INTO audit_event (citizen_id, at, actor, subject_token_hash, client_id, method, url, response_code,
                             seq, tag, details, previous, hash)
    SELECT link.citizen_id, %(at)s, %(actor)s, %(token)s, %(client)s, %(method)s, %(url)s, %(code)s,
           link.seq, link.tag, link.details, link.previous, link.hash
    FROM unnest(%(citizens)s::uuid[], %(seqs)s::bigint[], %(tags)s::text[], %(details)s::text[], %(previous)s::bytea[],
                %(hashes)s::bytea[]) AS link (citizen_id, seq, tag, details, previous, hash)
"""

_TAKE = """
    WITH taken AS (DELETE FROM audit_pending RETURNING citizen_id, seq, hash)
    INSERT INTO audit_anchored_head (citizen_id, anchor, seq, hash)
    SELECT DISTINCT ON (citizen_id) citizen_id, %s, seq, hash FROM taken ORDER BY citizen_id, seq DESC
    RETURNING citizen_id, seq, hash
"""


class OutsideTransactionError(RuntimeError):
    """An audit event was recorded outside the transaction of its act."""


def record(citizen_id: CitizenId, trace: Trace, *events: Event) -> None:
    """Append events to the citizen's chain, in the order given, within the running transaction. Two SQL statements.

    Raises OutsideTransactionError when no transaction runs. Other writers for this citizen wait until it ends, so
    record last and keep the transaction short.
    """
    if not connection.in_atomic_block:
        raise OutsideTransactionError(
            "Audit events are recorded inside transaction.atomic(), with the act they tell of."
        )
    if not events:
        return
    at = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, [citizen_id, len(events), GENESIS])
        seq, head = cursor.fetchone()
        links = chained(citizen_id, trace, events, at=at, seq=seq - len(events) + 1, head=bytes(head))
        values: dict[str, Any] = {"citizen_id": citizen_id, "at": at, **_of_trace(trace), **_of_links(links)}
        cursor.execute(_APPEND, values)


def record_all(trace: Trace, told: Mapping[CitizenId, Sequence[Event]]) -> None:
    """Append events to the chains of many citizens, as `record` does for one. Two SQL statements for all of them.

    Heads are locked in the order of their citizens, so that two such batches never wait for each other crosswise.
    """
    if not connection.in_atomic_block:
        raise OutsideTransactionError(
            "Audit events are recorded inside transaction.atomic(), with the acts they tell of."
        )
    told = {citizen_id: events for citizen_id, events in told.items() if events}
    if not told:
        return
    at = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE_ALL, [GENESIS, list(told), [len(events) for events in told.values()]])
        links = list[tuple[CitizenId, Chained]]()
        ends = list[tuple[CitizenId, int, bytes]]()
        for citizen_id, seq, head in cursor.fetchall():
            events = told[citizen_id]
            mine = chained(citizen_id, trace, events, at=at, seq=seq - len(events) + 1, head=bytes(head))
            links += [(citizen_id, link) for link in mine]
            ends.append((citizen_id, seq, mine[-1].hash))
        owners, seqs, heads = zip(*ends, strict=True)
        values = _of_links([link for _citizen, link in links]) | _of_trace(trace)
        values |= {"at": at, "citizens": [citizen_id for citizen_id, _link in links]}
        cursor.execute(_APPEND_ALL, values | {"owners": list(owners), "ends": list(seqs), "heads": list(heads)})


def _of_trace(trace: Trace) -> dict[str, str | int]:
    """What all events of one act share."""
    return {
        "actor": trace.actor,
        "token": trace.subject_token_hash,
        "client": trace.client_id,
        "method": trace.method,
        "url": trace.path,
        "code": trace.response_code,
    }


def _of_links(links: list[Chained]) -> dict[str, Any]:
    """The new head, and a column each for what differs per event."""
    return {
        "seq": links[-1].seq,
        "hash": links[-1].hash,
        "seqs": [link.seq for link in links],
        "tags": [link.tag for link in links],
        "details": [link.details for link in links],
        "previous": [link.previous for link in links],
        "hashes": [link.hash for link in links],
    }


def anchor() -> None:
    """Put all heads that changed into the next anchor, then keep it elsewhere. Safe to run twice and at the same time.

    What could not be kept elsewhere (raises OSError) goes along the next time.
    """
    with _one_at_a_time():
        last = AuditAnchor.objects.order_by("-number").values_list("number", "hash").first() or (0, GENESIS)
        number, previous = last[0] + 1, bytes(last[1])
        made = anchored(number, clock.now(), previous, _take_heads(number))
        AuditAnchor.objects.create(
            number=number, at=made.at, heads=made.heads, previous=previous, hash=bytes.fromhex(made.hash)
        )
    with _one_at_a_time():
        keeper = store()
        keeper.keep(queries.anchors_after(keeper.last_number()))


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Run in a transaction that waits for any other that makes or keeps anchors."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('burgerprofiel.audit.anchor'))")
        yield


def _take_heads(number: int) -> list[Head]:
    """Move what waits into anchor `number`; of a citizen with several heads only the last counts."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [number])
        return sorted(Head(*row) for row in cursor.fetchall())
