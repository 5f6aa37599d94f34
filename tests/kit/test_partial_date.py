"""Dates as registers write them: perhaps without day, perhaps without month."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.kit.partial_date import PartialDate

dates = st.dates(date(1, 1, 1), date(9998, 12, 31))
partial = st.one_of(
    dates.map(PartialDate.of),
    dates.map(lambda day: PartialDate(day.year, day.month)),
    dates.map(lambda day: PartialDate(day.year)),
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1985-03-14", PartialDate(1985, 3, 14)),
        ("19850314", PartialDate(1985, 3, 14)),
        ("1985-03-00", PartialDate(1985, 3)),
        ("1985-03", PartialDate(1985, 3)),
        ("1985-00-00", PartialDate(1985)),
        ("1985-00-14", PartialDate(1985)),
        ("19850000", PartialDate(1985)),
        ("1985", PartialDate(1985)),
        (" 1985-03-14+01:00 ", PartialDate(1985, 3, 14)),
        ("1985-03-14Z", PartialDate(1985, 3, 14)),
        ("1985-03-14T23:59:59.123+01:00", PartialDate(1985, 3, 14)),
        ("0000-00-00", None),
        ("9999-12-31", None),
    ],
)
def test_every_way_of_writing_is_read(text: str, read: PartialDate | None) -> None:
    assert PartialDate.parse(text) == read


@pytest.mark.parametrize(
    "text", ["", "1985-13-01", "1985-02-30", "1985-13-00", "14-03-1985", "1985-3-14", "yesterday", "1985-03-32"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.parse(text)


@given(partial)
def test_what_is_written_is_read_back(day: PartialDate) -> None:
    assert PartialDate.parse(str(day)) == day
    assert msgspec.json.decode(msgspec.json.encode(day), type=PartialDate) == day


@given(partial, partial)
def test_partial_dates_order_by_what_is_known(one: PartialDate, other: PartialDate) -> None:
    assert (one < other) + (one == other) + (one > other) == 1
    assert (one <= other) == (one < other or one == other)
    assert (one >= other) == (other <= one)
    if one.whole and other.whole:
        assert (one < other) == (one.whole < other.whole)


@given(partial)
def test_the_earliest_it_may_be_is_the_date_itself_when_that_is_known(day: PartialDate) -> None:
    assert day.earliest == (day.whole or date(day.year, day.month or 1, 1))


@pytest.mark.parametrize(
    ("known", "latest"),
    [
        (PartialDate(2016, 2, 3), date(2016, 2, 3)),
        (PartialDate(2016, 2), date(2016, 2, 29)),
        (PartialDate(2015, 2), date(2015, 2, 28)),
        (PartialDate(2015), date(2015, 12, 31)),
    ],
)
def test_the_latest_it_may_be_is_the_last_day_of_what_is_known(known: PartialDate, latest: date) -> None:
    assert known.latest == latest
