"""Trouble to order at the desk for reports, switchable while it runs."""

from __future__ import annotations

import msgspec

from burgerprofiel.simulators.trouble import Trouble


class Mode(Trouble):
    """What it does instead of answering as it should."""

    FINE = "fine", "Answers."
    DOWN = "down", "HTTP 503 at once."
    LOCKED = "locked", "Gives nobody a token."
    FORGETS = "forgets", "Forgets every token, once."
    LOSES = "loses", "Takes a report, and answers 503, once."
    REFUSES = "refuses", "HTTP 400 to every report."
    NO_JSON = "no_json", "An HTML page of a proxy, as JSON."
    STRANGE = "strange", "A status that the contract does not know."


class Behaviour(msgspec.Struct, forbid_unknown_fields=True):
    """How it behaves; `milliseconds` passes before every answer."""

    mode: Mode = Mode.FINE
    milliseconds: int = 30
