"""Who looked, of somebody with a hundred events and of somebody with a hundred thousand: it must cost the same (B10).

Needs Django set up for the demo. Asked in turns by one connection each. The long trail is laid in the table as it is, a
fifth of it of others, without a chain that holds, and vacuumed as the database does by itself after a while. Its first
page, which folds all of it, is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks import load
from benchmarks.load import Target, Timing

FEW, MANY = 100, 100_000
_TURNS = 5
_OTHERS = 5
"""Events of others a day, in one look; so that both pages show the same: twenty looks of five steps."""
_PEOPLE = (("58630332184", FEW, _OTHERS), ("60660644431", MANY, 27))
"""By national number: how many events, and how many a day; the long trail is ten years long."""
_FILL = """
    WITH head AS (INSERT INTO audit_chain VALUES (%(citizen)s, %(events)s, decode(repeat('00', 32), 'hex'))
                  ON CONFLICT (citizen_id) DO UPDATE SET seq = excluded.seq)
    INSERT INTO audit_event (citizen_id, seq, at, tag, actor, subject_token_hash, client_id, method, url, response_code,
                             details, previous, hash)
    SELECT %(citizen)s, n, now() - (%(events)s - n) / %(daily)s * interval '1 day',
           CASE WHEN theirs THEN 'mailbox.message.received' ELSE 'portal.home.read' END,
           CASE WHEN theirs THEN 'zonnegem-post' ELSE 'citizen' END, '', '', 'GET', '/', 200,
           CASE WHEN theirs THEN '{"organisation":"0812345603"}' ELSE '{}' END, '\\x00', '\\x00'
    FROM generate_series(1, %(events)s) AS n,
         LATERAL (SELECT (%(events)s - n) %% %(daily)s < %(others)s AS theirs) AS who
    ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class Figures:
    """How the long trail did beside the short one."""

    timing: Timing
    """Of the long one."""
    ratio: float
    """How many times longer a page of it takes, by the quickest turn's median."""


def measure(port: int, seconds: float) -> Figures:
    """Fill, and ask in turns."""
    few, many = (_target(port, *each) for each in _PEOPLE)
    for each in (few, many):
        load.load(replace(each, holds=b""), 1, 0.5)
    _tidied()
    turns = [(load.load(few, 1, seconds / 2 / _TURNS), load.load(many, 1, seconds / 2 / _TURNS)) for _ in range(_TURNS)]
    short, long = (min(turn[side].percentile(0.5) for turn in turns) for side in (0, 1))
    timing = Timing([each for turn in turns for each in turn[1].seconds], sum(turn[1].duration for turn in turns))
    return Figures(timing, long / short)


def _tidied() -> None:
    """What the database does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) privacy_look")


def _target(port: int, number: str, count: int, daily: int) -> Target:
    from django.conf import settings
    from django.db import connection

    from burgerprofiel.access.actions import open_session
    from burgerprofiel.access.identity import Identity
    from burgerprofiel.access.viewer import Proof
    from burgerprofiel.audit.events import Trace
    from burgerprofiel.kit import clock
    from burgerprofiel.kit.levels import Key
    from burgerprofiel.people.actions import meet

    who = Identity("Bench", "Bench", number)
    with connection.cursor() as cursor:
        values = {"citizen": meet(who.ssin), "events": count, "daily": daily, "others": _OTHERS}
        cursor.execute(_FILL, values)
        cursor.execute("VACUUM (ANALYZE) audit_event")
    cookie = open_session(who, [Proof(Key.eid, clock.now())], "bench", "", Trace(actor="bench"))
    told = f"{settings.SESSION_COOKIE}={cookie.text}"
    return Target("mijn.localhost", port, "/inzage", (told,), b'class="looks"')
