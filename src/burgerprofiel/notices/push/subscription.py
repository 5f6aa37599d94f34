"""What a browser gives to be reached by: an address at its maker's push service, and keys to seal for it.

The address comes from a browser, so from anybody: only those of the known services are taken, or it would be a way to
let us call whom somebody likes.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode
from binascii import Error as NotBase64Error
from collections.abc import Mapping
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

SERVICES = (
    "fcm.googleapis.com",
    ".push.services.mozilla.com",
    ".push.apple.com",
    ".notify.windows.com",
)
"""Hosts; those with a dot in front: what is below it."""
SIMULATOR = "push.localhost"
_LONGEST = 2000


class NotASubscriptionError(ValueError):
    """What was sent cannot be pushed to. `reason`: `address`, `service` or `keys`."""


class Subscription(msgspec.Struct, frozen=True):
    """One browser. `repr` hides it."""

    endpoint: str
    public_key: bytes
    """Of the browser: an uncompressed point of P-256."""
    secret: bytes
    """Shared with the browser: 16 bytes."""
    device: str = ""
    """In the owner's words: `Firefox, Android`."""

    def __repr__(self) -> str:
        """Hide it: this text may reach a log."""
        return "Subscription(•••)"


def place(subscription_id: UUID) -> str:
    """Return where it is sealed."""
    return f"notices.push:{subscription_id}"


def read(endpoint: str, keys: Mapping[str, str], device: str) -> Subscription:
    """Return what a browser gave. Raises NotASubscriptionError."""
    check_address(endpoint)
    try:
        public_key, secret = _bytes(keys.get("p256dh", "")), _bytes(keys.get("auth", ""))
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public_key)
    except (ValueError, NotBase64Error) as error:
        raise NotASubscriptionError("keys") from error
    if len(public_key) != 65 or len(secret) != 16:
        raise NotASubscriptionError("keys")
    return Subscription(endpoint, public_key, secret, device[:80])


def check_address(endpoint: str) -> None:
    """Raise NotASubscriptionError for an address that is not one of a push service that we know."""
    if len(endpoint) > _LONGEST or not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        raise NotASubscriptionError("address")
    try:
        where = urlsplit(endpoint)
        host, port = where.hostname or "", where.port
    except ValueError as error:
        raise NotASubscriptionError("address") from error
    if settings.CONFIG.demo and host == SIMULATOR and where.username is None:
        return
    if where.scheme != "https" or port not in (None, 443) or where.username is not None:
        raise NotASubscriptionError("address")
    if not any(host == each or (each.startswith(".") and host.endswith(each)) for each in SERVICES):
        raise NotASubscriptionError("service")


def _bytes(text: str) -> bytes:
    if not text.isascii() or len(text) > 200:
        raise ValueError("not base64url")
    return urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
