"""Which box may be read, and that its owner looked.

Nobody reads a closed box (C11). One that was never opened looks empty to programs: what came shows after activation.
"""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event
from burgerprofiel.kit import clock, problems
from burgerprofiel.kit.connections import small_write
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox import queries
from burgerprofiel.mailbox.activation.actions import looked
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.mailbox.queries import Tally
from burgerprofiel.mailbox.registry.callers import Caller

_LOOKS = timedelta(minutes=5)
"""How often it is noted that the owner looked."""
_EMPTY = Tally(Kind.CITIZEN, State.UNOPENED, 0, 0, 0, 0, None, None, None)


class Readable(NamedTuple):
    """A box that the caller may read."""

    caller: Caller
    id: UUID
    tally: Tally

    @property
    def opened(self) -> bool:
        """Whether there may be something to see."""
        return self.tally.state is not State.UNOPENED

    def message(self, message_id: UUID) -> Message:
        """Return a message of it. Raises ProblemError."""
        found = queries.message(self.id, message_id) if self.opened else None
        if found is None:
            raise no_such_message()
        return found

    def note(self, *events: Event) -> None:
        """Write what was seen to the trail, and, once per some minutes, that the owner looked."""
        now, before = clock.now(), self.tally.consulted_at
        with small_write(durable=False):
            if self.opened and (before is None or now - before > _LOOKS):
                looked(CitizenId(self.id), self.caller.trace)
            record(CitizenId(self.id), self.caller.trace, *events)


def readable(caller: Caller) -> Readable:
    """Return the caller's box. Raises ProblemError. One SQL statement beside those of `Caller.box_id`."""
    box_id = caller.box_id()
    tally = queries.tally(box_id) or _EMPTY
    if tally.state is State.CLOSED:
        raise problems.not_found("There is no mailbox any more.")
    return Readable(caller, box_id, tally if tally.state is not State.UNOPENED else _EMPTY)


def no_such_message() -> problems.ProblemError:
    """404: there is none, not any more, or it is somebody else's."""
    return problems.not_found("There is no such message in this box.")
