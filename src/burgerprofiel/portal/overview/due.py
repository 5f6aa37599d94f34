"""What is due first stands first, also while answers still arrive: the shell has a slot for each day ahead."""

from __future__ import annotations

from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate

DAYS = 60
SOON = 30
"""Days within which a due date is drawn as urgent."""
SLOTS = (*(f"due-{day}" for day in range(DAYS)), "due-later", "due-never")


def _days(due: PartialDate) -> int:
    today = clock.now().astimezone(clock.BRUSSELS).date()
    return max((due.earliest - today).days, 0)


def overdue(due: PartialDate | None) -> bool:
    """Whether its last day is behind us."""
    return due is not None and due.latest < clock.today()


def slot(due: PartialDate | None) -> str:
    """The slot of a due date; what is overdue is due today."""
    if due is None:
        return "due-never"
    days = _days(due)
    return f"due-{days}" if days < DAYS else "due-later"


def soon(due: PartialDate | None) -> bool:
    """Whether it is due within a month."""
    return due is not None and _days(due) <= SOON
