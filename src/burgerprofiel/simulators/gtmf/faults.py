"""Trouble to order at the desk for reports, switchable while it runs."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Mode(StrEnum):
    """What it does instead of answering as it should."""

    FINE = "fine"
    DOWN = "down"
    LOCKED = "locked"
    FORGETS = "forgets"
    LOSES = "loses"
    REFUSES = "refuses"
    NO_JSON = "no_json"
    STRANGE = "strange"

    @property
    def story(self) -> str:
        """What it does, in a sentence."""
        return _STORIES[self]


_STORIES = {
    Mode.FINE: "Answers.",
    Mode.DOWN: "HTTP 503 at once.",
    Mode.LOCKED: "Gives nobody a token.",
    Mode.FORGETS: "Forgets every token, once.",
    Mode.LOSES: "Takes a report, and answers 503, once.",
    Mode.REFUSES: "HTTP 400 to every report.",
    Mode.NO_JSON: "An HTML page of a proxy, as JSON.",
    Mode.STRANGE: "A status that the contract does not know.",
}


class Behaviour(msgspec.Struct, forbid_unknown_fields=True):
    """How it behaves; `milliseconds` passes before every answer."""

    mode: Mode = Mode.FINE
    milliseconds: int = 30
