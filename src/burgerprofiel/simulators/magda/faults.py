"""Trouble to order: how each simulated service behaves, switchable while it runs."""

from __future__ import annotations

import random

import msgspec

from burgerprofiel.simulators.trouble import Trouble


class Mode(Trouble):
    """What a service does instead of answering."""

    FINE = "fine", "Answers."
    DEAD = "dead", "Takes the question and never answers."
    REFUSES = "refuses", "HTTP 503 at once."
    OVERLOADED = "overloaded", "MAGDA's exception 99996: too many questions at once."
    FAULT = "fault", "A SOAP fault."
    MALFORMED = "malformed", "Half an XML document."
    BOMB = "bomb", "Entities that would expand to gigabytes."
    ENTITY = "entity", "An external entity that points at a local file."
    HUGE = "huge", "50 MB of well-formed XML."
    CHARSET = "charset", "Says it is UTF-8 and is not."
    FOREIGN = "foreign", "Answers about somebody else."


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
