"""Applications that asked for it hear that somebody signed out here (OpenID Connect Back-Channel Logout 1.0).

All others keep their own session: there is no single logout (contracts/mbp.md §5.7). A session that merely ends because
nothing happened is nobody's news.
"""

from __future__ import annotations

import asyncio
from uuid import UUID

import httpx
import structlog
from joserfc import jwt
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from burgerprofiel.access import tokens
from burgerprofiel.access.models import Client, Guest
from burgerprofiel.access.provider import keys
from burgerprofiel.access.provider.client import RegisteredClient
from burgerprofiel.access.provider.id_token import issuer
from burgerprofiel.access.provider.subject import session_name, subject
from burgerprofiel.kit import clock, http
from burgerprofiel.kit.ids import CitizenId

log = structlog.get_logger(__name__)

EVENT = "http://schemas.openid.net/event/backchannel-logout"
LIFE = 120
"""Seconds that a logout token is worth something (§2.4)."""
PATIENCE = 5
_AGAIN = RetryStrategy(max_attempts=6, exponential_wait=4)


class NotHeardError(Exception):
    """The application did not answer, or said that it could not now."""


def note_guest(sign_in_id: UUID, client_id: str) -> None:
    """Remember that this application learned who is signed in."""
    Guest.objects.bulk_create([Guest(sign_in_id=sign_in_id, client_id=client_id)], ignore_conflicts=True)


def say(sign_in_id: UUID, citizen_id: CitizenId) -> None:
    """Let the applications of this session be told, once the running transaction is there to stay."""
    guests = list(Guest.objects.filter(sign_in_id=sign_in_id).values_list("client_id", flat=True))
    for client in Client.objects.filter(client_id__in=guests).exclude(backchannel_logout_uri=""):
        tell.defer(
            client_id=client.client_id, citizen=citizen_id.hex, session=session_name(sign_in_id, client.client_id)
        )
    Guest.objects.filter(sign_in_id=sign_in_id).delete()


@app.task(queue="access", pass_context=False, retry=_AGAIN)
def tell(client_id: str, citizen: str, session: str) -> None:
    """Tell one application. Raises NotHeardError, after which it is told again later; a refusal is final."""
    client = Client.objects.filter(client_id=client_id).exclude(backchannel_logout_uri="").first()
    if client is None:
        return
    form = {"logout_token": token(client, CitizenId(UUID(citizen)), session)}
    try:
        status = asyncio.run(_post(client.backchannel_logout_uri, form))
    except (httpx.HTTPError, TimeoutError) as error:
        raise NotHeardError(client_id) from error
    if status >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise NotHeardError(client_id)
    log.info("logout told", client=client_id, status=status)


async def _post(address: str, form: dict[str, str]) -> int:
    """Return the status of the answer; whoever answers drop by drop is given up after `PATIENCE` as well."""
    async with (
        asyncio.timeout(PATIENCE),
        http.async_client(PATIENCE) as outside,
        outside.stream("POST", address, data=form) as answer,
    ):
        return answer.status_code


def token(client: Client, citizen_id: CitizenId, session: str) -> str:
    """Return a signed logout token (§2.4)."""
    algorithm = RegisteredClient(client).id_token_signed_response_alg
    key, now = keys.current(algorithm), int(clock.now().timestamp())
    claims = {
        "iss": issuer(),
        "aud": client.client_id,
        "iat": now,
        "exp": now + LIFE,
        "jti": tokens.new(),
        "events": {EVENT: {}},
        "sub": subject(client, citizen_id),
        "sid": session,
    }
    header = {"alg": algorithm, "kid": key.kid or "", "typ": "logout+jwt"}
    return jwt.encode(header, claims, key, algorithms=[algorithm])
