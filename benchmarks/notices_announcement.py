"""A million people are told the same: how long until all have it in their bell, and whether others wait meanwhile.

Needs Django set up for the demo. Most recipients are rows alone (a key, an address that is never opened: their e-mail
is due in the evening); some are real, want it at once, and get it while ordinary notices go on. For as many others the
evening comes then, while the million still wait.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import notices
from benchmarks.demo import Demo
from benchmarks.notices import Sink
from burgerprofiel.site.launch import ports

if TYPE_CHECKING:
    from burgerprofiel.kit.ids import CitizenId

PROMISED = 30.0
"""Seconds for a million; others within `notices.PROMISED`."""
_BESIDE = 50
"""Ordinary notices a second meanwhile."""
_KEYS = """
INSERT INTO people_citizen_key (citizen_id, root_key_id, sealed)
SELECT gen_random_uuid(), 'bench', decode(repeat('00', 60), 'hex') FROM generate_series(1, %s)
"""
_CONTACTS = """
INSERT INTO people_contact (citizen_id, id, kind, value, value_hash, verified_at, preferred, dead_why)
SELECT key.citizen_id, gen_random_uuid(), 'email', '', uuid_send(gen_random_uuid()), now(), true, ''
FROM people_citizen_key AS key
WHERE key.root_key_id = 'bench'
"""
_BARE = """
INSERT INTO bench_announced SELECT citizen_id, gen_random_uuid(), now(), repeat('x', 100) FROM people_citizen_key
"""


@dataclass(frozen=True)
class Figures:
    """How it went."""

    recipients: int
    seconds: float
    bare: float
    """Rows a second by a bare INSERT … SELECT."""
    lag: float
    """Seconds after that until the last one had their letter who wanted it at once."""
    drained: float
    """Letters a second, of those that fell due together afterwards."""
    beside: list[float]
    """Seconds that the other notices took meanwhile, sorted."""


def measure(demo: Demo, *, quick: bool) -> Figures:
    """Announce, while other notices go on."""
    many, real = (20_000, 100) if quick else (1_000_000, 2_000)
    bare = _people(many)
    others, eager = notices.citizens(100), notices.citizens(real, first=1000)
    patient = notices.citizens(real, first=1000 + real)
    _want_it_now(eager)
    with tempfile.TemporaryDirectory() as place, notices.standing_still(demo):
        sink = Sink(ports.choose(0), Path(place) / "taken")
        sink.start()
        try:
            with notices.post(demo.environment, sink.port, Path(place) / "post.log"):
                found = _announce(demo, sink, others, (many + 2 * real, real))
                return Figures(bare=bare, drained=_drain(sink, patient), **found)
        finally:
            sink.stop()


def _announce(demo: Demo, sink: Sink, others: Sequence[CitizenId], expected: tuple[int, int]) -> dict[str, Any]:
    recipients, real = expected
    begun, over = dict[str, float](), threading.Event()

    def go_on() -> None:
        from burgerprofiel.kit.connections import let_go

        time.sleep(1)
        number = 0
        while not over.is_set():
            begun.update(notices.raise_steadily(others, 1.0, f"beside {number}", _BESIDE))
            number += 1
        let_go()

    beside = threading.Thread(target=go_on)
    beside.start()
    time.sleep(3)
    began = time.monotonic()
    found = _told(demo, sink.file.parent)
    seconds, ended = time.monotonic() - began, time.time()
    if found < recipients:
        raise SystemExit(f"{found} of {recipients} have it.")
    until = time.monotonic() + 120
    while len(sink.taken()) - len(begun) < real and time.monotonic() < until:
        time.sleep(0.5)
    over.set()
    beside.join()
    notices.settled(begun, sink)
    notices.come(len(begun) + real, sink)
    others_letters = notices.deliveries_of(list(begun))
    sent = [at for at, delivery, _to in sink.taken() if delivery not in others_letters]
    lag = max(0.0, max(sent) - ended)
    return {"recipients": found, "seconds": seconds, "lag": lag, "beside": notices.took(begun, sink)}


def _drain(sink: Sink, patient: Sequence[CitizenId]) -> float:
    """Let the evening come for these; return how many letters a second go out."""
    from burgerprofiel.kit import clock
    from burgerprofiel.notices.models import Waiting

    before, began = len(sink.taken()), time.time()
    Waiting.objects.filter(citizen_id__in=patient, digest=True).update(due_at=clock.now())
    notices.come(before + len(patient), sink, 300.0)
    return len(patient) / (max(at for at, _delivery, _to in sink.taken()) - began)


def _told(demo: Demo, place: Path) -> int:
    """Announce as an operator does, in a process of its own; return how many have it."""
    from burgerprofiel.notices.models import Notice

    file = place / "announcement.toml"
    words = 'title = "De energietoeslag begint"\ntext = "U kunt hem vragen tot eind december."\n'
    file.write_text('reference = "bench"\n' + "".join(f"[{code}]\n{words}" for code in ("nl", "fr", "de", "en")))
    command = [sys.executable, "-m", "django", "notices_announce", str(file)]
    subprocess.run(command, env=os.environ | demo.environment, check=True, stdout=subprocess.DEVNULL, cwd="/")
    return Notice.objects.filter(announcement__isnull=False).count()


def _people(many: int) -> float:
    """Make rows of so many; return how many rows a second a bare statement adds."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_KEYS, [many])
        cursor.execute(_CONTACTS)
        cursor.execute("ANALYZE people_citizen_key, people_contact")
        cursor.execute("CREATE TABLE bench_announced (c uuid, id uuid, at timestamptz, text text, PRIMARY KEY (c, id))")
        began = time.monotonic()
        cursor.execute(_BARE)
        bare = many / (time.monotonic() - began)
        cursor.execute("DROP TABLE bench_announced")
    return bare


def _want_it_now(citizens: Sequence[CitizenId]) -> None:
    from burgerprofiel.kit import clock
    from burgerprofiel.notices.models import Preference

    wanted = {"group": "announcements", "channel": "email", "how": "now", "since": clock.now()}
    Preference.objects.bulk_create(Preference(citizen_id=each, **wanted) for each in citizens)
