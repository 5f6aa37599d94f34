"""When what was put off is tried again: later and later, by channel, and a little apart: not all come at once."""

from __future__ import annotations

import random
from datetime import timedelta

from burgerprofiel.notices.notice import Channel

_WAITS = {
    Channel.EMAIL: (5, 15, 60, 300, 900, 1800, 3600),
    Channel.SMS: (5, 30, 120, 600, 1800),
    Channel.PUSH: (5, 30, 120, 600, 1800),
}
"""Seconds after the first, the second … try; then as long as the last."""


def wait(channel: Channel, attempts: int) -> timedelta:
    """Return how long one waits who was tried so often (1, 2, …)."""
    waits = _WAITS[channel]
    return apart(float(waits[min(max(attempts, 1), len(waits)) - 1]))


def apart(seconds: float) -> timedelta:
    """Return about so long."""
    return timedelta(seconds=seconds * random.uniform(1.0, 1.2))  # noqa: S311 - no secret
