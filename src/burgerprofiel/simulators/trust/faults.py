"""Trouble to order at the services of trust, switchable while they run."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

import msgspec


class Mode(StrEnum):
    """What goes wrong."""

    FINE = "fine"
    DOWN = "down"
    SILENT = "silent"
    STAMPS_DOWN = "stamps_down"
    STAMPS_REFUSED = "stamps_refused"
    STAMPS_NONSENSE = "stamps_nonsense"
    STAMPS_OF_OTHERS = "stamps_of_others"
    STAMPS_OTHER_BYTES = "stamps_other_bytes"
    WRONG_TIME = "wrong_time"
    STATUS_DOWN = "status_down"
    STATUS_OLD = "status_old"
    REVOKED = "revoked"
    REMOTE_DOWN = "remote_down"
    REMOTE_REFUSES = "remote_refuses"
    REMOTE_OTHER_KEY = "remote_other_key"

    @property
    def story(self) -> str:
        """What happens, in a sentence."""
        return _STORIES[self]

    @property
    def fast(self) -> timedelta:
        """How much the clock of the time stamps is ahead."""
        return timedelta(hours=3) if self is Mode.WRONG_TIME else timedelta()


_STORIES = {
    Mode.FINE: "Everything answers.",
    Mode.DOWN: "Everything says HTTP 503.",
    Mode.SILENT: "Everything takes the question and never answers.",
    Mode.STAMPS_DOWN: "Time stamps: HTTP 503.",
    Mode.STAMPS_REFUSED: "Time stamps: refused, in the words of the protocol.",
    Mode.STAMPS_NONSENSE: "Time stamps: an HTML page of a proxy.",
    Mode.STAMPS_OF_OTHERS: "Time stamps signed by somebody whom nobody trusts.",
    Mode.STAMPS_OTHER_BYTES: "Time stamps of something else than was asked.",
    Mode.WRONG_TIME: "Time stamps three hours in the future.",
    Mode.STATUS_DOWN: "OCSP and lists: HTTP 503.",
    Mode.STATUS_OLD: "OCSP and lists of a week ago.",
    Mode.REVOKED: "The seal's certificate was withdrawn two days ago.",
    Mode.REMOTE_DOWN: "The remote signing service: HTTP 503.",
    Mode.REMOTE_REFUSES: "The remote signing service does not accept the PIN.",
    Mode.REMOTE_OTHER_KEY: "The remote signing service signs with another key.",
}


class Behaviour(msgspec.Struct, forbid_unknown_fields=True):
    """How the services behave; `milliseconds` passes before every answer."""

    mode: Mode = Mode.FINE
    milliseconds: int = 0
