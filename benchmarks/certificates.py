"""Certificates: how many are typeset and packed a second, and how many typeset, packed and sealed.

Needs Django set up for the demo. Two processes, as the product's two workers would on two cores; each makes one after
another, of the demo's people, in all languages. The seal's services of trust are the demo's, over HTTP.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import cycle
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from burgerprofiel.certificates.content import Content
    from burgerprofiel.certificates.kinds import Kind

PROCESSES = 2
PROMISED = 30
"""Made and sealed a second, on two cores."""


@dataclass(frozen=True)
class Made:
    """What two processes did."""

    count: int
    seconds: float
    """That each of them took."""
    cpu: float
    """Seconds of CPU, of both."""
    largest: int
    """Bytes of the largest document."""

    @property
    def per_second(self) -> float:
        """How many a second."""
        return self.count / self.seconds


def measure(seconds: float, *, sealed: bool) -> Made:
    """Make certificates for so long in each process."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=spawn, initializer=_ready, initargs=(dict(os.environ),)) as pool:
        list(pool.map(_work, [0.5] * PROCESSES, [sealed] * PROCESSES))
        done = list(pool.map(_work, [seconds] * PROCESSES, [sealed] * PROCESSES))
    return Made(
        sum(each.count for each in done),
        max(each.seconds for each in done),
        sum(each.cpu for each in done),
        max(each.largest for each in done),
    )


def _ready(environment: dict[str, str]) -> None:
    os.environ.update(environment)
    import django

    django.setup()


def _work(seconds: float, sealed: bool) -> Made:  # noqa: FBT001 - mapped over
    from burgerprofiel.certificates import codes, documents
    from burgerprofiel.certificates.seal import actions as seal

    count, largest, began, cpu = 0, 0, time.monotonic(), time.process_time()
    for kind, language, content in cycle(list(wanted())):
        if time.monotonic() - began > seconds:
            break
        pdf = documents.made(kind, language, content, codes.new(), date(2026, 3, 14))
        if sealed:
            pdf = seal.seal(pdf, reason=kind.title()).pdf
        count, largest = count + 1, max(largest, len(pdf))
    return Made(count, time.monotonic() - began, time.process_time() - cpu, largest)


def wanted() -> Iterator[tuple[Kind, str, Content]]:
    """Return what to make: a list of work of four to eighteen lines in every language, for everybody of the demo."""
    from burgerprofiel.certificates.content import Column, Content, Holder, Table
    from burgerprofiel.certificates.kinds import KINDS, LANGUAGES
    from burgerprofiel.kit.partial_date import PartialDate
    from burgerprofiel.simulators.magda.cast import CAST
    from burgerprofiel.sources.facts import Span, Words

    columns = tuple(Column(key, key.capitalize(), key == "employer") for key in ("employer", "enterprise", "period"))
    for number, person in enumerate(CAST):
        holder = Holder(person.name, person.ssin, PartialDate.parse(person.born))
        rows = tuple(
            (Words(f"{person.family} {year} nv"), Words("0812.345.603"), Span(PartialDate(year, 3, 1), None))
            for year in range(2006, 2010 + number)
        )
        parts = (Table("employments", "Periodes", columns, rows),)
        for language in LANGUAGES:
            as_of = datetime.now(UTC)
            content = Content(holder=holder, purpose="work", parts=parts, source="RSZ", as_of=as_of)
            yield KINDS["employment"], language, content
