"""From a question (`/op/v1/auth`) to a code, and from the code to a token: each once, each for a moment."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from authlib.oauth2.rfc6749 import InvalidRequestError, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from django.db import transaction

from burgerprofiel.access import proofs, tokens
from burgerprofiel.access.identity import unseal
from burgerprofiel.access.models import Code, Token
from burgerprofiel.access.provider.client import RegisteredClient
from burgerprofiel.access.provider.person import Person
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.ids import CitizenId

CODE_LIFE = timedelta(seconds=60)


class CodeGrant(AuthorizationCodeGrant):  # type: ignore[misc]  # authlib has no types
    """The only grant."""

    TOKEN_ENDPOINT_AUTH_METHODS: ClassVar = ["client_secret_basic", "client_secret_post", "none"]

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        """Keep the code's hash; what it stands for is sealed with the code itself."""
        person: Person = request.user
        data, digest = request.payload.data, tokens.digest(code)
        Code.objects.create(
            code_hash=digest,
            client_id=request.client.client_id,
            citizen_id=person.citizen_id,
            redirect_uri=data["redirect_uri"],
            scope=request.scope,
            nonce=data.get("nonce", ""),
            code_challenge=data["code_challenge"],
            proofs=proofs.pack(person.proofs),
            acr=proofs.strongest(person.proofs).key.urn if data.get("acr_values") else "",
            sealed=person.who.seal(sealing.derive(code.encode(), "access:code"), digest),
            expires_at=clock.now() + CODE_LIFE,
        )

    def query_authorization_code(self, code: str, client: RegisteredClient) -> IssuedCode | None:
        """Use the code up. A second use takes back what the first one gave (RFC 6749 §4.1.2)."""
        now, digest = clock.now(), tokens.digest(code)
        mine = Code.objects.filter(code_hash=digest, client_id=client.client_id)
        if mine.filter(used_at=None, expires_at__gt=now).update(used_at=now):
            return IssuedCode(mine.get(), code)
        with transaction.atomic():
            if mine.filter(used_at__isnull=False).exists():
                Token.objects.filter(code_hash=digest).delete()
        return None

    def delete_authorization_code(self, authorization_code: IssuedCode) -> None:
        """Nothing: a used code is kept for a while, to notice a second use."""

    def authenticate_user(self, authorization_code: IssuedCode) -> Person:
        """Whom the code stands for."""
        return authorization_code.person


class IssuedCode:
    """A code that has just been used, as authlib asks about it."""

    code_challenge_method = "S256"

    def __init__(self, row: Code, code: str) -> None:
        """Open what was sealed with the code."""
        self.row = row
        self.code_challenge = row.code_challenge
        who = unseal(sealing.derive(code.encode(), "access:code"), row.sealed, bytes(row.code_hash))
        self.person = Person(CitizenId(row.citizen_id), proofs.unpack(row.proofs), who)

    def get_redirect_uri(self) -> str:
        """Where the answer went."""
        return self.row.redirect_uri

    def get_scope(self) -> str:
        """What was asked and allowed."""
        return self.row.scope

    def get_nonce(self) -> str:
        """The application's own nonce, echoed."""
        return self.row.nonce

    def get_auth_time(self) -> int:
        """When the strongest key was shown."""
        return int(proofs.strongest(self.person.proofs).at.timestamp())

    def get_acr(self) -> str:
        """The key, when the application asked for one."""
        return self.row.acr

    def get_amr(self) -> list[str]:
        """How the citizen was recognised (RFC 8176)."""
        return self.person.amr


class Pkce(CodeChallenge):  # type: ignore[misc]  # authlib has no types
    """PKCE with S256, for every application (RFC 9700 §2.1.1)."""

    SUPPORTED_CODE_CHALLENGE_METHOD: ClassVar = ["S256"]

    def validate_code_challenge(self, grant: CodeGrant, redirect_uri: str) -> None:
        """Refuse a question without a challenge, or with a plain one."""
        data = grant.request.payload.data
        if not data.get("code_challenge"):
            raise InvalidRequestError("Missing 'code_challenge'")
        if data.get("code_challenge_method") != "S256":
            raise InvalidRequestError("Unsupported 'code_challenge_method': only S256")
        super().validate_code_challenge(grant, redirect_uri)
