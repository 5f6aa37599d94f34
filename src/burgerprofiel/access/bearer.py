"""Who shows an access token of ours at another door than the sign-in service: programs, and portals of somebody else.

RFC 6750 §2.1 and §3.1, RFC 9449 §7: the token stands in the `Authorization` header alone, and a bound one comes with
its proof. A token ends for everybody in the moment in which it is revoked: nothing about it is remembered here.
"""

from __future__ import annotations

import hmac
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.http import HttpRequest

from burgerprofiel.access import capacity, tokens
from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.provider import details, dpop
from burgerprofiel.access.provider.choices import stands
from burgerprofiel.access.provider.details import Details
from burgerprofiel.kit import clock, prepared
from burgerprofiel.kit.ids import CitizenId

_FIND = f"""
SELECT token.client_id, token.citizen_id, token.scope, token.dpop_jkt, token.acr, token.capacity::text,
  token.details::text, {details.STANDING}, token.audience, client.scopes, client.target_groups, client.third_party
FROM access_token AS token JOIN access_client AS client USING (client_id)
WHERE token.token_hash = %s AND token.expires_at > %s
"""  # noqa: S608 - our own columns


class _Row(NamedTuple):
    client_id: str
    citizen_id: UUID | None
    scope: str
    dpop_jkt: str
    acr: str
    capacity: str
    details: str
    standing: str | None
    audience: str
    allowed: list[str]
    target_groups: list[str]
    third_party: bool


class Bearer(NamedTuple):
    """Who shows a token that stands."""

    client_id: str
    citizen_id: CitizenId | None
    """For whom; None: the program speaks for itself."""
    scopes: frozenset[str]
    """Those of the token that the application may still have."""
    capacity: Capacity
    token_hash: bytes
    acr: str
    """The strongest key that was shown for it, where the application asked."""
    details: Details
    """What it may do with the citizen's mailbox, and until when."""
    third_party: bool
    """Whether the application is somebody else's."""


class RefusedError(Exception):
    """The token opens nothing; the text is the error code of RFC 6750 §3.1 or RFC 9449 §7.1, empty without a token."""


def shown(request: HttpRequest, origin: str) -> Bearer:
    """Return who shows the request's token; `origin` is that of the door asked. Raises RefusedError. One statement."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    scheme, token = scheme.lower(), token.strip()
    if scheme not in ("bearer", "dpop") or not token:
        raise RefusedError("")
    digest = tokens.digest(token)
    row = _find(digest)
    if row is None or (scheme == "dpop") is not bool(row.dpop_jkt) or not _for_us(row.audience, origin):
        raise RefusedError("invalid_token")
    if row.dpop_jkt and not hmac.compare_digest(_proved(request, token, origin), row.dpop_jkt):
        raise RefusedError("invalid_token")
    citizen_id = CitizenId(row.citizen_id) if row.citizen_id else None
    spoken_for = capacity.read(row.capacity)
    if citizen_id and not stands(spoken_for, citizen_id, row):
        raise RefusedError("invalid_token")
    scopes, open_now = frozenset(row.scope.split()) & frozenset(row.allowed), details.now(row.details, row.standing)
    return Bearer(row.client_id, citizen_id, scopes, spoken_for, digest, row.acr, open_now, row.third_party)


def _for_us(audience: str, origin: str) -> bool:
    """Whether a token is for this door: what was made for another receiver opens nothing here (RFC 8707 §2)."""
    return not audience or any(each == origin or each.startswith(f"{origin}/") for each in audience.split())


def _find(digest: bytes) -> _Row | None:
    values = (digest, clock.now())
    try:
        found = prepared.one(_FIND, *values)
    except prepared.UnavailableError:
        with connection.cursor() as cursor:
            cursor.execute(_FIND, values)
            found = cursor.fetchone()
    return _Row(*found) if found else None


def _proved(request: HttpRequest, token: str, origin: str) -> str:
    try:
        return dpop.shown(request, token, origin)
    except dpop.InvalidProofError as error:
        raise RefusedError(error.error) from error
