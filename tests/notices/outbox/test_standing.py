"""Who fails is left alone, longer each time; after that one at a time tries, and a success ends it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.kit.post import status
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.outbox import backoff
from burgerprofiel.notices.outbox.standing import Standing


class Clock:
    """Seconds that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return them."""
        return self.now


def test_the_first_failure_rests_nobody_and_the_next_ones_longer_and_longer() -> None:
    clock = Clock()
    standing = Standing((0.0, 5.0, 15.0), clock=clock)
    found = []
    for _each in range(4):
        found.append(standing.failed("mx"))
        clock.now += 100
    assert found == [0.0, 5.0, 15.0, 15.0]


def test_after_a_rest_one_tries_and_the_others_wait_for_how_it_ends() -> None:
    clock = Clock()
    standing = Standing((5.0,), clock=clock)
    standing.failed("mx")
    assert not standing.may("mx")
    assert standing.may("other")
    clock.now += 6
    assert [standing.may("mx") for _each in range(3)] == [True, False, False]
    standing.succeeded("mx")
    assert all(standing.may("mx") for _each in range(3))


@given(st.lists(st.sampled_from(["fail", "succeed", "ask", "wait"]), max_size=60))
def test_whatever_happens_nobody_is_left_alone_for_ever(acts: Sequence[str]) -> None:
    clock = Clock()
    standing = Standing((0.0, 1.0, 5.0), patience=10.0, clock=clock)
    for act in acts:
        if act == "fail":
            standing.failed("mx")
        elif act == "succeed":
            standing.succeeded("mx")
            assert standing.may("mx")
        elif act == "ask":
            standing.may("mx")
        else:
            clock.now += 0.5
    clock.now += 15.0
    assert standing.may("mx")


@given(st.sampled_from(list(Channel)), st.integers(0, 50))
def test_waits_grow_and_have_an_end(channel: Channel, attempts: int) -> None:
    wait, next_one = (backoff.wait(channel, each).total_seconds() for each in (attempts, attempts + 1))
    assert 5 <= wait <= 3600 * 1.2
    assert next_one >= wait / 1.2


@pytest.mark.parametrize(
    ("number", "said", "code", "dead"),
    [
        (550, b"5.1.1 no such user", "5.1.1", True),
        (550, b"no such user", "550", True),
        (550, b"5.7.1 refused", "5.7.1", False),
        (552, b"5.2.2 full", "5.2.2", False),
        (451, b"4.7.1 later", "4.7.1", False),
        (554, b"", "554", False),
    ],
)
def test_what_a_server_says_tells_whether_an_address_is_dead(number: int, said: bytes, code: str, dead: bool) -> None:
    assert status.code(number, said) == code
    assert status.is_dead(code) is dead
