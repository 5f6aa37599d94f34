"""SMS through a gateway: `POST {to, text, id}` as JSON, with a secret; the same `id` twice is one text.

Any 2xx means taken. 408, 425, 429 and 5xx mean later; every other answer means never.
"""

from __future__ import annotations

import httpx
from django.conf import settings

from burgerprofiel.kit import http
from burgerprofiel.kit.post import DEADLINE, Message, NotSentError

_LATER = frozenset({408, 425, 429})


def offered() -> bool:
    """Whether a gateway is configured."""
    return bool(settings.CONFIG.sms_url)


def send(message: Message) -> None:
    """Hand a text to the gateway. Raises NotSentError."""
    secret = settings.CONFIG.secret("sms_gateway").decode()
    headers = {"authorization": f"Bearer {secret}", "idempotency-key": message.id}
    body = {"to": message.to, "text": message.text, "id": message.id}
    try:
        with http.client(DEADLINE) as client:
            status = client.post(settings.CONFIG.sms_url, json=body, headers=headers).status_code
    except httpx.HTTPError as error:
        raise NotSentError(type(error).__name__, again=True) from error
    if not 200 <= status < 300:
        raise NotSentError(f"the gateway answered {status}", again=status >= 500 or status in _LATER)
