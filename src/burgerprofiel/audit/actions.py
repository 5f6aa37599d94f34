"""An act and its audit event stand or fall together: they are written in one transaction (architecture, decision 7).

Writers for one citizen wait for each other at the head of that citizen's chain; no two citizens ever do.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from burgerprofiel.audit.chain import GENESIS, Chained, chained
from burgerprofiel.audit.events import Event, Trace
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
        cursor.execute(_APPEND, {"citizen_id": citizen_id, "at": at} | _of_trace(trace) | _of_links(links))


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
