"""In a crowd the question that takes longest leaves first; alone, nobody waits."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence

from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.sources.turns import Turns


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
