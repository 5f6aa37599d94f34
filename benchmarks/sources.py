"""Asking 12 sources at once: how soon the page starts, and what we add to the time that the sources take.

One source takes two seconds, one never answers (its tile is given up at the deadline), the others take 40 to 400 ms.
The overhead of a tile is the time it came in, less the time at which the slowest of its own sources had answered.
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Sequence
from functools import cache

from benchmarks import load
from benchmarks.demo import Demo
from benchmarks.load import Arrival, Target
from benchmarks.sessions import new_sessions

NAMES = ("fanout.first_byte", "fanout.overhead", "fanout.first_byte.50", "fanout.overhead.50")
SLOW, DEAD = 2.0, 3.0
"""Seconds: the slow source, and the deadline at which the dead one is given up."""


def _behave(demo: Demo, service: str, mode: str, milliseconds: int) -> None:
    body = json.dumps({"mode": mode, "fastest": milliseconds, "slowest": milliseconds}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{demo.port}/behaviour/{service}",
        data=body,
        method="PUT",
        headers={"Content-Type": "application/json", "Host": f"magda.localhost:{demo.port}"},
    )
    urllib.request.urlopen(request, timeout=5).close()


def _plan(demo: Demo) -> dict[str, float]:
    """Set the behaviour of every source; return per tile when its sources will have answered, in seconds."""
    from burgerprofiel.sources.queries import with_needs
    from burgerprofiel.sources.themes import all_themes

    services = with_needs([service for theme in all_themes() for service in theme.tile_services])
    dead, slow = all_themes()[-1].tile_services[0].name, all_themes()[2].tile_services[0].name
    takes = {service.name: 0.04 + 0.36 * (index % 10) / 10 for index, service in enumerate(services)}
    takes |= {slow: SLOW, dead: DEAD}
    for name, seconds in takes.items():
        _behave(demo, name, "dead" if name == dead else "fine", int(seconds * 1000) if name != dead else 0)

    def ready(service: object) -> float:
        needs = [ready(need) for need in service.needs]  # type: ignore[attr-defined]
        return max(needs, default=0.0) + takes[service.name]  # type: ignore[attr-defined]

    return {theme.key: max(ready(service) for service in theme.tile_services) for theme in all_themes()}


def _tile(key: str) -> str:
    return f'slot="tile-{key}"'


def _overheads(arrivals: Sequence[Arrival], plan: dict[str, float]) -> list[float]:
    return [arrival.marks[_tile(key)] - due for arrival in arrivals for key, due in plan.items()]


@cache
def measure(demo: Demo, *, quick: bool) -> dict[str, tuple[list[float], str]]:
    """Return seconds and a note per row name."""
    plan = _plan(demo)
    alone = [arrival for _turn in range(3 if quick else 10) for arrival in _open(demo, plan, 1)]
    crowd = [arrival for _turn in range(1 if quick else 3) for arrival in _open(demo, plan, 50)]
    return {
        "fanout.first_byte": ([arrival.first for arrival in alone], "one citizen, nothing in the cache"),
        "fanout.overhead": (_overheads(alone, plan), "per tile, over the slowest of its own sources"),
        "fanout.first_byte.50": ([arrival.first for arrival in crowd], "50 citizens at the same moment"),
        "fanout.overhead.50": (_overheads(crowd, plan), "per tile, 50 citizens at the same moment"),
    }


def _open(demo: Demo, plan: dict[str, float], citizens: int) -> list[Arrival]:
    target = Target("mijn.localhost", demo.port, "/", new_sessions(citizens))
    return load.watch(target, [_tile(key) for key in plan])
