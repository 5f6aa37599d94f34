"""Ages on the day: birthdays, leap days, and dates that the register knows in part or not at all."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.kit.age import OLDEST, Ages, age, ages, birth_in
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from tests.kit.test_ssin import VALID, made

births = st.dates(date(1900, 1, 1), date(2025, 12, 31))


@given(births, st.integers(1, 120))
def test_one_gets_older_on_the_birthday_and_not_the_day_before(born: date, years: int) -> None:
    leap_child = (born.month, born.day) == (2, 29)
    year = born.year + years
    birthday = date(year, 3, 1) if leap_child and not isleap(year) else born.replace(year=year)
    assert age(born, birthday) == years
    assert age(born, birthday - timedelta(days=1)) == years - 1


def test_who_was_born_on_29_february_gets_older_on_1_march_except_in_leap_years() -> None:
    born = date(2016, 2, 29)
    assert [age(born, day) for day in (date(2022, 2, 28), date(2022, 3, 1))] == [5, 6]
    assert [age(born, day) for day in (date(2028, 2, 28), date(2028, 2, 29))] == [11, 12]


@given(births, st.dates(date(2026, 1, 1), date(2049, 12, 31)))
def test_a_partly_known_date_leaves_every_age_that_the_true_one_may_give(born: date, day: date) -> None:
    for known in (PartialDate.of(born), PartialDate(born.year, born.month), PartialDate(born.year), None):
        least, most = ages(known, day)
        assert 0 <= least <= age(born, day) <= most <= OLDEST
    assert ages(PartialDate.of(born), day) == Ages(age(born, day), age(born, day))


def test_a_year_alone_leaves_two_ages_except_on_its_last_day() -> None:
    assert ages(PartialDate(2014), date(2026, 6, 1)) == (11, 12)
    assert ages(PartialDate(2014), date(2026, 12, 31)) == (12, 12)


def test_nobody_is_younger_than_nothing() -> None:
    assert ages(PartialDate(2027), date(2026, 6, 1)) == (0, 0)


@given(births, st.integers(1, 998), st.sampled_from([0, 20, 40, 60, 80]))
def test_the_date_in_a_number_is_read_in_the_century_of_its_check_digits(born: date, counter: int, shift: int) -> None:
    first_nine = f"{born:%y}{born.month + shift:02}{born.day:02}{counter:03}"
    number = Ssin(made(first_nine, century="2" if born.year >= 2000 else ""))
    assert birth_in(number) == PartialDate.of(born)


@pytest.mark.parametrize(
    ("digits", "born"),
    [
        ("81050003552", PartialDate(1981, 5)),
        ("81000003517", PartialDate(1981)),
        ("00003241778", None),
        ("92400006909", PartialDate(1992)),
        (made("000001001"), None),
        (made("004001001", century="2"), None),
        (made("856231001"), PartialDate(1985, 2)),
    ],
    ids=["day", "month and day", "year 00, day 32", "BIS, month and day", "wholly", "BIS, wholly", "31 February, test"],
)
def test_what_the_number_does_not_know_stays_unknown(digits: str, born: PartialDate | None) -> None:
    assert birth_in(Ssin(digits)) == born


@given(st.sampled_from(sorted(VALID)), st.dates(date(2026, 11, 22), date(2049, 12, 31)))
def test_every_valid_number_gives_ages_that_are_in_order(digits: str, day: date) -> None:
    least, most = ages(birth_in(Ssin(digits)), day)
    assert 0 <= least <= most <= OLDEST
