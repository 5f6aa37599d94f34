"""The trail as its citizen reads it: every event in one line, and the picture counts what the list lists (B10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel.audit import actions, trail
from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.trail import Line, Meant
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from tests.audit.trail import NOOR, WOUTER, PageRead, act

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
MONTHS = [datetime(2026, month, 1, tzinfo=UTC) for month in range(1, 7)]
Acts = list[tuple[int, str, str, int]]
ACTS = st.lists(
    st.tuples(
        st.integers(0, 3_000_000),
        st.sampled_from(["citizen", "system", "zonnegem-post", "own"]),
        st.sampled_from(["/", "/gegevens/work"]),
        st.integers(1, 4),
    ),
    max_size=25,
)


def live(acts: Acts) -> CitizenId:
    """Somebody of whose data this happened, each so many seconds after the one before."""
    citizen_id, at = CitizenId(uuid7()), BEGIN
    for seconds, actor, path, events in acts:
        at += timedelta(seconds=seconds if seconds % 3 else seconds % 90)
        trace = Trace(actor=str(citizen_id) if actor == "own" else actor, path=path)
        with clock.frozen_at(at), transaction.atomic():
            actions.record(citizen_id, trace, *(PageRead(page="work") for _ in range(events)))
    return citizen_id


def listed(citizen_id: CitizenId, meant: Meant) -> Iterator[Line]:
    """All lines, page by page."""
    before: int | None = None
    while True:
        page = trail.lines(citizen_id, meant, before)
        yield from page.lines
        if page.next is None:
            return
        before = page.next


def numbers(lines: Sequence[Line]) -> list[int]:
    """The events of these lines."""
    return [step.seq for line in lines for step in line.steps]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, most=st.integers(1, 6), events=st.integers(3, 9))
def test_every_event_stands_in_exactly_one_line_whatever_a_page_holds(acts: Acts, most: int, events: int) -> None:
    citizen_id = live(acts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trail, "LINES", most)
        patch.setattr(trail, "STEPS", events)
        patch.setattr(trail, "FOLDED", events - 1)
        everything = numbers(list(listed(citizen_id, Meant(everything=True))))
        others = numbers(list(listed(citizen_id, Meant())))
    assert everything == list(range(sum(act[3] for act in acts), 0, -1))
    foreign = sum(act[3] for act in acts if act[1] in ("system", "zonnegem-post"))
    assert len(others) == len(set(others)) == foreign == trail.count(citizen_id, Meant())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_the_picture_counts_what_the_list_lists(acts: Acts) -> None:
    citizen_id = live(acts)
    drawn = trail.stretches(citizen_id, MONTHS)
    assert len(drawn) == len(MONTHS) - 1
    for stretch, (begin, end) in zip(drawn, pairwise(MONTHS), strict=True):
        others = numbers(list(listed(citizen_id, Meant(first=stretch.first, after=stretch.after))))
        every = list(listed(citizen_id, Meant(everything=True, first=stretch.first, after=stretch.after)))
        assert stretch.others == len(others)
        assert stretch.own + stretch.others == len(numbers(every))
        assert all(begin <= step.at < end for line in every for step in line.steps)


def test_what_one_act_leaves_behind_is_one_line() -> None:
    act(NOOR, *["work"] * 40)
    page = trail.lines(NOOR, Meant(everything=True))
    assert [len(line.steps) for line in page.lines] == [40]
    assert page.next is None


def test_a_long_act_goes_on_in_a_next_line() -> None:
    act(NOOR, *["work"] * 250)
    assert [len(line.steps) for line in listed(NOOR, Meant(everything=True))] == [100, 100, 50]


def test_what_lies_a_day_apart_is_two_lines_in_whatever_order_it_was_written() -> None:
    for at in (BEGIN, BEGIN + timedelta(days=1), BEGIN):
        with clock.frozen_at(at):
            act(NOOR, "work")
    assert [len(line.steps) for line in listed(NOOR, Meant(everything=True))] == [1, 1, 1]


def test_a_line_is_found_again_by_its_newest_event() -> None:
    act(NOOR, "work", "home")
    act(NOOR, "work")
    line = trail.line(NOOR, 3, everything=True)
    assert line is not None
    assert trail.line(NOOR, 3, everything=False) is None
    assert trail.line(NOOR, 999, everything=True) is None
    assert trail.line(WOUTER, 3, everything=True) is None


def test_somebody_elses_events_are_never_listed_or_counted() -> None:
    act(WOUTER, "work")
    assert trail.lines(NOOR, Meant(everything=True)).lines == ()
    assert trail.count(NOOR, Meant(everything=True)) == 0
    assert trail.steps(NOOR, [1]) == []
    assert trail.latest_of_each_actor(NOOR) == []
    assert [(each.own, each.others) for each in trail.stretches(NOOR, MONTHS)] == [(0, 0)] * 5


def test_who_is_in_the_trail_is_told_once_each_with_their_newest_event() -> None:
    citizen_id = live(
        [(1, "system", "/", 2), (1, "citizen", "/", 1), (1, "zonnegem-post", "/", 1), (1, "system", "/", 1)]
    )
    found = {each.actor: each.seq for each in trail.latest_of_each_actor(citizen_id)}
    assert found == {"system": 5, "zonnegem-post": 4}


_LONG = """
    INSERT INTO audit_event (citizen_id, seq, at, tag, actor, subject_token_hash, client_id, method, url, response_code,
                             details, previous, hash)
    SELECT %(citizen)s, n, timestamptz '2016-01-01' + n * interval '50 minutes', 'demo.page.read',
           CASE WHEN n %% %(every)s = 0 THEN 'zonnegem-post' ELSE 'citizen' END, '', '', '', '/' || n, 200,
           '{"page":"work"}', '\\x00', '\\x00'
    FROM generate_series(1, %(events)s) AS n
"""


@pytest.mark.parametrize("every", [2, 1000])
def test_a_trail_of_a_hundred_thousand_events_is_read_by_its_indexes(every: int) -> None:
    citizen_id, events = uuid7(), 100_000
    with connection.cursor() as cursor:
        cursor.execute(_LONG, {"citizen": citizen_id, "events": events, "every": every})
        cursor.execute("INSERT INTO audit_chain VALUES (%s, %s, '\\x00')", [citizen_id, events])
        cursor.execute("ANALYZE audit_event")
    year = [datetime(2025 + (month // 12), month % 12 + 1, 1, tzinfo=UTC) for month in range(13)]
    reads = {
        "page": lambda: trail.lines(CitizenId(citizen_id), Meant()),
        "own": lambda: trail.lines(CitizenId(citizen_id), Meant(everything=True), 50_000),
        "actor": lambda: trail.lines(CitizenId(citizen_id), Meant(actors=("zonnegem-post",))),
        "months": lambda: trail.stretches(CitizenId(citizen_id), year),
        "who": lambda: trail.latest_of_each_actor(CitizenId(citizen_id)),
    }
    for name, read in reads.items():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            read()
        assert len(captured) == (2 if name == "who" else 1)
        for each in captured.captured_queries:
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + each["sql"])
                plan = "\n".join(row[0] for row in cursor.fetchall())
            assert "Seq Scan on audit_event" not in plan, f"{name}: {plan}"
            assert "Sort" not in plan or name in ("months", "who"), f"{name}: {plan}"
