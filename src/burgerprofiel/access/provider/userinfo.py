"""`/op/v1/userinfo`: what the scopes allow, for whoever holds a valid access token, and its key if it has one.

RFC 6750 §3.1, RFC 9449 §7.
"""

from __future__ import annotations

import hmac
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.http import HttpRequest

from burgerprofiel.access import capacity, tokens
from burgerprofiel.access.identity import unseal
from burgerprofiel.access.provider import dpop, papi
from burgerprofiel.access.provider.choices import stands
from burgerprofiel.access.provider.issuing import ACCESS
from burgerprofiel.access.provider.person import claims
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.ids import CitizenId

FIND = """
SELECT citizen_id, scope, dpop_jkt, sealed, client_id, client.sector, client.scopes, client.target_groups,
  capacity::text
FROM access_token JOIN access_client AS client USING (client_id) WHERE token_hash = %s AND expires_at > %s
"""
"""With the token's hash and the present moment; its columns are those of `Row`."""


class Row(NamedTuple):
    citizen_id: UUID | None
    scope: str
    dpop_jkt: str
    sealed: bytes
    client_id: str
    sector: str
    scopes: list[str]
    target_groups: list[str]
    capacity: str
    """Of a `capacity.Capacity`; `{}`: as themselves."""

    @property
    def wanted(self) -> list[str]:
        """The scopes it was given for, without those that the application lost since."""
        return [word for word in self.scope.split() if word in self.scopes]


class RefusedError(Exception):
    """The token opens nothing here; the text is the error code of RFC 6750 §3.1 or RFC 9449 §7.1."""

    @property
    def status(self) -> int:
        """The status to answer with."""
        return {"insufficient_scope": 403, "invalid_request": 400}.get(str(self), 401)


def told_to(request: HttpRequest) -> dict[str, object]:
    """Return the claims that the request's access token opens. Raises RefusedError; without a token it says nothing."""
    scheme, token = _shown(request)
    digest = tokens.digest(token)
    row = _find(digest)
    if row is None or (scheme == "dpop") is not bool(row.dpop_jkt):
        raise RefusedError("invalid_token")
    if row.dpop_jkt and not hmac.compare_digest(_proved(request, token), row.dpop_jkt):
        raise RefusedError("invalid_token")
    return opened(row, token, digest) | _papi(request, row, digest)


def _papi(request: HttpRequest, row: Row, digest: bytes) -> dict[str, object]:
    """With its scope, a token for the personal data service. Raises RefusedError when this one ended just now."""
    if not gives_papi(row):
        return {}
    token = papi.issue(request, digest)
    if token is None:
        raise RefusedError("invalid_token")
    return {papi.CLAIM: token}


def gives_papi(row: Row) -> bool:
    """Whether the answer holds a token that is made for it: only to who is there for nobody but themselves."""
    return papi.SCOPE in row.wanted and capacity.read(row.capacity) == capacity.OWN


def opened(row: Row, token: str, digest: bytes) -> dict[str, object]:
    """Return the claims that a token opens which is in the right hands. Raises RefusedError."""
    if row.citizen_id is None or "openid" not in row.wanted:
        raise RefusedError("insufficient_scope")
    citizen_id, spoken_for = CitizenId(row.citizen_id), capacity.read(row.capacity)
    if not stands(spoken_for, citizen_id, row):
        raise RefusedError("invalid_token")
    who = unseal(sealing.derive(token.encode(), ACCESS), row.sealed, digest)
    return claims(row, citizen_id, who, row.wanted, spoken_for)


def _shown(request: HttpRequest) -> tuple[str, str]:
    """Return the scheme and the token, of the header or of the form (RFC 6750 §2.1, §2.2). Raises RefusedError.

    In the form there are only tokens for whoever bears them (RFC 9449 §7.1), and never twice.
    """
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    in_form = [str(text) for text in request.POST.getlist("access_token")] if request.method == "POST" else []
    if len(in_form) + bool(scheme) > 1:
        raise RefusedError("invalid_request")
    scheme, token = ("bearer", in_form[0]) if in_form else (scheme.lower(), token.strip())
    if scheme not in ("bearer", "dpop") or not token:
        raise RefusedError("")
    return scheme, token


def _find(digest: bytes) -> Row | None:
    """Return a token that stands, with its application. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [digest, clock.now()])
        found = cursor.fetchone()
    return Row(*found) if found else None


def _proved(request: HttpRequest, token: str) -> str:
    try:
        return dpop.shown(request, token)
    except dpop.InvalidProofError as error:
        raise RefusedError(error.error) from error
