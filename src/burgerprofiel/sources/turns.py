"""Who is asked first when many citizens look at once: the source that is expected to take longest.

What takes longest decides when a page is whole, so its question leaves first; the quick ones catch up while it thinks
(longest processing time first, R. L. Graham 1969). Without a crowd nobody waits.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from dataclasses import dataclass, field

_SHARE_OF_LAST = 0.3


@dataclass
class Turns:
    """Belongs to one event loop."""

    _expected: dict[str, float] = field(default_factory=dict, init=False)
    _line: list[tuple[float, int, asyncio.Future[None]]] = field(default_factory=list, init=False)
    _count: itertools.count[int] = field(default_factory=itertools.count, init=False)
    _caller: asyncio.Task[None] | None = field(default=None, init=False)

    async def mine(self, name: str) -> None:
        """Wait until it is this source's turn: one question leaves per round of the loop."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._line, (-self._expected.get(name, 0.0), next(self._count), turn))
        if self._caller is None:
            self._caller = asyncio.create_task(self._call())
        await turn

    def took(self, name: str, milliseconds: float) -> None:
        """Learn how long a source took: a moving average."""
        before = self._expected.get(name, milliseconds)
        self._expected[name] = before + _SHARE_OF_LAST * (milliseconds - before)

    async def _call(self) -> None:
        while self._line:
            _expected, _count, turn = heapq.heappop(self._line)
            if not turn.done():
                turn.set_result(None)
            await asyncio.sleep(0)
        self._caller = None
