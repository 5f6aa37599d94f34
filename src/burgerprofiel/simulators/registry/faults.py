"""Trouble to order at the other registry, switchable while it runs."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec


class Mode(StrEnum):
    """What it does instead of answering as it should."""

    FINE = "fine"
    DEAD = "dead"
    REFUSES = "refuses"
    UNAUTHORISED = "unauthorised"
    REDIRECTS = "redirects"
    NO_JSON = "no_json"
    WRONG_SHAPE = "wrong_shape"
    HUGE = "huge"
    DRIP = "drip"
    SAME_PAGE = "same_page"
    BOTTOMLESS = "bottomless"
    DOUBLED = "doubled"
    UNORDERED = "unordered"
    SKEWED = "skewed"
    HOSTILE_FIELDS = "hostile_fields"
    FOREIGN = "foreign"
    OTHER_FILE = "other_file"

    @property
    def story(self) -> str:
        """What it does, in a sentence."""
        return _STORIES[self]


_STORIES = {
    Mode.FINE: "Answers.",
    Mode.DEAD: "Takes the question and never answers.",
    Mode.REFUSES: "HTTP 500 at once.",
    Mode.UNAUTHORISED: "HTTP 401: it does not know our token any more.",
    Mode.REDIRECTS: "Sends us to another address.",
    Mode.NO_JSON: "An HTML page of a proxy, as JSON.",
    Mode.WRONG_SHAPE: "JSON of another shape.",
    Mode.HUGE: "Bytes without end.",
    Mode.DRIP: "A byte now and then.",
    Mode.SAME_PAGE: "The first page for every page.",
    Mode.BOTTOMLESS: "A list that never ends.",
    Mode.DOUBLED: "Every message twice.",
    Mode.UNORDERED: "The oldest first.",
    Mode.SKEWED: "Its clock is three days fast.",
    Mode.HOSTILE_FIELDS: "Scripts, control characters and absurd values in its fields.",
    Mode.FOREIGN: "Answers with another message than was asked.",
    Mode.OTHER_FILE: "A file that is not the one that the message names.",
}


class Behaviour(msgspec.Struct, forbid_unknown_fields=True):
    """How it behaves; `milliseconds` passes before every answer."""

    mode: Mode = Mode.FINE
    milliseconds: int = 40


class Plan(msgspec.Struct, forbid_unknown_fields=True):
    """What the federation tells of it: when it is closed by plan, and from when to when it is active."""

    start: datetime | None = None
    end: datetime | None = None
    activation: str = "2020-01-01"
    deactivation: str = ""
