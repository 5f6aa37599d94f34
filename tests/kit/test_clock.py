"""The calendar as on another day, for a sum and nobody else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime

from burgerprofiel.kit import clock

DAY = date(2026, 3, 29)


def test_within_it_the_calendar_shows_that_day() -> None:
    with clock.as_on(DAY):
        assert clock.today() == clock.day_of(clock.now()) == DAY
    assert clock.today() != DAY


def test_nobody_else_notices() -> None:
    with clock.as_on(DAY), ThreadPoolExecutor(1) as other:
        assert other.submit(clock.today).result() != DAY


def test_what_goes_wrong_within_it_leaves_it() -> None:
    with suppress(ZeroDivisionError), clock.as_on(DAY):
        _ = 1 // 0
    assert clock.today() != DAY


def test_it_holds_while_the_clock_of_a_test_stands_still() -> None:
    still = datetime(2027, 1, 1, 12, tzinfo=UTC)
    with clock.frozen_at(still):
        with clock.as_on(DAY):
            assert clock.today() == DAY
        assert clock.now() == still
