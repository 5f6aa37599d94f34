"""A source that keeps failing is left alone for a moment, then tried by one call."""

from burgerprofiel.kit.breaker import INSISTED, Breaker


class _Time:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def _broken(time: _Time) -> Breaker:
    breaker = Breaker(limit=3, rest=10, clock=time)
    for _each in range(3):
        breaker.failed()
    return breaker


def test_a_few_failures_change_nothing() -> None:
    breaker = Breaker(limit=3)
    breaker.failed()
    breaker.failed()
    assert breaker.allows()


def test_a_success_forgets_earlier_failures() -> None:
    breaker = Breaker(limit=3)
    breaker.failed()
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.allows()


def test_too_many_failures_in_a_row_open_it() -> None:
    assert not _broken(_Time()).allows()


def test_after_its_rest_one_call_may_try() -> None:
    time = _Time()
    breaker = _broken(time)
    time.now += 11
    assert breaker.allows()
    assert not breaker.allows()


def test_a_successful_try_closes_it() -> None:
    time = _Time()
    breaker = _broken(time)
    time.now += 11
    assert breaker.allows()
    breaker.succeeded()
    assert breaker.allows()
    assert breaker.allows()


def test_who_insists_goes_through_a_few_times_a_second_and_changes_nothing_for_others() -> None:
    time = _Time()
    breaker = _broken(time)
    assert [breaker.insists() for _each in range(INSISTED + 3)] == [True] * INSISTED + [False] * 3
    assert not breaker.allows()
    time.now += 1
    assert breaker.insists()
    assert _broken(time).insists()
    assert all(Breaker().insists() for _each in range(99)), "closed, nobody is kept waiting"


def test_woken_it_lets_one_call_try_and_rests_on_when_that_fails() -> None:
    time = _Time()
    breaker = _broken(time)
    breaker.wake()
    assert [breaker.allows(), breaker.allows()] == [True, False]
    breaker.failed()
    for _each in range(99):
        breaker.wake()
    assert [breaker.allows(), breaker.allows()] == [True, False]
    breaker.failed()
    breaker.wake()
    assert sum(breaker.allows() for _each in range(9)) <= 1
