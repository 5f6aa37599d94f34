"""SMS through a gateway: `POST {to, text, id}` as JSON, with a secret; the same `id` twice is one text.

Any 2xx means taken. 408, 425, 429 and 5xx mean later; every other answer means never. What the first gateway does not
take, the second gets, if there is one; what may have been taken goes to the same one again, which knows its `id`.
"""

from __future__ import annotations

import httpx
from django.conf import settings

from burgerprofiel.kit import http
from burgerprofiel.kit.post import DEADLINE, Fault, Message, NotSentError
from burgerprofiel.kit.post.providers import Provider, gateways

_LATER = frozenset({408, 425, 429})
_OURS = frozenset({401, 403})
"""It does not know us: no fault of the recipient."""
_NOT_OUT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def offered() -> bool:
    """Whether a gateway is configured."""
    return bool(settings.CONFIG.sms_url)


def send(message: Message) -> None:
    """Hand a text to a gateway. Raises NotSentError."""
    failed = NotSentError("there is no gateway", again=False)
    with http.client(DEADLINE) as client:
        for gateway in gateways():
            try:
                hand_over(client, gateway, message)
            except NotSentError as error:
                failed = error
                if error.fault is not Fault.PROVIDER:
                    break
            else:
                return
    raise failed


def hand_over(client: httpx.Client, gateway: Provider, message: Message) -> None:
    """Hand a text to this gateway. Raises NotSentError."""
    secret = settings.CONFIG.secret(gateway.secret).decode()
    headers = {"authorization": f"Bearer {secret}", "idempotency-key": message.id}
    body = {"to": message.to, "text": message.text, "id": message.id}
    try:
        status = client.post(gateway.url, json=body, headers=headers).status_code
    except httpx.HTTPError as error:
        fault = Fault.PROVIDER if isinstance(error, _NOT_OUT) else Fault.UNKNOWN
        raise NotSentError(type(error).__name__, again=True, fault=fault) from error
    if 200 <= status < 300:
        return
    later = status >= 500 or status in _LATER
    fault = Fault.PROVIDER if later or status in _OURS else Fault.RECIPIENT
    raise NotSentError(f"the gateway answered {status}", again=later, fault=fault, code=str(status))
