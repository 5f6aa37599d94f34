"""One signed POST to an address of somebody else: to the machine that was checked, within ten seconds, no redirects."""

from __future__ import annotations

import asyncio
from typing import NamedTuple

import httpx
from django.conf import settings

from burgerprofiel.kit import clock, http
from burgerprofiel.kit.connections import let_go
from burgerprofiel.mailbox import keys
from burgerprofiel.mailbox.webhooks import addresses, signatures
from burgerprofiel.mailbox.webhooks.cloud_event import MEDIA_TYPE

PATIENCE = 10
"""Seconds, for all of it."""
_COME_BACK = (408, 425, 429)


class Outcome(NamedTuple):
    """What came of it."""

    status: int
    """0: no answer."""
    error: str
    """Empty when it was taken; else a few words, for who subscribed."""

    @property
    def taken(self) -> bool:
        """Whether the event was taken."""
        return not self.error

    @property
    def refused(self) -> bool:
        """Whether this event is not wanted, rather than that the address does not work now."""
        return 400 <= self.status < 500 and self.status not in _COME_BACK

    @property
    def gone(self) -> bool:
        """Whether the address wants nothing any more (CloudEvents HTTP WebHook §2.1)."""
        return self.status == httpx.codes.GONE


def post(address: str, content: bytes) -> Outcome:
    """Bring a CloudEvent to an address. Holds no database connection meanwhile."""
    kid, key = keys.current()
    let_go()
    try:
        there = addresses.place(address, demo=settings.CONFIG.demo)
        headers = signatures.signed(address, content, MEDIA_TYPE, int(clock.now().timestamp()), kid, key)
        status = asyncio.run(_post(address, there, content, headers))
    except addresses.RefusedAddressError as error:
        return Outcome(0, str(error))
    except TimeoutError:
        return Outcome(0, f"No answer within {PATIENCE} seconds.")
    except (OSError, httpx.HTTPError, httpx.InvalidURL) as error:
        return Outcome(0, f"No connection ({type(error).__name__}).")
    return Outcome(status, "" if 200 <= status < 300 else f"The answer was {status}.")


async def _post(address: str, there: addresses.Place, content: bytes, headers: dict[str, str]) -> int:
    url = httpx.URL(address)
    name = url.netloc.decode()
    pinned = url.copy_with(host=there.ip, port=there.port)
    async with (
        asyncio.timeout(PATIENCE),
        http.async_client(PATIENCE) as outside,
        outside.stream(
            "POST",
            pinned,
            content=content,
            headers={**headers, "Host": name, "User-Agent": "burgerprofiel-webhooks"},
            extensions={"sni_hostname": there.name},
        ) as answer,
    ):
        return answer.status_code
