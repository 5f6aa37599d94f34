"""The trail as its citizen reads it (B10): others' looks apart from one's own, a month counted, forty steps one line.

An event is somebody else's unless the citizen themself did it. What one act leaves behind, in one request or within a
minute at the same address, is one line. A period is a stretch of the chain, found by halving it, so that what is
counted of a period and what is listed of it are always the same events; nothing of this reads details to count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import msgspec
from django.db import connection
from django.db.models import QuerySet

from burgerprofiel.audit.inspect_chains import findings
from burgerprofiel.audit.inspection import Tally, snapshot
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_json

CITIZEN = "citizen"
"""How the trail writes down that the citizen themself acted (`events.Trace.actor`)."""
LINES, STEPS, FOLDED = 20, 400, 100
"""The most lines of a page, events read for it, and events in one line: a longer act goes on in the next line."""
_ONE_ACT = timedelta(seconds=60)
_COLUMNS = ("seq", "at", "tag", "actor", "client_id", "details", "subject_token_hash", "method", "url")

_STRETCHES = """
    WITH RECURSIVE search (place, since, low, high) AS (
        SELECT place, since, 1::bigint,
               coalesce((SELECT seq FROM audit_chain WHERE citizen_id = %(citizen)s), 0) + 1
        FROM unnest(%(moments)s::timestamptz[]) WITH ORDINALITY AS asked (since, place)
      UNION ALL
        SELECT place, since, CASE WHEN early THEN middle + 1 ELSE low END, CASE WHEN early THEN high ELSE middle END
        FROM search, LATERAL (SELECT (low + high) / 2 AS middle) AS half,
          LATERAL (SELECT at < since AS early FROM audit_event
                   WHERE citizen_id = %(citizen)s AND seq = middle) AS tried
        WHERE low < high
    ),
    edge AS (SELECT place, max(low) AS first FROM search GROUP BY place),
    stretch AS (SELECT place, first, lead(first) OVER (ORDER BY place) AS after FROM edge)
    SELECT first, after, (SELECT count(*) FROM audit_event WHERE citizen_id = %(citizen)s AND seq >= first
                          AND seq < after AND actor <> 'citizen' AND actor <> %(own)s)
    FROM stretch WHERE after IS NOT NULL ORDER BY place
"""
_ACTORS = """
    WITH RECURSIVE each (actor) AS (
        (SELECT actor FROM audit_event WHERE citizen_id = %(citizen)s AND actor <> 'citizen' ORDER BY actor LIMIT 1)
      UNION ALL
        SELECT (SELECT event.actor FROM audit_event AS event WHERE event.citizen_id = %(citizen)s
                AND event.actor <> 'citizen' AND event.actor > each.actor ORDER BY event.actor LIMIT 1)
        FROM each WHERE each.actor IS NOT NULL
    )
    SELECT last.seq FROM each CROSS JOIN LATERAL (
        SELECT seq FROM audit_event AS event WHERE event.citizen_id = %(citizen)s AND event.actor <> 'citizen'
        AND event.actor = each.actor ORDER BY seq DESC LIMIT 1
    ) AS last WHERE each.actor IS NOT NULL AND each.actor <> %(own)s
