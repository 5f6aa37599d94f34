"""Whether a token still stands: introspection (RFC 7662) and revocation (RFC 7009).

A resource server may ask about every access token, an application only about its own. Of anything else all hear the
same: not active.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from authlib.consts import default_json_headers
from authlib.oauth2.rfc6749 import InvalidClientError, InvalidGrantError, InvalidRequestError, TokenEndpoint
from django.db import connection

from burgerprofiel.access import capacity, tokens
from burgerprofiel.access.events import TokensEnded
from burgerprofiel.access.models import RefreshToken, Token
from burgerprofiel.access.provider import details, family
from burgerprofiel.access.provider.capacity_claims import capacity_claims
from burgerprofiel.access.provider.choices import stands
from burgerprofiel.access.provider.client import RegisteredClient
from burgerprofiel.access.provider.id_token import issuer
from burgerprofiel.access.provider.question import Question
from burgerprofiel.access.provider.subject import subject
from burgerprofiel.access.request import trace_of
from burgerprofiel.audit.actions import record
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people.queries import ssin_of

Answer = tuple[int, dict[str, object], list[tuple[str, str]]]


class Introspection(TokenEndpoint):  # type: ignore[misc]  # authlib has no types
    """`/op/v1/introspect`."""

    ENDPOINT_NAME = "introspection"

    def create_endpoint_response(self, request: Question) -> Answer:
        """Tell what the asker may know. Raises InvalidClientError, InvalidRequestError."""
        asker: RegisteredClient = self.authenticate_endpoint_client(request)
        if request.auth_method == "none":
            raise InvalidClientError(status_code=401, description="A client without a secret cannot ask about tokens.")
        digest = tokens.digest(_token_in(request))
        token = _access_token(digest)
        if token and may_hear_of(token, asker):
            return 200, told_of(token, asker), default_json_headers
        refresh_token = None if token else _refresh_token(digest)
        if refresh_token and refresh_token.client_id == asker.client_id and _speaks_still(refresh_token):
            told = _told(refresh_token, asker) | {"exp": _seconds(refresh_token.family_ends_at)}
            return 200, told, default_json_headers
        return 200, {"active": False}, default_json_headers


class Revocation(TokenEndpoint):  # type: ignore[misc]  # authlib has no types
    """`/op/v1/revoke`."""

    ENDPOINT_NAME = "revocation"

    def create_endpoint_response(self, request: Question) -> Answer:
        """End an access token, or with a refresh token everything of its family. What is unknown has ended already.

        Raises InvalidClientError, InvalidRequestError; InvalidGrantError for somebody else's (RFC 7009 §2.1).
        """
        client: RegisteredClient = self.authenticate_endpoint_client(request)
        digest = tokens.digest(_token_in(request))
        row = _access_token(digest) or _refresh_token(digest)
        if row and row.client_id != client.client_id:
            raise InvalidGrantError("This token was given to another client.")
        if isinstance(row, RefreshToken):
            family.end(bytes(row.code_hash))
        elif row:
            family.end_tokens(Token.objects.filter(token_hash=digest))
        if row and row.citizen_id:
            trace = trace_of(request.http, digest, client_id=client.client_id)
            record(CitizenId(row.citizen_id), trace, TokensEnded(client=client.client_id, reason="client"))
        return 200, {}, default_json_headers


def _token_in(request: Question) -> str:
    """Return the token that is meant; the hint about its kind is not needed (RFC 7009 §2.1)."""
    token: str = request.form.get("token", "")
    if not token:
        raise InvalidRequestError("Missing 'token'.")
    return token


COLUMNS = (
    "token.token_hash, token.client_id, token.citizen_id, token.scope, token.audience, token.dpop_jkt, "
    "token.issued_at, token.expires_at, token.capacity::text, token.acr, token.exchanged_by, token.details::text, "
    f"{details.STANDING}"
)
_FIND = f"SELECT {COLUMNS} FROM access_token AS token WHERE token_hash = %s AND expires_at > %s"  # noqa: S608 - ours
"""By hand, for resource servers ask at every request of theirs."""


class AccessToken(NamedTuple):
    """The columns above."""

    token_hash: bytes
    client_id: str
    citizen_id: UUID | None
    scope: str
    audience: str
    dpop_jkt: str
    issued_at: datetime
    expires_at: datetime
    capacity: str
    """Of a `capacity.Capacity`; `{}`: as themselves."""
    acr: str
    exchanged_by: str
    details: str
    """As JSON, of a `details.Details`."""
    standing: str | None
    """Likewise: what its citizen allows now."""


def _access_token(digest: bytes) -> AccessToken | None:
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [digest, clock.now()])
        found = cursor.fetchone()
    return AccessToken(*found) if found else None


def _refresh_token(digest: bytes) -> RefreshToken | None:
    unused = RefreshToken.objects.filter(token_hash=digest, used_at=None)
    return unused.filter(family_ends_at__gt=clock.now()).first()


def may_hear_of(token: AccessToken, asker: RegisteredClient) -> bool:
    """Whether this token stands, and the asker may know of it."""
    return bool(asker.row.may_introspect or token.client_id == asker.client_id) and _speaks_still(token)


def _speaks_still(row: AccessToken | RefreshToken) -> bool:
    """Whether the organisation it was given for is still theirs to speak for."""
    return row.citizen_id is None or stands(capacity.read(row.capacity), CitizenId(row.citizen_id))


def told_of(token: AccessToken, asker: RegisteredClient) -> dict[str, object]:
    """Return all that is said of an access token."""
    return _told(token, asker) | _of_access(token) | _number(token, asker)


def _number(token: AccessToken, asker: RegisteredClient) -> dict[str, object]:
    """Tell the national number to who may know it, and for whom the token was made (`access.vouching`): to nobody else.

    Other registries find a citizen's mail by it (contracts/ebox.md A.2, where `sub` is that number).
    """
    meant = asker.client_id in token.audience.split() and "rrn" in asker.row.scopes
    if not meant or token.citizen_id is None:
        return {}
    number = ssin_of(CitizenId(token.citizen_id)).digits
    let_go()  # on the short path there is no end of a request that would
    return {"rrn": number}


def _told(row: AccessToken | RefreshToken, asker: RegisteredClient) -> dict[str, object]:
    """What is said of both kinds; the citizen by the name that the asker knows."""
    told: dict[str, object] = {
        "active": True,
        "iss": issuer(),
        "client_id": row.client_id,
        "scope": row.scope,
        "sub": subject(asker.row, row.citizen_id) if row.citizen_id else row.client_id,
    }
    if row.citizen_id and row.scope != "openid":
        spoken_for = capacity.read(row.capacity)
        told |= capacity_claims(asker.row, CitizenId(row.citizen_id), row.scope.split(), spoken_for)
    return told | ({"cnf": {"jkt": row.dpop_jkt}} if row.dpop_jkt else {})


def _of_access(token: AccessToken) -> dict[str, object]:
    """What is said of an access token alone. For whom it is: without an audience, for its own application.

    When another application exchanged it: which (RFC 8693 §4.1), and how strong the key was that it saw.
    """
    audience = token.audience.split() or [token.client_id]
    acting = {"act": {"sub": token.exchanged_by}, "acr": token.acr} if token.exchanged_by else {}
    more = {details.PARAMETER: granted.packed()} if (granted := details.now(token.details, token.standing)) else {}
    return {
        **acting,
        **more,
        "aud": audience if len(audience) > 1 else audience[0],
        "iat": _seconds(token.issued_at),
        "exp": _seconds(token.expires_at),
        "token_type": "DPoP" if token.dpop_jkt else "Bearer",
    }


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
