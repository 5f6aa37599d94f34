"""Trouble to order: how each simulated service behaves, switchable while it runs."""

from __future__ import annotations

import random
from enum import StrEnum

import msgspec


class Mode(StrEnum):
    """What a service does instead of answering."""

    FINE = "fine"
    DEAD = "dead"
    REFUSES = "refuses"
    OVERLOADED = "overloaded"
    FAULT = "fault"
    MALFORMED = "malformed"
    BOMB = "bomb"
    ENTITY = "entity"
    HUGE = "huge"
    CHARSET = "charset"
    FOREIGN = "foreign"

    @property
    def story(self) -> str:
        """What it does, in a sentence."""
        return _STORIES[self]


_STORIES = {
    Mode.FINE: "Answers.",
    Mode.DEAD: "Takes the question and never answers.",
    Mode.REFUSES: "HTTP 503 at once.",
    Mode.OVERLOADED: "MAGDA's exception 99996: too many questions at once.",
    Mode.FAULT: "A SOAP fault.",
    Mode.MALFORMED: "Half an XML document.",
    Mode.BOMB: "Entities that would expand to gigabytes.",
    Mode.ENTITY: "An external entity that points at a local file.",
    Mode.HUGE: "50 MB of well-formed XML.",
    Mode.CHARSET: "Says it is UTF-8 and is not.",
    Mode.FOREIGN: "Answers about somebody else.",
}


class Behaviour(msgspec.Struct, forbid_unknown_fields=True):
    """How a service behaves: `slowest` and `fastest` bound its random delay in milliseconds."""

    mode: Mode = Mode.FINE
    fastest: int = 20
    slowest: int = 160

    def delay(self) -> float:
        """Return the seconds to wait this time."""
        return random.randint(self.fastest, max(self.fastest, self.slowest)) / 1000


class Board(dict[str, Behaviour]):
    """The behaviour per service; `*` is everybody else's."""

    def of(self, service: str) -> Behaviour:
        """Return how `service` behaves now."""
        return self.get(service) or self.get("*") or Behaviour()
