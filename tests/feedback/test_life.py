"""The life of a report: a table, and one rule for reports of several objects (contracts/mbp.md §6)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.feedback.life import LAST, NAMES, NEXT, OPEN, SETTABLE, Status, follows, may_become, whole

OF_A_SOURCE = [each for each in Status if each is not Status.WITHDRAWN]
some = st.lists(st.sampled_from(OF_A_SOURCE), min_size=1, max_size=8)


@st.composite
def walks(draw: st.DrawFn) -> list[Status]:
    """A way through the table, from the beginning."""
    way = [Status.SUBMITTED]
    while NEXT[way[-1]] and draw(st.booleans()):
        way.append(draw(st.sampled_from(sorted(NEXT[way[-1]]))))
    return way


@given(some)
def test_the_whole_stands_where_its_least_far_object_stands(objects: list[Status]) -> None:
    found = whole(objects)
    assert found in objects
    assert all(found <= each for each in objects)


@given(some, st.data())
def test_an_object_that_goes_on_never_sends_the_whole_back(objects: list[Status], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(objects) - 1))
    further = data.draw(st.sampled_from([each for each in OF_A_SOURCE if each >= objects[at]]))
    assert whole([*objects[:at], further, *objects[at + 1 :]]) >= whole(objects)


@given(walks())
def test_every_way_goes_forward_and_the_last_is_the_last(way: list[Status]) -> None:
    assert way == sorted(set(way))
    assert all(each not in LAST for each in way[:-1])


@given(st.sampled_from(list(Status)), st.sampled_from(list(Status)))
def test_nothing_is_set_back_and_only_the_beginning_can_be_taken_back(now: Status, wanted: Status) -> None:
    if may_become(now, wanted):
        assert wanted > now
        assert wanted is not Status.WITHDRAWN or now is Status.SUBMITTED


@given(st.sampled_from(list(Status)), st.sampled_from(OF_A_SOURCE))
def test_what_a_source_says_counts_until_the_end(now: Status, told: Status) -> None:
    assert follows(now, told) is (told != now and now not in LAST)
    assert not follows(now, Status.WITHDRAWN)


def test_the_table_speaks_of_every_status_and_every_one_is_reached() -> None:
    assert set(NEXT) == set(NAMES) == set(Status)
    assert {each for following in NEXT.values() for each in following} == set(Status) - {Status.SUBMITTED}
    assert [each.value for each in SETTABLE] == [2, 3, 4, 5]
    assert OPEN.isdisjoint(LAST)
