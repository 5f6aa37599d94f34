"""The registry's doors for programs, at every surface of it."""

from burgerprofiel.access.doors import Doors, View
from burgerprofiel.mailbox.registry import callers, refusals
from burgerprofiel.mailbox.registry.callers import Caller

__all__ = ["View", "address", "answered", "door", "our_fault", "unknown_address"]

_DOORS: Doors[Caller] = Doors(callers.of, refusals.answer)

door, address, answered = _DOORS.door, _DOORS.address, _DOORS.answered
unknown_address, our_fault = _DOORS.unknown_address, _DOORS.our_fault
