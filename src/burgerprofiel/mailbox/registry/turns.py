"""How many may send us something long at the same time: who drips holds a thread, and never all of them.

Sign-in, portal and registry share the threads of a process; what waits for somebody else's line may have a part of
them.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from burgerprofiel.kit import problems

MOST = 24
"""Uploads at once in a process, which has 64 threads (`site/launch/roles.py`)."""
_turns = threading.BoundedSemaphore(MOST)


@contextmanager
def upload() -> Iterator[None]:
    """Have one of the turns while something long comes in. Raises ProblemError (503) when all are taken."""
    if not _turns.acquire(blocking=False):
        raise problems.later("Too much comes in at this moment. Nothing was kept: send it again, with the same key.")
    try:
        yield
    finally:
        _turns.release()
