"""Whoever sends hears within a moment that something waits: once, for all that was raised in that moment.

Should a process end before it said so, the round of every minute finds what waits.
"""

from __future__ import annotations

import threading

import structlog
from django.db import DatabaseError, transaction
from procrastinate.exceptions import AlreadyEnqueued, ProcrastinateException

from burgerprofiel.kit.connections import let_go

MOMENT = 0.05
"""Seconds that are one moment."""
_saying = threading.Lock()

log = structlog.get_logger(__name__)


def after_this() -> None:
    """Say so when the running transaction is done."""
    transaction.on_commit(soon, robust=True)


def soon() -> None:
    """Say that something waits."""
    if _saying.acquire(blocking=False):
        timer = threading.Timer(MOMENT, _say)
        timer.daemon = True
        timer.start()


def _say() -> None:
    from burgerprofiel.notices.tasks import LOCK, send

    _saying.release()
    try:
        send.configure(queueing_lock=LOCK).defer()
    except AlreadyEnqueued:
        pass
    except (DatabaseError, ProcrastinateException) as error:
        log.warning("the worker was not woken", kind=type(error).__name__)
    finally:
        let_go()
