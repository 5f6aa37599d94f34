"""`/op/v1/userinfo`: what the scopes allow, for whoever holds a valid access token, and its key if it has one.

RFC 6750 §3.1, RFC 9449 §7.
"""

from __future__ import annotations

import hmac
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.http import HttpRequest

from burgerprofiel.access import tokens
from burgerprofiel.access.identity import unseal
from burgerprofiel.access.provider import dpop
from burgerprofiel.access.provider.issuing import ACCESS
from burgerprofiel.access.provider.person import claims
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.ids import CitizenId

_FIND = """
SELECT citizen_id, scope, dpop_jkt, sealed, client_id, client.sector, client.scopes
FROM access_token JOIN access_client AS client USING (client_id) WHERE token_hash = %s AND expires_at > %s
"""


class _Row(NamedTuple):
    citizen_id: UUID | None
    scope: str
    dpop_jkt: str
    sealed: bytes
    client_id: str
    sector: str
    scopes: list[str]


class RefusedError(Exception):
    """The token opens nothing here; the text is the error code of RFC 6750 §3.1 or RFC 9449 §7.1."""

    @property
    def status(self) -> int:
        """The status to answer with."""
        return 403 if str(self) == "insufficient_scope" else 401


def told_to(request: HttpRequest) -> dict[str, str]:
    """Return the claims that the request's access token opens. Raises RefusedError; without a token it says nothing."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    token = token.strip()
    if scheme.lower() not in ("bearer", "dpop") or not token:
        raise RefusedError("")
    digest = tokens.digest(token)
    row = _find(digest)
    if row is None or (scheme.lower() == "dpop") is not bool(row.dpop_jkt):
        raise RefusedError("invalid_token")
    if row.dpop_jkt and not hmac.compare_digest(_proved(request, token), row.dpop_jkt):
        raise RefusedError("invalid_token")
    if row.citizen_id is None or "openid" not in row.scope.split():
        raise RefusedError("insufficient_scope")
    who = unseal(sealing.derive(token.encode(), ACCESS), row.sealed, digest)
    return claims(row, CitizenId(row.citizen_id), who, row.scope)


def _find(digest: bytes) -> _Row | None:
    """Return a token that stands, with its application. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [digest, clock.now()])
        found = cursor.fetchone()
    return _Row(*found) if found else None


def _proved(request: HttpRequest, token: str) -> str:
    try:
        return dpop.shown(request, token)
    except dpop.InvalidProofError as error:
        raise RefusedError(error.error) from error
