"""Who is left alone for a while because nothing came of it: a provider, or a domain behind a mail server.

Each failure in a row rests it longer; after that one try at a time goes through, and a success ends it. In the memory
of one process, for all of its threads: another process finds out by itself.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass
class _Trouble:
    failures: int = 0
    until: float = 0.0
    trying: float = 0.0


@dataclass
class Standing:
    """Who rests. `clock` gives seconds (monotonic)."""

    rests: Sequence[float]
    """Seconds after the failures in a row; the last one holds on. 0: not yet."""
    patience: float = 30.0
    """After so long a try that never ended counts no more."""
    clock: Callable[[], float] = time.monotonic
    _troubles: dict[str, _Trouble] = field(default_factory=dict, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def rest(self, name: str) -> float:
        """Return how many seconds this one rests still, without trying; 0: it does not."""
        with self._lock:
            trouble = self._troubles.get(name)
            return max(0.0, trouble.until - self.clock()) if trouble else 0.0

    def may(self, name: str) -> bool:
        """Whether to try now; after a rest one at a time."""
        with self._lock:
            trouble, now = self._troubles.get(name), self.clock()
            if trouble is None or not trouble.until:
                return True
            if now < trouble.until or now < trouble.trying:
                return False
            trouble.trying = now + self.patience
            return True

    def failed(self, name: str) -> float:
        """Note that nothing came of it; return how many seconds it rests now."""
        with self._lock:
            trouble, now = self._troubles.setdefault(name, _Trouble()), self.clock()
            if now >= trouble.until:  # those that were under way when it began to rest are the same failure
                trouble.failures += 1
                seconds = self.rests[min(trouble.failures, len(self.rests)) - 1]
                trouble.until = now + seconds if seconds else 0.0
                trouble.trying = 0.0
            return max(0.0, trouble.until - now)

    def succeeded(self, name: str) -> None:
        """Note that it works."""
        if name in self._troubles:
            with self._lock:
                self._troubles.pop(name, None)

    def resting(self) -> dict[str, float]:
        """Return who rests, and for how many seconds still."""
        with self._lock:
            now = self.clock()
            return {name: each.until - now for name, each in self._troubles.items() if each.until > now}
