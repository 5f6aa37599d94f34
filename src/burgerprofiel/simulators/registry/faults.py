"""Trouble to order at the other registry, switchable while it runs."""

from __future__ import annotations

from datetime import datetime

import msgspec

from burgerprofiel.simulators.trouble import Trouble


class Mode(Trouble):
    """What it does instead of answering as it should."""

    FINE = "fine", "Answers."
    DEAD = "dead", "Takes the question and never answers."
    REFUSES = "refuses", "HTTP 500 at once."
    UNAUTHORISED = "unauthorised", "HTTP 401: it does not know our token any more."
    REDIRECTS = "redirects", "Sends us to another address."
    NO_JSON = "no_json", "An HTML page of a proxy, as JSON."
    WRONG_SHAPE = "wrong_shape", "JSON of another shape."
    HUGE = "huge", "Bytes without end."
    DRIP = "drip", "A byte now and then."
    SAME_PAGE = "same_page", "The first page for every page."
    BOTTOMLESS = "bottomless", "A list that never ends."
    DOUBLED = "doubled", "Every message twice."
    UNORDERED = "unordered", "The oldest first."
    SKEWED = "skewed", "Its clock is three days fast."
    HOSTILE_FIELDS = "hostile_fields", "Scripts, control characters and absurd values in its fields."
    FOREIGN = "foreign", "Answers with another message than was asked."
    OTHER_FILE = "other_file", "A file that is not the one that the message names."


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
