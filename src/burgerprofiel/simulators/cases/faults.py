"""Trouble to order at the case system, switchable while it runs."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Mode(StrEnum):
    """What it does instead of answering as it should."""

    FINE = "fine"
    DOWN = "down"
    REFUSES = "refuses"
    SLOW = "slow"
    NO_JSON = "no_json"
    WRONG_SHAPE = "wrong_shape"
    BACKWARDS = "backwards"
    STANDS_STILL = "stands_still"
    UNORDERED = "unordered"
    HUGE = "huge"
    ONE_BAD = "one_bad"

    @property
    def story(self) -> str:
        """What it does, in a sentence."""
        return _STORIES[self]


_STORIES = {
    Mode.FINE: "Answers.",
    Mode.DOWN: "HTTP 503 at once.",
    Mode.REFUSES: "HTTP 404: it does not know the address any more.",
    Mode.SLOW: "A byte now and then.",
    Mode.NO_JSON: "An HTML page of a proxy, as JSON.",
    Mode.WRONG_SHAPE: "JSON of another shape.",
    Mode.BACKWARDS: "A cursor that goes backwards.",
    Mode.STANDS_STILL: "Changes, but a cursor that stands still.",
    Mode.UNORDERED: "The newest change first.",
    Mode.HUGE: "Bytes without end.",
    Mode.ONE_BAD: "One change in which nobody can be found.",
}


class Behaviour(msgspec.Struct, forbid_unknown_fields=True):
    """How it behaves; `milliseconds` passes before every answer."""

    mode: Mode = Mode.FINE
    milliseconds: int = 40
