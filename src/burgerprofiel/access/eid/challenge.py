"""A challenge is a nonce for one signature: bound to the browser that asked, used once, within five minutes."""

from __future__ import annotations

import base64
import os
from datetime import timedelta

from burgerprofiel.access import tokens
from burgerprofiel.access.eid.refusals import NonceExpiredError, NonceLostError, ReplayedError
from burgerprofiel.access.models import Challenge
from burgerprofiel.kit import clock

LIFETIME = timedelta(minutes=5)


def issue(browser: str) -> str:
    """Return a new nonce (base64, 256 bits) for this browser; we keep its hash."""
    nonce = base64.b64encode(os.urandom(32)).decode()
    Challenge.objects.create(
        nonce_hash=tokens.digest(nonce), browser_hash=tokens.digest(browser), expires_at=clock.now() + LIFETIME
    )
    return nonce


def use(nonce: str, browser: str) -> None:
    """Use up a nonce, whatever comes of it. Raises NonceLostError, NonceExpiredError or ReplayedError."""
    now = clock.now()
    mine = Challenge.objects.filter(nonce_hash=tokens.digest(nonce), browser_hash=tokens.digest(browser))
    if mine.filter(used_at=None).update(used_at=now):
        if not mine.filter(expires_at__gt=now).exists():
            raise NonceExpiredError
        return
    raise ReplayedError if mine.exists() else NonceLostError
