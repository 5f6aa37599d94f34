"""Trouble to order at the case system, switchable while it runs."""

from __future__ import annotations

import msgspec

from burgerprofiel.simulators.trouble import Trouble


class Mode(Trouble):
    """What it does instead of answering as it should."""

    FINE = "fine", "Answers."
    DOWN = "down", "HTTP 503 at once."
    REFUSES = "refuses", "HTTP 404: it does not know the address any more."
    SLOW = "slow", "A byte now and then."
    NO_JSON = "no_json", "An HTML page of a proxy, as JSON."
    WRONG_SHAPE = "wrong_shape", "JSON of another shape."
    BACKWARDS = "backwards", "A cursor that goes backwards."
    STANDS_STILL = "stands_still", "Changes, but a cursor that stands still."
    UNORDERED = "unordered", "The newest change first."
    HUGE = "huge", "Bytes without end."
    ONE_BAD = "one_bad", "One change in which nobody can be found."


class Behaviour(msgspec.Struct, forbid_unknown_fields=True):
    """How it behaves; `milliseconds` passes before every answer."""

    mode: Mode = Mode.FINE
    milliseconds: int = 40
