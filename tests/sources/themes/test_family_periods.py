"""Histories of which only the beginnings are kept: whatever the register says, time never runs backwards."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.person_parts import Coded, Dated
from burgerprofiel.sources.themes.family.documents import latest
from burgerprofiel.sources.themes.family.periods import alone, chained, closed

partial = st.one_of(
    st.dates().map(PartialDate.of),
    st.builds(PartialDate, st.integers(1, 9998)),
    st.builds(PartialDate, st.integers(1, 9998), st.integers(1, 12)),
)
entries = st.lists(st.tuples(st.text(max_size=3), st.none() | partial, st.none() | partial))
beginnings = st.lists(st.tuples(st.text(max_size=3), partial, st.none()), min_size=1)


@given(entries)
def test_no_bar_ends_before_it_begins_and_none_is_lost(given_entries: list) -> None:  # type: ignore[type-arg]
    for draw in (alone, chained):
        bars = draw("row", given_entries)
        assert len(bars) == sum(1 for _label, began, _ended in given_entries if began)
        assert all(bar.ended is None or bar.ended >= bar.began for bar in bars)
        assert [bar.began for bar in bars] == sorted(bar.began for bar in bars)


@given(beginnings)
def test_a_chain_of_beginnings_has_no_gap_and_no_overlap(given_entries: list) -> None:  # type: ignore[type-arg]
    bars = chained("row", given_entries)
    assert bars[-1].ended is None
    for earlier, later in pairwise(bars):
        assert later.began in (earlier.began, earlier.ended)


@given(st.lists(st.builds(Dated, st.just(Coded("1")), st.none() | partial, st.none() | partial)))
def test_closing_a_history_twice_changes_nothing_more(states: list[Dated]) -> None:
    once = closed(states)
    assert closed(once) == once
    assert [one.since for one in once] == [one.since for one in states]
    assert all(after.until == before.until for before, after in zip(states, once, strict=True) if before.until)


@given(partial)
def test_the_last_day_a_date_may_be_is_not_before_the_first(when: PartialDate) -> None:
    assert latest(when) >= when.earliest
    assert PartialDate.of(latest(when)) >= when
