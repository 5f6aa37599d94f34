"""What this process read of something small, kept for seconds: it changes seldom, and every call asks for it.

So a change is felt at once where it was made (`forget`), and everywhere within `SECONDS`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

SECONDS = 5.0
_MOST = 5_000
"""So many answers each keeps; then it begins anew."""
_each: list[Remembered] = []  # type: ignore[type-arg]  # of any kind


class Remembered(Generic[K, V]):
    """Answers of one kind, by what was asked."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._kept: dict[K, tuple[float, V]] = {}
        _each.append(self)

    def one(self, asked: K, ask: Callable[[K], V]) -> V:
        """Return what is remembered, else ask."""
        return self.all([asked], lambda missing: {key: ask(key) for key in missing})[asked]

    def all(self, asked: Iterable[K], ask: Callable[[list[K]], Mapping[K, V]]) -> dict[K, V]:
        """Return what is remembered, and ask for the others together."""
        now, found, missing = time.monotonic(), dict[K, V](), list[K]()
        for key in dict.fromkeys(asked):
            until, value = self._kept.get(key) or (0.0, None)
            if now < until:
                found[key] = value  # type: ignore[assignment]  # kept until then, so it is there
            else:
                missing.append(key)
        answered = ask(missing) if missing else {}
        if len(self._kept) + len(answered) > _MOST:
            self._kept.clear()
        self._kept.update((key, (now + SECONDS, value)) for key, value in answered.items())
        return found | dict(answered)

    def drop(self, asked: K) -> None:
        """Ask this anew the next time."""
        self._kept.pop(asked, None)

    def forget(self) -> None:
        """Ask everything anew."""
        self._kept.clear()


def forget() -> None:
    """Ask anew from now on, in this process: something was changed."""
    for each in _each:
        each.forget()
