"""From `tell` to the mail server's word: notices raised one by one in transactions of their own, and sent by the post.

Needs Django set up for the demo. The demo's own post stands still meanwhile; ours talks to a mail server in a process
of its own, and is killed and started again after two thirds.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks.demo import Demo
from burgerprofiel.site.launch import ports, roles

if TYPE_CHECKING:
    from burgerprofiel.kit.ids import CitizenId

RATE = 100
"""Notices a second."""
PROMISED = (2.0, 10.0)
"""Seconds for 95 and 99 of 100."""
_CITIZENS = 400
_DOMAINS = ("example.be", "example.org", "example.net", "post.example")
_PATIENCE = 60.0
_ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Figures:
    """How long each took, and what the post needed."""

    seconds: list[float]
    cpu_ms: float
    twice: int
    rate: float


class Sink:
    """The mail server's process, and what it took."""

    def __init__(self, port: int, file: Path) -> None:
        """It runs from `start` on."""
        self.port, self.file = port, file
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Listen."""
        command = [sys.executable, "-m", "benchmarks.smtp_sink", str(self.port), str(self.file)]
        self._process = subprocess.Popen(
            command, cwd=_ROOT, env=os.environ | {"PYTHONPATH": f"{_ROOT}:{_ROOT / 'src'}"}
        )

    def stop(self) -> None:
        """Close, as mail servers do."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)

    def taken(self) -> list[tuple[float, str, str]]:
        """Return when each letter was taken, the delivery that it tells, and to whom it went; in their order."""
        if not self.file.exists():
            return []
        lines = [line.split(" ") for line in self.file.read_text().splitlines()]
        return [(float(at), message_id.strip("<>").partition("@")[0][:32], to) for at, message_id, to in lines]


def citizens(count: int, domains: Sequence[str] = _DOMAINS, first: int = 0) -> list[CitizenId]:
    """Make invented people, each with an address that they proved."""
    from django.db import transaction

    from burgerprofiel.audit.events import Trace
    from burgerprofiel.kit import clock
    from burgerprofiel.kit.ids import uuid7
    from burgerprofiel.kit.ssin import Ssin
    from burgerprofiel.people.actions import meet
    from burgerprofiel.people.profile.contact import Kind
    from burgerprofiel.people.profile.contacts.actions import take_over

    found, trace = [], Trace(actor="bench")
    for number in range(first, first + count):
        nine = f"{441201 + number // 900 % 30}{number % 900 + 1:03d}"
        citizen_id = meet(Ssin(f"{nine}{97 - int(nine) % 97:02d}"))
        address = f"noor.{uuid7().hex}@{domains[number % len(domains)]}"
        with transaction.atomic():
            take_over(citizen_id, Kind.EMAIL, address, clock.now(), trace)
        found.append(citizen_id)
    return found


def raise_one(citizen_id: CitizenId, key: str) -> str:
    """Raise a notice in a transaction of its own; return its id."""
    from django.db import transaction

    from burgerprofiel.notices import actions
    from burgerprofiel.notices.notice import Notice

    values = {"dossier": f"Renovatiepremie {key}", "state": "In behandeling"}
    told = Notice(citizen_id=citizen_id, kind="dossiers.changed", key=key, values=values, path="/dossiers")
    with transaction.atomic():
        (row,) = actions.tell(told)
    return row.id.hex


def raise_steadily(people: Sequence[CitizenId], seconds: float, key: str, rate: float = RATE) -> dict[str, float]:
    """Raise so many a second, one by one; return when each was begun (seconds since 1970), by its id."""
    begun, start, number = dict[str, float](), time.monotonic(), 0
    while (due := start + number / rate) < start + seconds:
        time.sleep(max(0.0, due - time.monotonic()))
        at = time.time()
        begun[raise_one(people[number % len(people)], f"{key} {number}")] = at
        number += 1
    return begun


