"""Who is asked first when many citizens look at once: the source that is expected to take longest.

What takes longest decides when a page is whole, so its question leaves first; the quick ones catch up while it thinks
(longest processing time first, R. L. Graham 1969). Without a crowd nobody waits. In a crowd the quick ones also let
those who are still coming in ask first: their slowest source thinks sooner then.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field

CROWD = 100
"""Questions in line: five overviews at the same moment."""
QUIET = 0.02
"""Seconds without anybody coming in, after which the quick questions leave too."""
LONGEST_HOLD = 0.15
"""Seconds that they wait at most since the crowd began."""
_LOOK_AGAIN = 0.005
_SHARE_OF_LAST = 0.3
_SLOW = 0.5
"""Of the longest that any source in line takes."""


@dataclass
class Turns:
    """Belongs to one event loop. `clock` gives seconds (monotonic)."""

    clock: Callable[[], float] = time.monotonic
    _expected: dict[str, float] = field(default_factory=dict, init=False)
    _line: list[tuple[float, int, asyncio.Future[None]]] = field(default_factory=list, init=False)
    _count: itertools.count[int] = field(default_factory=itertools.count, init=False)
    _caller: asyncio.Task[None] | None = field(default=None, init=False)
    _began: float = field(default=0.0, init=False)
    _came: float = field(default=0.0, init=False)
    _slowest: float = field(default=0.0, init=False)

    async def mine(self, name: str) -> None:
        """Wait until it is this source's turn: one question leaves per round of the loop."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        expected = self._expected.get(name, 0.0)
        heapq.heappush(self._line, (-expected, next(self._count), turn))
        self._came = self.clock()
        self._slowest = max(self._slowest, expected)
        if self._caller is None:
            self._began = self._came
            self._caller = asyncio.create_task(self._call())
        await turn

    def took(self, name: str, milliseconds: float) -> None:
        """Learn how long a source took: a moving average."""
        before = self._expected.get(name, milliseconds)
        self._expected[name] = before + _SHARE_OF_LAST * (milliseconds - before)

    async def _call(self) -> None:
        while self._line:
            if self._hold():
                await asyncio.sleep(_LOOK_AGAIN)
                continue
            _expected, _count, turn = heapq.heappop(self._line)
            if not turn.done():
                turn.set_result(None)
            await asyncio.sleep(0)
        self._caller, self._slowest = None, 0.0

    def _hold(self) -> bool:
        """Whether the next in line has time, and people are still coming in."""
        now = self.clock()
        return (
            len(self._line) > CROWD
            and -self._line[0][0] < _SLOW * self._slowest
            and now < min(self._came + QUIET, self._began + LONGEST_HOLD)
        )
