"""Handing a push to the service of a browser's maker (RFC 8030 §5), and what its answer means."""

from __future__ import annotations

from uuid import UUID

import httpx

from burgerprofiel.kit import http
from burgerprofiel.kit.post import DEADLINE, Fault, NotSentError
from burgerprofiel.notices.push import sealing, vapid
from burgerprofiel.notices.push.subscription import Subscription, check_address

KEPT = 24 * 3600
"""Seconds that a service keeps it for a device that is off."""
_LATER = frozenset({408, 425, 429})


class GoneError(Exception):
    """The browser takes no pushes of ours any more: it is to be forgotten."""


def send(to: Subscription, content: bytes, delivery_id: UUID) -> None:
    """Push once. The same id twice replaces what still waits (`Topic`). Raises GoneError and NotSentError."""
    check_address(to.endpoint)
    headers = {
        "Authorization": vapid.authorization(to.endpoint),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT),
        "Urgency": "normal",
        "Topic": delivery_id.hex,
    }
    body = sealing.sealed(content, to.public_key, to.secret)
    try:
        with http.client(DEADLINE) as client:
            status = client.post(to.endpoint, content=body, headers=headers).status_code
    except httpx.TimeoutException as error:
        raise NotSentError("the push service did not answer", again=True, fault=Fault.UNKNOWN) from error
    except httpx.HTTPError as error:
        raise NotSentError(type(error).__name__, again=True, fault=Fault.RECIPIENT) from error
    _judge(status)


def _judge(status: int) -> None:
    """A service that fails is one of several, so it is this browser's trouble, not that of pushing."""
    if 200 <= status < 300:
        return
    if status in (404, 410):
        raise GoneError
    again = status >= 500 or status in _LATER
    raise NotSentError(f"the push service answered {status}", again=again, fault=Fault.RECIPIENT, code=str(status))
