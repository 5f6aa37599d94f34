"""The post is stopped, killed and started again, its mail server goes away, one domain puts off: counted at the server.

Nothing is lost, each recipient reads in the order in which things were told, and nothing is told twice; only a letter
that was under way in the moment of a kill may come again, under the same `Message-ID`.
"""

from __future__ import annotations

import signal
import threading
import time
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from benchmarks import notices as bench
from benchmarks.smtp_sink import LATER

from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.models import Delivery, Postman, Waiting
from burgerprofiel.notices.outbox.post_office import HANDS
from burgerprofiel.site.launch import ports
from tests.workers import post, until

pytestmark = pytest.mark.django_db(transaction=True)
DOMAINS = ("example.be", "example.org", LATER)
_A_MOMENT = 1.0
"""Seconds before a kill in which a letter may have been under way."""


@dataclass(frozen=True)
class Course:
    """How much, and how long."""

    citizens: int
    rate: float
    seconds: float
    away: float
    """Seconds for which the server is away, in between."""


SHORT = Course(citizens=24, rate=50, seconds=6, away=2)
LONG = Course(citizens=150, rate=100, seconds=120, away=60)


class Steadily(threading.Thread):
    """Tells in the background."""

    def __init__(self, people: list[CitizenId], course: Course) -> None:
        """It begins when it is started."""
        super().__init__()
        self._people, self._course = people, course
        self.begun = dict[str, float]()
        self.start()

    def run(self) -> None:
        """Tell one by one."""
        try:
            self.begun = bench.raise_steadily(self._people, self._course.seconds, "course", self._course.rate)
        finally:
            let_go()


@pytest.fixture
def sink(tmp_path: Path) -> bench.Sink:
    """A mail server in a process of its own, which puts one domain off."""
    made = bench.Sink(ports.choose(0), tmp_path / "taken")
    (tmp_path / "taken.defer").touch()
    return made


def endured(course: Course, sink: bench.Sink, log: Path) -> tuple[dict[str, float], list[CitizenId], float]:
    """Tell all the while; return what was told, to whom, and when the post was killed."""
    people = bench.citizens(course.citizens, DOMAINS)
    sink.start()
    try:
        with ExitStack() as running:
            first = running.enter_context(post(log, sink.port))
            until(Postman.objects.exists)
            telling = Steadily(people, course)
            time.sleep(course.seconds / 4)
            first.send_signal(signal.SIGTERM)
            second = running.enter_context(post(log, sink.port))
            time.sleep(course.seconds / 4 - 1)
            sink.stop()
            time.sleep(course.away)
            sink.start()
            time.sleep(1)
            until(lambda: len(sink.taken()) > 0)
            second.send_signal(signal.SIGKILL)
            killed = time.time()
            running.enter_context(post(log, sink.port))
            telling.join()
            sink.file.with_suffix(".defer").unlink()
            bench.settled(telling.begun, sink, 150)
            until(lambda: not Waiting.objects.exists())
    finally:
        sink.stop()
    return telling.begun, people, killed


def check(begun: dict[str, float], sink: bench.Sink, killed: float) -> None:
    """Count at the server."""
    told = bench.deliveries_of(list(begun))
    order = {notice: number for number, notice in enumerate(begun)}
    first, again, heard = dict[str, float](), list[str](), defaultdict[str, list[int]](list)
    for at, delivery, to in sink.taken():
        if delivery in first:
            again.append(delivery)
        else:
            first[delivery] = at
            heard[to].append(order[told[delivery]])
    assert set(first) == set(told)
    assert len(told) == len(begun)
    assert all(numbers == sorted(numbers) for numbers in heard.values())
    under_way = [delivery for delivery, at in first.items() if killed - _A_MOMENT < at <= killed + 0.1]
    assert set(again) <= set(under_way)
    assert len(again) <= sum(map(sum, HANDS.values()))
    assert set(Delivery.objects.values_list("way", flat=True)) == {"handed"}


def test_whatever_befalls_it_nothing_is_lost_and_nothing_told_twice(
    sink: bench.Sink, tmp_path: Path, no_jobs_left: None
) -> None:
    begun, _people, killed = endured(SHORT, sink, tmp_path / "post.log")
    check(begun, sink, killed)


@pytest.mark.slow
def test_nor_in_two_minutes_with_the_server_away_for_one(sink: bench.Sink, tmp_path: Path, no_jobs_left: None) -> None:
    begun, _people, killed = endured(LONG, sink, tmp_path / "post.log")
    check(begun, sink, killed)


def test_two_posts_side_by_side_send_nothing_twice(sink: bench.Sink, tmp_path: Path, no_jobs_left: None) -> None:
    people = bench.citizens(6, DOMAINS[:2])
    begun = {bench.raise_one(people[number % 6], f"both {number}"): time.time() for number in range(120)}
    sink.start()
    try:
        with post(tmp_path / "a.log", sink.port), post(tmp_path / "b.log", sink.port):
            bench.settled(begun, sink)
            until(lambda: not Waiting.objects.exists())
    finally:
        sink.stop()
    assert len(sink.taken()) == len(begun)
    check(begun, sink, 0.0)
