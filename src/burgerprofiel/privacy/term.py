"""Within which time a question is answered: one month after it came in (GDPR article 12.3)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def due_on(asked_on: date) -> date:
    """Return the same day of the next month, or that month's last when it has no such day."""
    year, month = (asked_on.year + 1, 1) if asked_on.month == 12 else (asked_on.year, asked_on.month + 1)
    return date(year, month, min(asked_on.day, monthrange(year, month)[1]))
