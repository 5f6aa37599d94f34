"""Where letters lie that were taken and wait for a hand: those that go at once before those that can wait.

Some hands take nothing that can wait, so that one is always near; and of one domain only some letters are under way at
a time, so that one that is slow does not hold all hands.
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Iterable

from burgerprofiel.notices.outbox.taken import Parcel

OF_ONE_DOMAIN = 5
"""Letters for one domain that are under way at a time."""


class Desk:
    """One per channel, for all of its hands."""

    def __init__(self) -> None:
        """Nothing lies there."""
        self._here = threading.Condition()
        self._at_once, self._can_wait = deque[Parcel](), deque[Parcel]()
        self._domains = Counter[str]()
        self._open = True

    def put(self, parcels: Iterable[Parcel]) -> None:
        """Lay letters down."""
        with self._here:
            for parcel in parcels:
                (self._can_wait if parcel.can_wait else self._at_once).append(parcel)
            self._here.notify_all()

    def take(self, *, what_can_wait: bool) -> Parcel | None:
        """Wait for a letter and take it; None: the desk closed. Say `done` afterwards."""
        with self._here:
            while self._open:
                found = self._first(self._at_once)
                if found is None and what_can_wait:
                    found = self._first(self._can_wait)
                if found is not None:
                    self._domains[found.domain] += bool(found.domain)
                    return found
                self._here.wait()
        return None

    def done(self, parcel: Parcel) -> None:
        """Say that a letter is not under way any more."""
        with self._here:
            if parcel.domain:
                self._domains[parcel.domain] -= 1
                self._here.notify_all()

    def close(self) -> list[Parcel]:
        """Give nothing out any more; return what lay there."""
        with self._here:
            left = [*self._at_once, *self._can_wait]
            self._at_once.clear()
            self._can_wait.clear()
            self._open = False
            self._here.notify_all()
        return left

    def _first(self, some: deque[Parcel]) -> Parcel | None:
        for place, parcel in enumerate(some):
            if not parcel.domain or self._domains[parcel.domain] < OF_ONE_DOMAIN:
                del some[place]
                return parcel
        return None
