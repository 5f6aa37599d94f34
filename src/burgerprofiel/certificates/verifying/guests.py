"""Who shows a file has some of our threads and turns, and never all of them: it needs no key and no session to come.

Who drips, or shows what is heavy again and again, keeps only files of the same address waiting.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from burgerprofiel.certificates.verifying.apart import MOST, WAIT, BusyError

ALL = 32
"""Files that come in or are looked at in a process, which has 64 threads."""
EACH = 12
"""Of one address."""
LOOKED_AT = MOST - 1
"""Turns that one address may have at the same time."""


@dataclass
class Guest:
    """An address from which files come."""

    here: int = 0
    _turns: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(LOOKED_AT))

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Have one of its own turns. Raises BusyError when it has had them for long."""
        if not self._turns.acquire(timeout=WAIT):
            raise BusyError
        try:
            yield
        finally:
            self._turns.release()


_here: dict[str, Guest] = {}
_counting = threading.Lock()


@contextmanager
def coming(address: str) -> Iterator[Guest]:
    """Let a file of this address come in and be looked at. Raises BusyError when enough of them are here."""
    with _counting:
        guest = _here.get(address, Guest())
        if guest.here >= EACH or sum(each.here for each in _here.values()) >= ALL:
            raise BusyError
        _here[address] = guest
        guest.here += 1
    try:
        yield guest
    finally:
        with _counting:
            guest.here -= 1
            if not guest.here:
                del _here[address]
