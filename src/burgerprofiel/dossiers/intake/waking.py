"""The worker hears within a moment that something came in: one job for all that came in that moment.

A job that waits begins after what came before it, so none is needed beside it. Should a process end before it said so,
the round of every minute finds what waits.
"""

from __future__ import annotations

import threading

import structlog
from django.db import DatabaseError
from procrastinate.exceptions import ProcrastinateException

from burgerprofiel.kit import jobs
from burgerprofiel.kit.connections import let_go

MOMENT = 0.1
"""Seconds that are one moment."""
_saying = threading.Lock()

log = structlog.get_logger(__name__)


def soon() -> None:
    """Say that something came in, once it is there."""
    if _saying.acquire(blocking=False):
        timer = threading.Timer(MOMENT, _say)
        timer.daemon = True
        timer.start()


def _say() -> None:
    _saying.release()
    try:
        jobs.ask_once("dossiers.add")
    except (DatabaseError, ProcrastinateException) as error:
        log.warning("the worker was not woken", kind=type(error).__name__)
    finally:
        let_go()