def deliveries_of(notice_ids: Sequence[str]) -> dict[str, str]:
    """Return the notice of each delivery."""
    from burgerprofiel.notices.models import Delivery

    rows = Delivery.objects.filter(notice_id__in=list(notice_ids)).values_list("id", "notice_id")
    return {delivery.hex: notice.hex for delivery, notice in rows}


@contextmanager
def post(environment: dict[str, str], port: int, log: Path) -> Iterator[psutil.Popen]:
    """The post as the launcher starts it, talking to this mail server."""
    told = os.environ | environment | {"MBP_SMTP_URL": f"smtp://127.0.0.1:{port}"}
    with log.open("ab") as sink:
        process = psutil.Popen(roles.post(), env=told, stdout=sink, stderr=sink, cwd="/")
    try:
        yield process
    finally:
        if process.is_running():
            process.kill()
        process.wait(10)


@contextmanager
def standing_still(demo: Demo) -> Iterator[None]:
    """The demo's own post does nothing meanwhile."""
    children = psutil.Process(demo.process.pid).children(recursive=True)
    own = [child for child in children if "notices_post" in child.cmdline()]
    for child in own:
        child.suspend()
    try:
        yield
    finally:
        for child in own:
            child.resume()


def settled(begun: Collection[str], sink: Sink, patience: float = _PATIENCE) -> None:
    """Wait until each of these notices has a letter that was taken; the demo's own people get some too."""
    until = time.monotonic() + patience
    while lacking := set(begun) - _told(begun, sink):
        if time.monotonic() > until:
            raise SystemExit(f"{len(lacking)} of {len(begun)} notices were lost.")
        time.sleep(0.1)


def _told(begun: Collection[str], sink: Sink) -> set[str]:
    notices = deliveries_of(list(begun))
    return {notices[delivery] for _at, delivery, _to in sink.taken() if delivery in notices}


def come(wanted: int, sink: Sink, patience: float = _PATIENCE) -> None:
    """Wait until so many letters were taken."""
    until = time.monotonic() + patience
    while len({delivery for _at, delivery, _to in sink.taken()}) < wanted:
        if time.monotonic() > until:
            raise SystemExit(f"{len(sink.taken())} of {wanted} letters were taken.")
        time.sleep(0.1)


def handover(demo: Demo, *, quick: bool) -> Figures:
    """Raise notices steadily; kill the post with its boots on after two thirds, and start another."""
    seconds = 6.0 if quick else 45.0
    people = citizens(40 if quick else _CITIZENS)
    with tempfile.TemporaryDirectory() as place, standing_still(demo):
        sink, log = Sink(ports.choose(0), Path(place) / "taken"), Path(place) / "post.log"
        sink.start()
        try:
            with post(demo.environment, sink.port, log) as first:
                time.sleep(3)
                begun = raise_steadily(people, seconds * 2 / 3, "first")
                cpu = sum(first.cpu_times()[:2])
                first.send_signal(signal.SIGKILL)
            with post(demo.environment, sink.port, log) as second:
                begun |= raise_steadily(people, seconds / 3, "second")
                settled(begun, sink)
                cpu += sum(second.cpu_times()[:2])
        finally:
            sink.stop()
        return _figures(begun, sink, cpu, seconds)


def _figures(begun: dict[str, float], sink: Sink, cpu: float, seconds: float) -> Figures:
    found = took(begun, sink)
    letters = sink.taken()
    twice = len(letters) - len({delivery for _at, delivery, _to in letters})
    return Figures(found, cpu / len(found) * 1000, twice, len(begun) / seconds)


def took(begun: dict[str, float], sink: Sink) -> list[float]:
    """Return how many seconds each notice took to its first letter, sorted, once they are `settled`."""
    notices, first = deliveries_of(list(begun)), dict[str, float]()
    for at, delivery, _to in sink.taken():
        if delivery in notices:
            first.setdefault(delivery, at)
    return sorted(at - begun[notices[delivery]] for delivery, at in first.items())
