"""Whether a look-up stays as quick when a hundred thousand people are signed in, and with a million keys.

The same request and the same look-ups, with few rows and with many; what counts is how much longer they take. Needs
Django set up for the demo, whose tables stay full: these rows come last.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks import load
from benchmarks.load import Target
from benchmarks.people import Known, somebody

TURNS = 7
"""How often each is measured; the quickest counts, for others may be at work on the machine."""


@dataclass(frozen=True)
class Crowd:
    """What fills which tables, and what then is asked."""

    rows: int
    tables: tuple[tuple[str, str], ...]
    path: str
    host: str
    cookie: Callable[[Known], str]
    lookups: Callable[[Known], None]


@dataclass(frozen=True)
class Slower:
    """How many times longer it takes with many rows than with few."""

    request: float
    lookups: float
    timing: load.Timing


_SESSION = "jsonb_build_object('id', {uuid}, 'citizen_id', {uuid}, 'token_hash', {hash})"
_KEY = "jsonb_build_object('id', {uuid}, 'citizen_id', {uuid})"
_LOOKUP = "jsonb_build_object('credential_hash', {hash}, 'citizen_id', {uuid}, 'key_id', {uuid})"
_NAME = "jsonb_build_object('name_hash', {hash}, 'citizen_id', {uuid})"
_ACCOUNT = "jsonb_build_object('citizen_id', {uuid})"
_UUID = "md5(random()::text || number)"
_HASH = r"'\x' || encode(sha256(number::text::bytea), 'hex')"

CROWDS = {
    "sessions.100k": Crowd(
        100_000,
        (("access_session", _SESSION), ("access_signin", _SESSION)),
        "/sessie",
        "mijn.localhost",
        lambda known: known.portal_cookie,
        lambda known: known.look_up_sessions(),
    ),
    "keys.1m": Crowd(
        1_000_000,
        (
            ("access_digital_key", _KEY),
            ("access_passkeylookup", _LOOKUP),
            ("access_username", _NAME),
            ("access_account", _ACCOUNT),
        ),
        "/op/sleutels",
        "toegang.localhost",
        lambda known: known.provider_cookie,
        lambda known: known.look_up_keys(),
    ),
}


def fill(crowd: Crowd, rows: int) -> None:
    """Copy a row of each table so many times, with names of their own."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table, fresh in crowd.tables:
            cursor.execute(
                f"INSERT INTO {table} SELECT made.* FROM (SELECT given FROM {table} AS given LIMIT 1) AS one, "  # noqa: S608 - ours
                f"generate_series(1, {rows}) AS number, "
                f"LATERAL jsonb_populate_record(one.given, {fresh.format(hash=_HASH, uuid=_UUID)}) AS made"
            )
            cursor.execute(f"VACUUM ANALYZE {table}" if not connection.in_atomic_block else f"ANALYZE {table}")


def measure(name: str, port: int, seconds: float) -> Slower:
    """Measure with few rows, fill, and measure again."""
    crowd, known = CROWDS[name], somebody()
    target = Target(crowd.host, port, crowd.path, (crowd.cookie(known),))
    few = (_lookups(crowd, known), _request(target, seconds))
    fill(crowd, crowd.rows)
    many = (_lookups(crowd, known), _request(target, seconds))
    return Slower(many[1].percentile(0.5) / few[1].percentile(0.5), many[0] / few[0], many[1])


def _request(target: Target, seconds: float) -> load.Timing:
    load.load(target, 1, 0.5)
    turns = [load.load(target, 1, seconds / TURNS) for _turn in range(TURNS)]
    return min(turns, key=lambda timing: timing.percentile(0.5))


def _lookups(crowd: Crowd, known: Known) -> float:
    """Median seconds of all its look-ups together."""
    taken = []
    for _each in range(100 * TURNS):
        began = time.perf_counter()
        crowd.lookups(known)
        taken.append(time.perf_counter() - began)
    return min(statistics.median(taken[turn::TURNS]) for turn in range(TURNS))
