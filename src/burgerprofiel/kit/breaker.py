"""A circuit breaker: what keeps failing is left alone for a moment, so that nobody waits for it in vain.

Closed: every call goes through. After `limit` failures in a row it opens and calls are refused for `rest` seconds;
then one call at a time may try, and a success closes it. Lives in one process; used from one event loop.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

INSISTED = 4
"""Calls a second that go through because somebody asked."""


@dataclass
class Breaker:
    """One per service of somebody else. `clock` gives seconds (monotonic)."""

    limit: int = 8
    rest: float = 10.0
    clock: Callable[[], float] = time.monotonic
    _failures: int = field(default=0, init=False)
    _opened: float | None = field(default=None, init=False)
    _second: float = field(default=-1.0, init=False)
    _insisted: int = field(default=0, init=False)

    def allows(self) -> bool:
        """Whether a call may go through now; an open breaker that has rested lets one call try."""
        if self._opened is None:
            return True
        if self.clock() - self._opened < self.rest:
            return False
        self._opened = self.clock()
        return True

    def insists(self) -> bool:
        """Whether a call may go through for which somebody asked, although it rests: a few a second, whoever asks.

        It changes nothing for others: a link that anybody can make somebody follow closes no breaker.
        """
        now = self.clock()
        if now - self._second >= 1.0:
            self._second, self._insisted = now, 0
        self._insisted += 1
        return self._opened is None or self._insisted <= INSISTED

    def wake(self) -> None:
        """Let the next call try, as if it had rested; when that fails, it rests on."""
        if self._opened is not None and self.insists():
            self._opened = self.clock() - self.rest

    def succeeded(self) -> None:
        """It answered: close."""
        self._failures, self._opened = 0, None

    def failed(self) -> None:
        """It did not answer: count, and open at the limit."""
        self._failures += 1
        if self._failures >= self.limit:
            self._opened = self.clock()