"""


class Step(msgspec.Struct, frozen=True):
    """One event, as its citizen may read it."""

    seq: int
    at: datetime
    tag: str
    actor: str
    client_id: str
    details: dict[str, object]
    act: tuple[str, ...]
    """What events of one act have in common."""


class Line(msgspec.Struct, frozen=True):
    """The steps of one act, newest first; never empty."""

    steps: tuple[Step, ...]

    @property
    def newest(self) -> Step:
        """The last that happened: its number names the line."""
        return self.steps[0]


class Stretch(msgspec.Struct, frozen=True):
    """Events `first` up to, not including, `after`, and how many of them somebody else did."""

    first: int
    after: int
    others: int

    @property
    def own(self) -> int:
        """How many the citizen did."""
        return self.after - self.first - self.others


class Meant(msgspec.Struct, frozen=True):
    """Which events are asked: of others alone or all, of some actors alone, of a stretch alone."""

    everything: bool = False
    actors: tuple[str, ...] = ()
    first: int = 1
    after: int | None = None


class Lines(msgspec.Struct, frozen=True):
    """A page of the list, newest first."""

    lines: tuple[Line, ...]
    next: int | None
    """Where the page of older lines begins; None when there are no older ones."""


def stretches(citizen_id: CitizenId, moments: Sequence[datetime]) -> list[Stretch]:
    """Return what lies between each two moments, which come in order. One SQL statement, however long the chain is."""
    with connection.cursor() as cursor:
        cursor.execute(_STRETCHES, {"citizen": citizen_id, "own": str(citizen_id), "moments": list(moments)})
        return [Stretch(*row) for row in cursor.fetchall()]


def count(citizen_id: CitizenId, meant: Meant) -> int:
    """Return how many events are meant. One SQL statement."""
    return _rows(citizen_id, meant).count()


def lines(citizen_id: CitizenId, meant: Meant, before: int | None = None) -> Lines:
    """Return a page of lines, newest first, of events older than number `before`. One SQL statement."""
    rows = _rows(citizen_id, meant)
    if before is not None:
        rows = rows.filter(seq__lt=before)
    steps = [_step(row) for row in rows.order_by("-seq").values_list(*_COLUMNS)[: STEPS + 1]]
    found = list(_folded(steps))
    whole = found[:LINES] if len(steps) <= STEPS else found[: min(LINES, len(found) - 1)]
    return Lines(tuple(whole), whole[-1].steps[-1].seq if len(whole) < len(found) else None)


def line(citizen_id: CitizenId, newest: int, *, everything: bool) -> Line | None:
    """Return the line that begins with event `newest`, as `lines` folds it; None: there is none. One SQL statement."""
    found = lines(citizen_id, Meant(everything=everything), newest + 1).lines
    return found[0] if found and found[0].newest.seq == newest else None


def steps(citizen_id: CitizenId, numbers: Sequence[int]) -> list[Step]:
    """Return these events of a citizen, newest first. One SQL statement."""
    rows = AuditEvent.objects.filter(citizen_id=citizen_id, seq__in=list(numbers)).order_by("-seq")
    return [_step(row) for row in rows.values_list(*_COLUMNS)]


def latest_of_each_actor(citizen_id: CitizenId) -> list[Step]:
    """Return the newest event of everybody else who is in the trail. Two SQL statements."""
    with connection.cursor() as cursor:
        cursor.execute(_ACTORS, {"citizen": citizen_id, "own": str(citizen_id)})
        return steps(citizen_id, [row[0] for row in cursor.fetchall()])


def faults(citizen_id: CitizenId) -> list[str]:
    """Walk the citizen's whole chain; return a sentence (in English) for everything that was changed behind its back.

    Reads every event, in one snapshot, outside any transaction: about 50 000 a second.
    """
    with snapshot():
        return list(findings(Tally(), citizen_id))


def _rows(citizen_id: CitizenId, meant: Meant) -> QuerySet[AuditEvent]:
    rows = AuditEvent.objects.filter(citizen_id=citizen_id)
    if not meant.everything or meant.actors:
        rows = rows.exclude(actor=CITIZEN).exclude(actor=str(citizen_id))
    if meant.actors:
        rows = rows.filter(actor__in=meant.actors)
    if meant.first > 1:
        rows = rows.filter(seq__gte=meant.first)
    return rows if meant.after is None else rows.filter(seq__lt=meant.after)


def _folded(found: Sequence[Step]) -> Iterator[Line]:
    """Put neighbours of one act together."""
    held: list[Step] = []
    for each in found:
        if held and not (each.act == held[0].act and abs(held[0].at - each.at) <= _ONE_ACT and len(held) < FOLDED):
            yield Line(tuple(held))
            held = []
        held.append(each)
    if held:
        yield Line(tuple(held))


def _step(row: tuple[int, datetime, str, str, str, str, str, str, str]) -> Step:
    seq, at, tag, actor, client_id, details, token, method, url = row
    told = from_json(details, dict[str, object])
    return Step(seq, at, tag, actor, client_id, told, (actor, client_id, token, method, url))
