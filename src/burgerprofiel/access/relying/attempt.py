"""An attempt to sign in travels inside `state`, sealed and bound to the browser: no row, no limit on open tabs."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from datetime import datetime, timedelta

import msgspec
from django.conf import settings

from burgerprofiel.access import tokens
from burgerprofiel.access.relying.errors import AttemptLostError
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.packing import from_msgpack

LIFETIME = timedelta(minutes=30)
_PLACE = "state"


class Attempt(msgspec.Struct, frozen=True, array_like=True):
    """What we must remember until the answer comes."""

    nonce: str
    verifier: str
    back: str
    browser: bytes
    started: datetime
    level: int = 0
    """The level that the page asks for, when the citizen steps up."""
    mandate: str = ""
    """Under which mandate they want to act."""

    @classmethod
    def start(cls, browser: str, back: str, level: int = 0, mandate: str = "") -> Attempt:
        """Begin an attempt for this browser, to come back to `back`."""
        return cls(tokens.new(), tokens.new(), back, tokens.digest(browser), clock.now(), level, mandate)

    @property
    def challenge(self) -> str:
        """The PKCE challenge of the verifier (RFC 7636, S256)."""
        return base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).decode().rstrip("=")

    @property
    def state(self) -> str:
        """The attempt as it travels."""
        return self.state_at(_PLACE)

    def state_at(self, place: str) -> str:
        """The same, bound to what `place` names (one of several providers): it opens there only."""
        sealed = sealing.seal(_key(), msgspec.msgpack.encode(self), place.encode())
        return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def _key() -> bytes:
    return sealing.derive(settings.SECRET_KEY.encode(), "access:attempts")


def read(state: str, browser: str, place: str = _PLACE) -> Attempt:
    """Open the attempt that comes back. Raises AttemptLostError when it is not of this browser, altered or too old."""
    try:
        sealed = base64.urlsafe_b64decode(state + "=" * (-len(state) % 4))
        attempt = from_msgpack(sealing.unseal(_key(), sealed, place.encode()), Attempt)
    except (binascii.Error, ValueError, sealing.NotSealedForThisError, msgspec.DecodeError) as error:
        raise AttemptLostError("state") from error
    if not browser or not hmac.compare_digest(attempt.browser, tokens.digest(browser)):
        raise AttemptLostError("browser", attempt.back)
    if clock.now() - attempt.started > LIFETIME:
        raise AttemptLostError("late", attempt.back)
    return attempt
