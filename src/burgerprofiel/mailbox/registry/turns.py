"""How many may keep a thread waiting at the same time: who drips, or answers late, has some, and never all of them.

Sign-in, portal and registry share the threads of a process; what waits for somebody else's line may have a part of
them.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from burgerprofiel.kit import problems

MOST = 24
"""Uploads at once in a process, which has 64 threads (`site/launch/roles.py`)."""
TRIALS = 4
"""Addresses at once in a process that are tried out while somebody waits."""
EACH = 12
"""Uploads at once in a process of one program: who drips or stalls keeps its own others waiting, not everybody's."""
_uploads = threading.BoundedSemaphore(MOST)
_trials = threading.BoundedSemaphore(TRIALS)
_held, _counting = Counter[str](), threading.Lock()
_BUSY = "Too much comes in at this moment. Nothing was kept: send it again, with the same key."


@contextmanager
def upload(client_id: str = "") -> Iterator[None]:
    """Have one of the turns while something long comes in from a program.

    Raises ProblemError (503) when all are taken, or all that one program may have.
    """
    with _one_of(_uploads, _BUSY), _of_each(client_id):
        yield


@contextmanager
def trial() -> Iterator[None]:
    """Have one of the turns while somebody else's address is tried out. Raises ProblemError (503) likewise."""
    with _one_of(_trials, "Too many addresses are tried out at this moment: try yours again in a moment."):
        yield


@contextmanager
def _of_each(client_id: str) -> Iterator[None]:
    with _counting:
        if client_id and _held[client_id] >= EACH:
            raise problems.later(_BUSY)
        _held[client_id] += 1
    try:
        yield
    finally:
        with _counting:
            _held[client_id] -= 1
            if not _held[client_id]:
                del _held[client_id]


@contextmanager
def _one_of(turns: threading.BoundedSemaphore, sentence: str) -> Iterator[None]:
    if not turns.acquire(blocking=False):
        raise problems.later(sentence)
    try:
        yield
    finally:
        turns.release()
