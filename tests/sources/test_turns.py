"""In a crowd the question that takes longest leaves first; alone, nobody waits."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence

from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.sources.turns import LONGEST_HOLD, QUIET, Turns


def _order(expected: dict[str, float], asked: Sequence[str]) -> list[str]:
    """Who leaves when, after the turns learned how long each takes."""

    async def run() -> list[str]:
        turns, left = Turns(), list[str]()
        for name, milliseconds in expected.items():
            turns.took(name, milliseconds)

        async def ask(name: str) -> None:
            await turns.mine(name)
            left.append(name)

        await asyncio.gather(*map(ask, asked))
        return left

    return asyncio.run(run())


@given(st.dictionaries(st.text(min_size=1), st.floats(0, 5000), min_size=1, max_size=30))
def test_the_slowest_leaves_first(expected: dict[str, float]) -> None:
    left = _order(expected, list(expected))
    assert left == sorted(expected, key=lambda name: -expected[name])


def test_of_equals_who_came_first_leaves_first() -> None:
    assert _order({}, ["b", "a", "c"]) == ["b", "a", "c"]


def test_a_source_that_became_quick_loses_its_place() -> None:
    async def run() -> list[str]:
        turns, left = Turns(), list[str]()
        turns.took("was slow", 3000)
        turns.took("steady", 400)
        for _answer in range(20):
            turns.took("was slow", 10)

        async def ask(name: str) -> None:
            await turns.mine(name)
            left.append(name)

        await asyncio.gather(ask("was slow"), ask("steady"))
        return left

    assert asyncio.run(run()) == ["steady", "was slow"]


def test_who_gave_up_waiting_holds_nobody_up() -> None:
    async def run() -> None:
        turns = Turns()
        waiting: list[Coroutine[None, None, None]] = [turns.mine("gone"), turns.mine("stays")]
        gone, stays = map(asyncio.create_task, waiting)
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.wait_for(stays, 1)

    asyncio.run(run())


class _Crowd:
    """Pages that come in at moments of a clock that stands still in between."""

    def __init__(self) -> None:
        self.now, self.left = 0.0, list[str]()
        self.turns, self.tasks = Turns(lambda: self.now), list[asyncio.Task[None]]()
        for name, milliseconds in {"slow": 2000, **{f"quick {number}": 100 for number in range(20)}}.items():
            self.turns.took(name, milliseconds)

    async def come(self, pages: int = 1, after: float = 0.0) -> None:
        """Let pages come in, and whoever may leave."""
        self.now += after
        for name in ("quick 1", "slow", *(f"quick {number}" for number in range(2, 20))) * pages:
            self.tasks.append(asyncio.create_task(self._ask(name)))
        await asyncio.sleep(0.05)

    async def _ask(self, name: str) -> None:
        await self.turns.mine(name)
        self.left.append(name)

    async def empty(self) -> None:
        """Wait until everybody has left."""
        await asyncio.wait_for(asyncio.gather(*self.tasks), 5)


def test_in_a_crowd_the_quick_ones_wait_until_nobody_comes_in_any_more() -> None:
    async def run() -> None:
        crowd = _Crowd()
        await crowd.come(pages=10)
        await crowd.come(after=QUIET / 2)
        await crowd.come(after=QUIET / 2)
        assert crowd.left == ["slow"] * 12
        crowd.now += QUIET
        await crowd.empty()
        assert len(crowd.left) == len(crowd.tasks)

    asyncio.run(run())


def test_a_few_wait_for_nobody() -> None:
    async def run() -> None:
        crowd = _Crowd()
        await crowd.come(pages=3)
        await crowd.empty()

    asyncio.run(run())


def test_who_keeps_coming_in_holds_the_quick_ones_up_for_a_moment_only() -> None:
    async def run() -> None:
        crowd = _Crowd()
        await crowd.come(pages=10)
        while crowd.now + QUIET / 2 < LONGEST_HOLD:
            await crowd.come(after=QUIET / 2)
        assert set(crowd.left) == {"slow"}
        await crowd.come(after=QUIET / 2)
        assert "quick 1" in crowd.left
        await crowd.empty()

    asyncio.run(run())


def test_a_crowd_of_which_nothing_is_known_yet_waits_for_nobody() -> None:
    async def run() -> None:
        crowd = _Crowd()
        crowd.turns = Turns(lambda: 0.0)
        await crowd.come(pages=10)
        await crowd.empty()

    asyncio.run(run())
