"""The mobile app: a code of six digits that changes every thirty seconds (TOTP, RFC 6238; csamtotp).

SHA-1, because the apps that people have know nothing else; HMAC does not lean on what SHA-1 lost. A clock may be one
step wrong. A code works once: the last step used is kept, and no step up to it is accepted again (RFC 6238 §5.2).
"""

from __future__ import annotations

import base64
import hmac
import os
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.db import transaction

from burgerprofiel.access.identity import Identity
from burgerprofiel.access.keys import store
from burgerprofiel.access.models import Account, DigitalKey
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key

STEP = 30
DIGITS = 6
MOST = 5
"""Apps that one citizen may have: each makes guessing a little easier."""
_DRIFT = (0, -1, 1)


class TooManyAppsError(Exception):
    """The citizen has `MOST` apps already."""


def new_secret() -> bytes:
    """160 random bits (RFC 4226 §4)."""
    return os.urandom(20)


def _app(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), STEP)  # noqa: S303 - the apps' algorithm


def groups(secret: bytes) -> str:
    """The secret for typing over: Base32 in groups of four."""
    text = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def address(secret: bytes, issuer: str, account: str) -> str:
    """The `otpauth:` address that the QR code holds."""
    return _app(secret).get_provisioning_uri(account, issuer)


def step_of(secret: bytes, code: str, now: datetime) -> int | None:
    """Return the time step whose code this is, at most one step away; None when it is none of them."""
    digits = "".join(code.split())
    present, found = int(now.timestamp()) // STEP, None
    for step in (present + drift for drift in _DRIFT):
        if hmac.compare_digest(_app(secret).generate(step * STEP), digits.encode()):
            found = step if found is None else found
    return found


@transaction.atomic
def enrol(citizen_id: CitizenId, who: Identity, secret: bytes, code: str, label: str, trace: Trace) -> UUID | None:
    """Keep an app that shows the right code; None when the code is wrong. Raises TooManyAppsError.

    The same app twice is one key: a double click does nothing twice.
    """
    step = step_of(secret, code, clock.now())
    if step is None:
        return None
    store.ensure_account(citizen_id, who)
    Account.objects.select_for_update().get(citizen_id=citizen_id)
    before = store.mine(citizen_id, Key.csamtotp)
    for row in before:
        if hmac.compare_digest(store.secret_of(row), secret):
            return row.id
    if len(before) >= MOST:
        raise TooManyAppsError
    key_id = store.add(citizen_id, who, Key.csamtotp, label, secret, trace)
    DigitalKey.objects.filter(citizen_id=citizen_id, id=key_id).update(counter=step)
    return key_id


def match(citizen_id: CitizenId, code: str) -> tuple[DigitalKey, int] | None:
    """Return which app of the citizen shows this code, and at which step."""
    now, found = clock.now(), None
    for row in store.mine(citizen_id, Key.csamtotp):
        step = step_of(store.secret_of(row), code, now)
        found = (row, step) if step is not None and found is None else found
    return found
