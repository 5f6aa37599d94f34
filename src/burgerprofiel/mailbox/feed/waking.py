"""Who wants to be told is told within seconds: an act wakes the job that numbers and brings, once it is there to stay.

That job also runs every minute, so a wake that is lost costs a minute and nothing else. Nothing is done when nobody
subscribed, and at most once a second in a process: acts by the hundred cost one statement.
"""

from __future__ import annotations

import time

from django.db import transaction

from burgerprofiel.kit import jobs
from burgerprofiel.mailbox.models import Subscription

EVERY = 1
"""Seconds between two wakes of one process; the job itself begins as long after it."""
LOOK_EVERY = 10.0
"""Seconds for which it is remembered whether anybody subscribed."""
_last = {"wake": float("-inf"), "look": float("-inf")}
_somebody = [False]


def after_this() -> None:
    """Wake the job when the running transaction is done."""
    transaction.on_commit(_wake, robust=True)


def _wake() -> None:
    now = time.monotonic()
    if now - _last["wake"] < EVERY or not _anybody(now):
        return
    _last["wake"] = now
    jobs.ask_once("mailbox.feed.tell", in_seconds=EVERY, timestamp=0)


def _anybody(now: float) -> bool:
    if now - _last["look"] >= LOOK_EVERY:
        _last["look"] = now
        _somebody[0] = Subscription.objects.filter(ended_at=None).exists()
    return _somebody[0]
