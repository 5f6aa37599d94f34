"""Asking all registries at the same moment, and telling what came and what did not.

The page waits for the slowest registry that answers, and for a silent one no longer than its budget. Nobody holds a
database connection meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.mailbox.federation import cursor, order
from burgerprofiel.mailbox.federation.contract import (
    About,
    Cause,
    Entry,
    Page,
    Question,
    Reader,
    Registry,
    SilentError,
    Status,
)

SLOW = 1.5
"""Seconds after which an answer is called slow."""
_last: dict[str, datetime] = {}
"""When each registry last answered, in this process."""


@dataclass(frozen=True)
class State:
    """How a registry did, this time."""

    about: About
    status: Status
    as_of: datetime | None
    """When it last answered; None: not since this process began."""
    cause: Cause | None = None
    milliseconds: int = 0
    total: int | None = None
    """How many messages it has for this question; None: it did not say."""
    until: datetime | None = None
    """Of planned maintenance: when that ends."""

    @property
    def answered(self) -> bool:
        """Whether its messages are on the page."""
        return self.total is not None

    def told(self) -> dict[str, object]:
        """As the contract has it (contracts/ebox.md G)."""
        as_of = {"asOf": self.as_of.isoformat()} if self.as_of else {}
        return {"id": self.about.id, "status": self.status.value, **as_of}


@dataclass(frozen=True)
class Listing:
    """A page of the one list."""

    entries: Sequence[Entry]
    states: Sequence[State]
    next: str
    """The cursor of what comes after; empty: nothing does, as far as one knows."""
    here: str
    """The cursor of this page: to ask it again."""
    previous: str | None
    """The cursor of the page before, empty for the first; None: this is the first."""

    @property
    def total(self) -> int:
        """How many messages there are at the registries that answered."""
        return sum(state.total or 0 for state in self.states)

    @property
    def missing(self) -> Sequence[State]:
        """Those whose messages are neither shown nor counted."""
        return [state for state in self.states if not state.answered]


def read(
    registries: Sequence[Registry],
    reader: Reader,
    question: Question,
    *,
    after: str = "",
    size: int = 25,
    insist: frozenset[str] = frozenset(),
) -> Listing:
    """Return the page after a cursor. `insist`: registries that are asked although they rest. Raises BadCursorError."""
    standing = cursor.read(reader.box_id, question, after)
    places = standing.places
    began = time.monotonic()
    waiting = {
        each.about.id: (
            each,
            each.ask(reader, question, places.get(each.about.id), size, insist=each.about.id in insist),
        )
        for each in registries
    }
    let_go()
    pages: dict[str, Page] = {}
    states = [_settle(each, wait, began, pages) for each, wait in waiting.values()]
    merged = order.merged(pages, places, size)
    goes_on = merged.more or (bool(merged.entries) and len(pages) < len(waiting))
    following = cursor.Standing(merged.places, (*standing.trail, places))
    return Listing(
        merged.entries,
        states,
        cursor.write(reader.box_id, question, following) if goes_on else "",
        after,
        _previous(reader, question, standing) if after else None,
    )


def _previous(reader: Reader, question: Question, standing: cursor.Standing) -> str:
    """Return the cursor of the page before; of the first, or of one too long ago, the beginning."""
    if not standing.trail:
        return ""
    return cursor.write(reader.box_id, question, cursor.Standing(standing.trail[-1], standing.trail[:-1]))


def _settle(registry: Registry, wait: Callable[[], Page], began: float, pages: dict[str, Page]) -> State:
    """Wait for one registry, put its page among the others, and tell how it did."""
    about = registry.about
    try:
        page = wait()
    except SilentError as silent:
        status = Status.MAINTENANCE if silent.cause is Cause.MAINTENANCE else Status.DOWN
        until = getattr(registry, "closed_until", lambda: None)() if status is Status.MAINTENANCE else None
        return State(about, status, _last.get(about.id), silent.cause, _since(began), until=until)
    pages[about.id] = page
    _last[about.id] = clock.now()
    status = Status.SLOW if page.milliseconds > SLOW * 1000 else Status.OK
    return State(about, status, _last[about.id], None, page.milliseconds, page.total)


def _since(began: float) -> int:
    return int((time.monotonic() - began) * 1000)


def providers(states: Sequence[State]) -> Mapping[str, object]:
    """Return the states as programs read them: `{"providers": [{id, status, asOf}]}`."""
    return {"providers": [state.told() for state in states]}
