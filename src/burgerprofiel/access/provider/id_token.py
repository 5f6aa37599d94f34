"""The id_token: signed, for one application, for an hour. It never carries names or the national number."""

from __future__ import annotations

from authlib.oauth2.rfc6749 import OAuth2Request
from authlib.oidc.core.grants import OpenIDCode
from django.conf import settings
from joserfc.jwk import ECKey, RSAKey

from burgerprofiel.access.models import Client
from burgerprofiel.access.provider import keys
from burgerprofiel.access.provider.client import RegisteredClient
from burgerprofiel.access.provider.granted import Granted
from burgerprofiel.access.provider.person import Person
from burgerprofiel.access.provider.subject import session_name, subject
from burgerprofiel.kit import clock


def issuer() -> str:
    """The provider's name, which is also an address."""
    return f"{settings.CONFIG.access_origin}/op"


class IdToken(OpenIDCode):  # type: ignore[misc]  # authlib has no types
    """Adds the id_token to the answer of `/op/v1/token`."""

    def __init__(self) -> None:
        """The key is looked up once per answer."""
        super().__init__(require_nonce=False)
        self._key: ECKey | RSAKey | None = None
        self._client: Client | None = None

    def encode_id_token(self, token: dict[str, str], request: OAuth2Request) -> str:
        """Remember for whom it is: `sub` depends on that."""
        self._client = request.client.row
        encoded: str = super().encode_id_token(token, request)
        return encoded

    def get_authorization_code_claims(self, authorization_code: Granted) -> dict[str, object]:
        """Also names the session here, by which the application hears of its end."""
        claims: dict[str, object] = super().get_authorization_code_claims(authorization_code)
        session = getattr(authorization_code.row, "sign_in_id", None)
        return claims | ({"sid": session_name(session, authorization_code.row.client_id)} if session else {})

    def resolve_client_private_key(self, client: RegisteredClient) -> ECKey | RSAKey:
        """The key that signs now."""
        self._key = self._key or keys.current(client.id_token_signed_response_alg)
        return self._key

    def get_encode_header(self, client: RegisteredClient) -> dict[str, str]:
        """Names the key, so that a reader finds it in `/op/v1/keys`."""
        return {"alg": client.id_token_signed_response_alg, "kid": self.resolve_client_private_key(client).kid or ""}

    def get_client_claims(self, client: RegisteredClient) -> dict[str, object]:
        """Who says it, to whom, until when."""
        now = int(clock.now().timestamp())
        life = int(keys.TOKEN_LIFE.total_seconds())
        return {"iss": issuer(), "aud": client.client_id, "azp": client.client_id, "iat": now, "exp": now + life}

    def generate_user_info(self, user: Person, scope: str) -> dict[str, str]:  # noqa: ARG002 - authlib's signature
        """Only the subject; the rest is told by `userinfo`."""
        return {"sub": subject(self._client, user.citizen_id)} if self._client else {}

    def exists_nonce(self, nonce: str, request: object) -> bool:  # noqa: ARG002 - authlib's signature
        """The nonce is the application's own check."""
        return False
