"""The life of a report: a table, the same for every source, with a system or at the desk (contracts/mbp.md §6).

Ingediend → Toegewezen → In onderzoek → Afgewezen or Opgelost → Gesloten. A report that has several objects stands where
the least far of them stands. As long as nobody has it, the citizen may take it back, which the contract does not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum


class Status(IntEnum):
    """How far a report is; 2 to 5 are the contract's codes, the further the higher."""

    SUBMITTED = 0
    ASSIGNED = 1
    INVESTIGATED = 2
    REJECTED = 3
    SOLVED = 4
    CLOSED = 5
    WITHDRAWN = 9
    """Taken back by the citizen before anybody had it: ours alone."""


NEXT: Mapping[Status, frozenset[Status]] = {
    Status.SUBMITTED: frozenset({Status.ASSIGNED, Status.WITHDRAWN}),
    Status.ASSIGNED: frozenset({Status.INVESTIGATED}),
    Status.INVESTIGATED: frozenset({Status.REJECTED, Status.SOLVED}),
    Status.REJECTED: frozenset({Status.CLOSED}),
    Status.SOLVED: frozenset({Status.CLOSED}),
    Status.CLOSED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}
"""What may come after what, where we decide; a source's own word about its own report counts as it is."""
SETTABLE = (Status.INVESTIGATED, Status.REJECTED, Status.SOLVED, Status.CLOSED)
"""What a handler sets by the contract."""
OPEN = frozenset({Status.SUBMITTED, Status.ASSIGNED, Status.INVESTIGATED})
"""The citizen waits for an answer."""
LAST = frozenset({Status.CLOSED, Status.WITHDRAWN})
"""Nothing comes after it."""
NAMES: Mapping[Status, str] = {
    Status.SUBMITTED: "Ingediend",
    Status.ASSIGNED: "Toegewezen",
    Status.INVESTIGATED: "In onderzoek",
    Status.REJECTED: "Afgewezen",
    Status.SOLVED: "Opgelost",
    Status.CLOSED: "Gesloten",
    Status.WITHDRAWN: "Ingetrokken",
}
"""As the contract calls them."""


def may_become(now: Status, wanted: Status) -> bool:
    """Whether a report that stands here may stand there next."""
    return wanted in NEXT[now]


def whole(objects: Iterable[Status]) -> Status:
    """Return the status of a report by that of its objects: the lowest. Raises ValueError when it has none."""
    return min(objects)


def follows(now: Status, told: Status) -> bool:
    """Whether what a source tells of a report changes ours: any other status, until the last one."""
    return told is not now and now not in LAST and told is not Status.WITHDRAWN
