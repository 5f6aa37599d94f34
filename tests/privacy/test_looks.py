"""One look is the same look in the picture, the list, the numbers of the filters and the copy (B10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel.access.events import RegistrationRead
from burgerprofiel.audit import actions, trail
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.clock import BRUSSELS
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.mailbox.events import ListSeen, MessageReceived
from burgerprofiel.portal.events import HomeRead
from burgerprofiel.privacy.models import Folded, LookRow
from burgerprofiel.privacy.trail import folding, looks, reading
from burgerprofiel.privacy.trail.folding import folded
from burgerprofiel.privacy.trail.looks import Look
from burgerprofiel.privacy.trail.reading import Meant

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 1, 30, 20, tzinfo=UTC)
MONTHS = [date(2026, month, 1) for month in range(1, 8)]
ALL = Meant(everything=True)
SOFIE, TOWN = str(uuid7()), str(uuid7())


class Happening(NamedTuple):
    """Something that happens so many seconds after the first."""

    after: int
    actor: str
    event: Event
    path: str = "/"


EVENTS: tuple[Event, ...] = (
    HomeRead(),
    ListSeen(count=1),
    MessageReceived(message="m", organisation="0812345603", files=0, octets=1),
    MessageReceived(message="m", organisation="0817347404", files=0, octets=1),
    RegistrationRead(organisation=TOWN),
)
HAPPENING = st.builds(
    Happening,
    st.one_of(st.integers(0, 90_000), st.integers(0, 10_000_000)),
    st.sampled_from(["citizen", "own", "system", "zonnegem-post", "some-app", SOFIE, "citizen x mandate y"]),
    st.sampled_from(EVENTS),
    st.sampled_from(["/", "/elsewhere"]),
)
TRAIL = st.lists(HAPPENING, max_size=25)
SLOW = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def live(happenings: Sequence[Happening], citizen_id: CitizenId | None = None) -> CitizenId:
    """Somebody with whose data this happened, written down in this order."""
    citizen_id = citizen_id or CitizenId(uuid7())
    for each in happenings:
        trace = Trace(actor=str(citizen_id) if each.actor == "own" else each.actor, path=each.path)
        with clock.frozen_at(BEGIN + timedelta(seconds=each.after)), transaction.atomic():
            actions.record(citizen_id, trace, each.event)
    return citizen_id


def listed(citizen_id: CitizenId, meant: Meant = ALL, size: int = 20) -> list[Look]:
    """All looks that are meant, page by page."""
    with folded(citizen_id):
        return list(reading.every(citizen_id, meant, size))


def alike(citizen_id: CitizenId) -> set[tuple[object, ...]]:
    """The looks of somebody, without the numbers by which their events happen to be called."""
    return {
        (*looks.key(citizen_id, each.steps[0]), each.many, each.until, each.steps[0].at if each.many == 1 else None)
        for each in listed(citizen_id)
    }


@SLOW
@given(happenings=TRAIL, data=st.data())
def test_the_order_in_which_things_are_written_down_changes_no_look(
    happenings: list[Happening], data: st.DataObject
) -> None:
    assert alike(live(happenings)) == alike(live(data.draw(st.permutations(happenings))))


@SLOW
@given(happenings=TRAIL, at=st.integers(0, 25), size=st.integers(1, 6), batch=st.integers(1, 7))
def test_whenever_it_is_read_and_however_long_a_page_is_the_looks_are_the_same(
    happenings: list[Happening], at: int, size: int, batch: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "BATCH", batch)
        citizen_id = live(happenings[:at])
        listed(citizen_id)
        live(happenings[at:], citizen_id)
        found = listed(citizen_id, size=size)
    whole = trail.after(citizen_id, 0, 1000)
    together = folding.together(citizen_id, whole)
    assert sorted(found, key=lambda each: each.number) == sorted(together.values(), key=lambda each: each.number)
    every = [step for each in found for step in reading.steps(citizen_id, each)]
    assert sorted(step.seq for step in every) == [step.seq for step in whole], "each event in exactly one look"
    assert [each.steps[0].at.astimezone(BRUSSELS).date() for each in found] == sorted(
        (each.steps[0].at.astimezone(BRUSSELS).date() for each in found), reverse=True
    )


@SLOW
@given(happenings=TRAIL)
def test_picture_list_numbers_of_filters_and_total_agree(happenings: list[Happening]) -> None:
    citizen_id = live(happenings)
    with folded(citizen_id):
        picture = reading.months(citizen_id, MONTHS[0], MONTHS[-1])
        for since, before in pairwise(MONTHS):
            others, own = picture.get(since, (0, 0))
            theirs, every = (Meant(everything, since, before) for everything in (False, True))
            assert others == len(list(reading.every(citizen_id, theirs))) == reading.count(citizen_id, theirs)
            assert others + own == len(list(reading.every(citizen_id, every))) == reading.count(citizen_id, every)
            people = reading.people(citizen_id, theirs).values()
            assert others == sum(person.many for person in people), "each other's look is of exactly one of them"
            for person in people:
                alone = theirs._replace(actors=person.actors)
                assert person.many == len(list(reading.every(citizen_id, alone))) == reading.count(citizen_id, alone)
        drawn = [sum(each) for each in zip(*picture.values(), strict=True)] or [0, 0]
        assert drawn[0] == reading.count(citizen_id, Meant())
        assert sum(drawn) == reading.count(citizen_id, Meant(everything=True))


def test_what_comes_between_splits_no_look() -> None:
    mail, home = EVENTS[2], EVENTS[0]
    citizen_id = live(
        [Happening(n, "zonnegem-post" if n % 2 else "citizen", mail if n % 2 else home) for n in range(40)]
    )
    assert [(each.many, each.steps[0].actor) for each in listed(citizen_id)] == [(20, "zonnegem-post"), (20, "citizen")]


def test_another_body_another_reason_another_day_or_other_data_is_another_look() -> None:
    first, second, day = EVENTS[2], EVENTS[3], 86_400
    citizen_id = live(
        [Happening(0, "post", first), Happening(1, "post", second), Happening(day, "post", first),
         Happening(2, "post", ListSeen(count=1)), Happening(3, "other", first), Happening(4, "post", first)]
    )  # fmt: skip
    assert sorted(each.many for each in listed(citizen_id)) == [1, 1, 1, 1, 2]


def test_whatever_this_site_does_by_itself_is_one_look_however_the_trail_calls_it() -> None:
    citizen_id = live([Happening(n, actor, EVENTS[1]) for n, actor in enumerate(("system", "feed", "demo"))])
    assert [each.many for each in listed(citizen_id)] == [3]


def test_a_day_is_a_day_here_also_when_the_clock_changes() -> None:
    night = [datetime(2026, 10, 24, 21, 59, tzinfo=UTC), datetime(2026, 10, 24, 22, tzinfo=UTC),
             datetime(2026, 10, 25, 22, 59, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC)]  # fmt: skip
    citizen_id = live([Happening(int((at - BEGIN).total_seconds()), "post", EVENTS[2]) for at in night])
    assert [each.many for each in listed(citizen_id)] == [1, 2, 1]


def test_a_look_is_called_by_its_first_event_and_found_by_any_and_of_nobody_else() -> None:
    citizen_id, other = live([Happening(n, "post", EVENTS[2]) for n in range(40)]), live([])
    found = listed(citizen_id)[0]
    assert (found.number, found.many, len(found.steps)) == (1, 40, looks.SHOWN)
    with folded(citizen_id), folded(other):
        assert reading.holding(citizen_id, 33) == found
        assert reading.holding(citizen_id, 41) is None
        assert reading.holding(other, 1) is None
        assert [step.seq for step in reading.steps(citizen_id, found, behind=38)] == [39, 40]
        assert [step.seq for step in reading.steps(citizen_id, found, most=2)] == [1, 2]
        assert reading.page(other, Meant(everything=True)).looks == ()


def test_when_words_of_another_version_put_things_together_they_are_put_together_anew() -> None:
    citizen_id = live([Happening(n, "post", EVENTS[2]) for n in range(3)])
    before = listed(citizen_id)
    LookRow.objects.filter(citizen_id=citizen_id).update(many=7, body="wrong")
    Folded.objects.filter(citizen_id=citizen_id).update(rule="of before")
    assert listed(citizen_id) == before


_LONG = """
    INSERT INTO audit_event (citizen_id, seq, at, tag, actor, subject_token_hash, client_id, method, url, response_code,
                             details, previous, hash)
    SELECT %(citizen)s, n, timestamptz '2016-01-01' + n * interval '50 minutes',
           CASE WHEN n %% %(every)s = 0 THEN 'mailbox.list.seen' ELSE 'portal.home.read' END,
           CASE WHEN n %% %(every)s = 0 THEN 'zonnegem-post' ELSE 'citizen' END, '', '', '', '/' || n, 200,
           '{}', '\\x00', '\\x00'
    FROM generate_series(1, %(events)s) AS n
