"""What an application is allowed: its return addresses to the letter, its scopes, how it proves itself."""

from __future__ import annotations

import hmac
import json

from authlib.oauth2.rfc6749 import ClientMixin
from django.db import connection
from django.db.models import JSONField

from burgerprofiel.access import faces, models, tokens

SCOPES = ("openid", "profile", "rrn", "vo", "ssm_mandaat", "papi", "offline_access")
"""What every application may be registered for; any other scope is an application's own (contracts/mbp.md §5.2)."""
EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
GRANTS = ("authorization_code", "refresh_token", "client_credentials", EXCHANGE)


class RegisteredClient(ClientMixin):  # type: ignore[misc]  # authlib has no types
    """A client as authlib asks about it."""

    def __init__(self, row: models.Client) -> None:
        """Wrap the row."""
        self.row = row
        self.client_id = row.client_id
        self.redirect_uris = whole(row.client_id, row.redirect_uris)
        self.post_logout_redirect_uris = whole(row.client_id, row.post_logout_redirect_uris)

    @property
    def strict(self) -> bool:
        """Whether it follows the FAPI 2.0 Security Profile: pushed questions, and tokens for the holder of a key."""
        return self.row.require_par and self.row.dpop_bound

    @property
    def id_token_signed_response_alg(self) -> str:
        """How its id_tokens and logout tokens are signed."""
        return "ES256" if self.strict else "RS256"

    @property
    def without_pkce(self) -> bool:
        """Whether it may leave PKCE out; never when nothing else proves that the code is in the right hands."""
        return self.row.pkce_optional and self.row.auth_method != "none" and not self.strict

    def get_client_id(self) -> str:
        """Its name."""
        return self.row.client_id

    def get_default_redirect_uri(self) -> None:
        """None: an application always says where to return to."""

    def get_allowed_scope(self, scope: str | None) -> str | None:
        """The scope as asked; None when any of it is not allowed or `openid` is missing (contracts/mbp.md §5.1)."""
        wanted = (scope or "").split()
        allowed = "openid" in wanted and set(wanted) <= set(self.row.scopes)
        return " ".join(dict.fromkeys(wanted)) if allowed else None

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Exactly one of the registered ones."""
        return redirect_uri in self.redirect_uris

    def check_client_secret(self, client_secret: str) -> bool:
        """Compare without telling how far it matched; a client without a secret matches nothing."""
        return hmac.compare_digest(tokens.digest(client_secret), bytes(self.row.secret_hash))

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:  # noqa: ARG002 - authlib's signature
        """In the one way that is registered."""
        return method == self.row.auth_method

    def check_response_type(self, response_type: str) -> bool:
        """Only codes (OWASP ASVS 10.6.1)."""
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        """Only those registered for it."""
        return grant_type in self.row.grant_types


def whole(client_id: str, addresses: list[str]) -> list[str]:
    """Return the addresses as browsers know them; our own faces' are kept as paths, for their origin may change."""
    if not any(each.startswith("/") for each in addresses):
        return addresses
    face = faces.with_client_id(client_id)
    return [f"{face.origin if face else ''}{each}" if each.startswith("/") else each for each in addresses]


def _as_it_is(value: object) -> object:
    return value


_FIELDS = models.Client._meta.concrete_fields
_NAMES = [field.attname for field in _FIELDS]
_FIND = f"SELECT {', '.join(field.column or '' for field in _FIELDS)} FROM access_client WHERE client_id = %s"  # noqa: S608 - our own columns
_READERS = [json.loads if isinstance(field, JSONField) else _as_it_is for field in _FIELDS]
"""By hand, for every request of every application begins with it, and composing it anew costs more than asking."""


def find(client_id: str) -> RegisteredClient | None:
    """Return the client of that name, if there is one; a name with a NUL, which no row can hold, is nobody's."""
    if "\x00" in client_id:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [client_id])
        found = cursor.fetchone()
    if found is None:
        return None
    values = [read(value) if value is not None else None for read, value in zip(_READERS, found, strict=True)]
    return RegisteredClient(models.Client.from_db("default", _NAMES, values))
