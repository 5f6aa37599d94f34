"""A circuit breaker: what keeps failing is left alone for a moment, so that nobody waits for it in vain.

Closed: every call goes through. After `limit` failures in a row it opens and calls are refused for `rest` seconds;
then one call at a time may try, and a success closes it. Lives in one process; used from one event loop.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Breaker:
    """One per service of somebody else. `clock` gives seconds (monotonic)."""

    limit: int = 8
    rest: float = 10.0
    clock: Callable[[], float] = time.monotonic
    _failures: int = field(default=0, init=False)
    _opened: float | None = field(default=None, init=False)

    def allows(self) -> bool:
        """Whether a call may go through now; an open breaker that has rested lets one call try."""
        if self._opened is None:
            return True
        if self.clock() - self._opened < self.rest:
            return False
        self._opened = self.clock()
        return True

    def succeeded(self) -> None:
        """It answered: close."""
        self._failures, self._opened = 0, None

    def failed(self) -> None:
        """It did not answer: count, and open at the limit."""
        self._failures += 1
        if self._failures >= self.limit:
            self._opened = self.clock()