"""


@pytest.mark.parametrize("every", [2, 1000])
def test_a_trail_of_a_hundred_thousand_events_is_read_by_its_indexes(every: int) -> None:
    citizen_id, events = CitizenId(uuid7()), 100_000
    with connection.cursor() as cursor:
        cursor.execute(_LONG, {"citizen": citizen_id, "events": events, "every": every})
        cursor.execute("INSERT INTO audit_chain VALUES (%s, %s, '\\x00')", [citizen_id, events])
        cursor.execute("ANALYZE audit_event")
    with folded(citizen_id):
        pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE privacy_look")
    reads = {
        "page": lambda: reading.page(citizen_id, Meant()),
        "own": lambda: reading.page(citizen_id, Meant(everything=True), 50_000),
        "actor": lambda: reading.page(citizen_id, Meant(actors=(("zonnegem-post", ""),))),
        "months": lambda: reading.months(citizen_id, date(2025, 1, 1), date(2026, 1, 1)),
        "count": lambda: reading.count(citizen_id, Meant()),
        "who": lambda: reading.people(citizen_id, Meant()),
        "fold": lambda: trail.after(citizen_id, events - 30, folding.BATCH),
    }
    for name, read in reads.items():
        with CaptureQueriesContext(connection) as captured:
            read()
        for each in captured.captured_queries:
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + each["sql"])
                plan = "\n".join(row[0] for row in cursor.fetchall())
            assert "Seq Scan on audit_event" not in plan, f"{name}: {plan}"


def test_two_events_of_one_moment_stay_in_the_order_of_their_numbers() -> None:
    citizen_id = live([Happening(0, "post", EVENTS[2])] * 3)
    for _key, several in groupby(listed(citizen_id)[0].steps, key=lambda each: each.at):
        assert [step.seq for step in several] == [1, 2, 3]
