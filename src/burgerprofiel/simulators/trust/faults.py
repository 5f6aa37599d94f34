"""Trouble to order at the services of trust, switchable while they run."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from burgerprofiel.simulators.trouble import Trouble


class Mode(Trouble):
    """What goes wrong."""

    FINE = "fine", "Everything answers."
    DOWN = "down", "Everything says HTTP 503."
    SILENT = "silent", "Everything takes the question and never answers."
    STAMPS_DOWN = "stamps_down", "Time stamps: HTTP 503."
    STAMPS_REFUSED = "stamps_refused", "Time stamps: refused, in the words of the protocol."
    STAMPS_NONSENSE = "stamps_nonsense", "Time stamps: an HTML page of a proxy."
    STAMPS_OF_OTHERS = "stamps_of_others", "Time stamps signed by somebody whom nobody trusts."
    STAMPS_OTHER_BYTES = "stamps_other_bytes", "Time stamps of something else than was asked."
    WRONG_TIME = "wrong_time", "Time stamps three hours in the future."
    STATUS_DOWN = "status_down", "OCSP and lists: HTTP 503."
    STATUS_OLD = "status_old", "OCSP and lists of a week ago."
    REVOKED = "revoked", "The seal's certificate was withdrawn two days ago."
    REMOTE_DOWN = "remote_down", "The remote signing service: HTTP 503."
    REMOTE_REFUSES = "remote_refuses", "The remote signing service does not accept the PIN."
    REMOTE_OTHER_KEY = "remote_other_key", "The remote signing service signs with another key."

    @property
    def fast(self) -> timedelta:
        """How much the clock of the time stamps is ahead."""
        return timedelta(hours=3) if self is Mode.WRONG_TIME else timedelta()


class Behaviour(msgspec.Struct, forbid_unknown_fields=True):
    """How the services behave; `milliseconds` passes before every answer."""

    mode: Mode = Mode.FINE
    milliseconds: int = 0
