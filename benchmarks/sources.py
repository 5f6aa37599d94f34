"""Asking 12 sources at once: how soon the page starts, and what we add to the time that the sources take.

One source takes two seconds, one never answers (its tile is given up at the deadline), the others take 40 to 400 ms.
A tile's overhead: when it came in, less the page's first byte (the questions leave then), less what the slowest of its
own sources takes. A page's overhead: when its last byte came in after the request, less what its slowest source takes.
"""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from benchmarks import load
from benchmarks.demo import Demo
from benchmarks.load import Arrival, Target
from benchmarks.sessions import new_sessions

if TYPE_CHECKING:
    from burgerprofiel.sources.service import Service

NAMES = ("fanout.first_byte", "fanout.tile", "fanout.overhead", "fanout.first_byte.50", "fanout.overhead.50")
SLOW, DEAD = 2.0, 3.0
"""Seconds: the slow source, and the deadline at which the dead one is given up."""
REST = 11.0
"""Seconds until a breaker that opened lets calls through again, so that each turn meets the dead source anew."""


def _behave(demo: Demo, service: str, mode: str, milliseconds: int) -> None:
    body = json.dumps({"mode": mode, "fastest": milliseconds, "slowest": milliseconds}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{demo.port}/behaviour/{service}",
        data=body,
        method="PUT",
        headers={"Content-Type": "application/json", "Host": f"magda.localhost:{demo.port}"},
    )
    urllib.request.urlopen(request, timeout=5).close()


def _services() -> list[Service[Any]]:
    from burgerprofiel.sources.queries import with_needs
    from burgerprofiel.sources.themes import all_themes

    return with_needs([service for theme in all_themes() for service in theme.tile_services])


def _plan(demo: Demo) -> dict[str, float]:
    """Set the behaviour of every source; return per tile when its sources will have answered, in seconds."""
    from burgerprofiel.sources.themes import all_themes

    services = _services()
    dead, slow = all_themes()[-1].tile_services[0].name, all_themes()[2].tile_services[0].name
    takes = {service.name: 0.04 + 0.36 * (index % 10) / 10 for index, service in enumerate(services)}
    takes |= {slow: SLOW, dead: DEAD}
    for name, seconds in takes.items():
        _behave(demo, name, "dead" if name == dead else "fine", int(seconds * 1000) if name != dead else 0)

    def ready(service: Service[Any]) -> float:
        return max((ready(need) for need in service.needs), default=0.0) + takes[service.name]

    return {theme.key: max(ready(service) for service in theme.tile_services) for theme in all_themes()}


def _tile(key: str) -> str:
    return f'slot="tile-{key}"'


def _tiles(arrivals: Sequence[Arrival], plan: dict[str, float]) -> list[float]:
    return [arrival.marks[_tile(key)] - arrival.first - due for arrival in arrivals for key, due in plan.items()]


def _pages(arrivals: Sequence[Arrival]) -> list[float]:
    """A breaker that rests answers for the dead source at once; then the slow one is the slowest."""
    return [arrival.total - (DEAD if arrival.total >= DEAD else SLOW) for arrival in arrivals]


@cache
def measure(demo: Demo, *, quick: bool) -> dict[str, tuple[list[float], str]]:
    """Return seconds and a note per row name."""
    plan = _plan(demo)
    _open(demo, plan, 50)
    alone, crowd = [], []
    for _turn in range(3 if quick else 10):
        alone += _open(demo, plan, 1)
    for _turn in range(1 if quick else 4):
        time.sleep(REST)
        crowd += _open(demo, plan, 50)
    services = sum(1 for _service in _services())
    note = f"{services} sources, one of 2 s, one dead"
    return {
        "fanout.first_byte": ([arrival.first for arrival in alone], f"1 citizen, {note}"),
        "fanout.tile": (_tiles(alone, plan), "each tile over its own slowest source"),
        "fanout.overhead": (_pages(alone), "the page over its slowest source"),
        "fanout.first_byte.50": ([arrival.first for arrival in crowd], "50 citizens at the same moment"),
        "fanout.overhead.50": (_pages(crowd), "50 citizens at the same moment"),
    }


def _open(demo: Demo, plan: dict[str, float], citizens: int) -> list[Arrival]:
    target = Target("mijn.localhost", demo.port, "/", new_sessions(citizens))
    return load.watch(target, [_tile(key) for key in plan])
