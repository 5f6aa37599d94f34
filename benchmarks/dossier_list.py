"""The list of dossiers of somebody with ten and of somebody with a thousand: a page of it must cost the same (D1).

Needs Django set up for the demo. Two people of whom MAGDA knows nothing, asked in turns by one connection each, so that
what else the machine does weighs on both alike; and the room's own part of it, without drawing.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, replace
from datetime import timedelta

from benchmarks import load
from benchmarks.load import Target, Timing

PROMISED = 1.2
FEW, MANY = 10, 1_000
_TURNS = 5
_SOURCE = "urn://zonnegem/omgeving"
_PEOPLE = (("58630332184", FEW), ("60660644431", MANY))


@dataclass(frozen=True)
class Figures:
    """How the long list did beside the short one."""

    timing: Timing
    """Of the long one."""
    page: float
    """How many times longer a page of it takes over HTTP, by the quickest turn's median."""
    room: float
    """The same without HTTP, session, trail and drawing: reading a page of rows and opening them."""


def measure(port: int, seconds: float) -> Figures:
    """Fill, and ask in turns."""
    few, many = (_target(port, number, count) for number, count in _PEOPLE)
    for each in (few, many):
        load.load(replace(each, holds=b""), 1, 0.5)
    turns = [(load.load(few, 1, seconds / 2 / _TURNS), load.load(many, 1, seconds / 2 / _TURNS)) for _ in range(_TURNS)]
    short, long = (min(turn[side].percentile(0.5) for turn in turns) for side in (0, 1))
    return Figures(
        Timing([each for turn in turns for each in turn[1].seconds], sum(turn[1].duration for turn in turns)),
        long / short,
        _room(),
    )


def _target(port: int, number: str, count: int) -> Target:
    from django.conf import settings

    from burgerprofiel.access.actions import open_session
    from burgerprofiel.access.identity import Identity
    from burgerprofiel.access.viewer import Proof
    from burgerprofiel.audit.events import Trace
    from burgerprofiel.kit import clock
    from burgerprofiel.kit.levels import Key

    _fill(number, count)
    who = Identity("Bench", "Bench", number)
    cookie = open_session(who, [Proof(Key.eid, clock.now())], "bench", "", Trace(actor="bench"))
    told = f"{settings.SESSION_COOKIE}={cookie.text}"
    return Target("mijn.localhost", port, "/dossiers", (told,), b'class="files"')


def _fill(number: str, count: int) -> None:
    from django.db import connection

    from burgerprofiel.dossiers.actions import Change, take
    from burgerprofiel.dossiers.agents import parse
    from burgerprofiel.dossiers.content import Content
    from burgerprofiel.kit import clock
    from burgerprofiel.kit.ids import uuid7

    now = clock.now()
    told = [
        Change(
            uuid7(),
            _SOURCE,
            (parse(number),),
            Content(
                number=f"BENCH-{number[:2]}-{each}",
                name=f"Omgevingsvergunning: dakkapel Kerkstraat {each}",
                kind="DossierStatus",
                code="InBehandeling",
                phase="Behandeling",
                action_needed=each % 50 == 0,
                changed_at=now - timedelta(hours=each),
            ),
            "bench",
        )
        for each in range(count)
    ]
    for start in range(0, count, 200):
        take(told[start : start + 200])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE dossiers_dossier")  # as it is a moment after they came


def _room() -> float:
    """How many times longer reading a page of many takes, by the median of many in turns."""
    from burgerprofiel.access.viewer import Viewer
    from burgerprofiel.audit.events import Trace
    from burgerprofiel.dossiers.queries import Owner, Told, Turn, Wanted, page
    from burgerprofiel.kit import clock
    from burgerprofiel.kit.ids import uuid7
    from burgerprofiel.kit.ssin import Ssin
    from burgerprofiel.people.actions import meet

    taken: dict[str, list[float]] = {number: [] for number, _count in _PEOPLE}
    for _each in range(60 * _TURNS):
        for number, spent in taken.items():
            citizen = meet(Ssin(number))
            viewer = Viewer(citizen, uuid7(), (), clock.now(), Trace(actor="bench"), "Bench", "Bench", bytes(32))
            began = time.perf_counter()
            page(Owner(citizen, viewer), Wanted(), Told(), Turn())
            spent.append(time.perf_counter() - began)
    few, many = (statistics.median(taken[number]) for number, _count in _PEOPLE)
    return many / few
