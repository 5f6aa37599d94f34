"""A program that speaks for itself: client credentials (RFC 6749 §4.4, RFC 8707, feature A10, contracts/mbp.md §5.6).

No citizen is behind such a token, so no scope about a person is ever in it.
"""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidClientError, InvalidScopeError
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant
from django.db import connection

from burgerprofiel.access import tokens
from burgerprofiel.access.models import Client
from burgerprofiel.access.provider.client import SCOPES
from burgerprofiel.access.provider.issuing import TOKEN_SECONDS, Issuing
from burgerprofiel.kit import clock

LONGEST = 400
"""Characters of an audience."""
LONGEST_SCOPE = 1000
"""Characters of all scopes of a token: those of the eBox are eighty each (contracts/ebox.md A.2)."""

INTO = """
INSERT INTO access_token
  (token_hash, code_hash, client_id, scope, audience, dpop_jkt, issued_at, expires_at, capacity, sealed)
SELECT %s, '', %s, %s, %s, %s, %s, %s, '{}', '' FROM"""
NOT_DURABLE = "set_config('synchronous_commit', 'off', true)"
"""Without waiting for the disk: a power failure may take the last tokens back, and the program asks for another."""
_KEEP = f"{INTO} {NOT_DURABLE}"


class InvalidTargetError(OAuth2Error):  # type: ignore[misc]  # authlib has no types
    """No such receiver (RFC 8707 §2)."""

    error = "invalid_target"


class MachineGrant(Issuing, ClientCredentialsGrant):  # type: ignore[misc]  # authlib has no types
    """A token for the program itself."""

    audience = ""

    def validate_token_request(self) -> None:
        """Check who asks, for what and for whom. Raises OAuth2Error."""
        super().validate_token_request()
        if self.request.auth_method == "none":
            raise InvalidClientError(status_code=401, description="A client without a secret cannot speak for itself.")
        self.audience = _audience(self.request.payload.datalist)

    def generate_token(self, *_all: object, **_more: object) -> dict[str, str | int]:
        """For the scopes asked, or all of the program's."""
        return super().generate_token(None, scope_of(self.request.payload.scope, self.request.client.row))

    def save_token(self, token: dict[str, str]) -> None:
        """Keep its hash; there is nothing to seal."""
        now, client_id = clock.now(), self.request.client.client_id
        digest, ends = tokens.digest(token["access_token"]), now + timedelta(seconds=TOKEN_SECONDS)
        with connection.cursor() as cursor:
            cursor.execute(_KEEP, [digest, client_id, token["scope"], self.audience, self.request.dpop_jkt, now, ends])


def scope_of(asked: str | None, client: Client) -> str:
    """Return the scopes asked for, without one all that the program may have. Raises InvalidScopeError."""
    allowed = [scope for scope in client.scopes if scope not in SCOPES]
    wanted = (asked or "").split() or allowed
    scope = " ".join(dict.fromkeys(wanted))
    if not set(wanted) <= set(allowed) or len(scope) > LONGEST_SCOPE:
        raise InvalidScopeError()
    return scope


def _audience(given: dict[str, list[str]]) -> str:
    """Return for whom the token is: other clients by name (`audience`), or addresses (`resource`).

    Raises InvalidTargetError.
    """
    named = [name for value in given.get("audience", []) for name in value.split()]
    addresses = given.get("resource", [])
    wanted = list(dict.fromkeys([*named, *addresses]))
    strangers = [name for name in wanted if not _is_address(name)]
    whole = " ".join(wanted)
    known = Client.objects.filter(client_id__in=strangers).count() if strangers else 0
    if len(whole) > LONGEST or known != len(strangers) or not all(map(_is_address, addresses)):
        raise InvalidTargetError("There is no such receiver.")
    return whole


def _is_address(text: str) -> bool:
    """Whether it is an absolute address without a fragment (RFC 8707 §2)."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return (
        bool(parts.scheme in ("https", "http", "urn") and parts.path + parts.netloc)
        and "#" not in text
        and text.isprintable()
        and " " not in text
    )
