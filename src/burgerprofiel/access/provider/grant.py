"""From a question (`/op/v1/auth`) to a code, and from the code to a token: each once, each for a moment."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from authlib.oauth2.rfc6749 import InvalidRequestError, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from django.db import transaction

from burgerprofiel.access import consents, proofs, tokens
from burgerprofiel.access.events import TokensEnded
from burgerprofiel.access.models import Code
from burgerprofiel.access.provider import details, dpop, family
from burgerprofiel.access.provider.client import RegisteredClient
from burgerprofiel.access.provider.details import Details
from burgerprofiel.access.provider.family import Family
from burgerprofiel.access.provider.granted import Granted
from burgerprofiel.access.provider.issuing import Issuing, keep
from burgerprofiel.access.provider.person import Person
from burgerprofiel.access.request import trace_of
from burgerprofiel.audit.actions import record
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.ids import CitizenId

CODE_LIFE = timedelta(seconds=60)
CODE = "access:code"
"""For what the key is, that a code seals with."""


class CodeGrant(Issuing, AuthorizationCodeGrant):  # type: ignore[misc]  # authlib has no types
    """Tokens for a code."""

    def validate_authorization_request(self) -> str:
        """Return where the answer goes. Raises OAuth2Error."""
        redirect_uri: str = super().validate_authorization_request()
        details.asked(self.request.payload.data, self.client, redirect_uri)
        if not dpop.is_thumbprint(self.request.payload.data.get("dpop_jkt", "")):
            raise InvalidRequestError("'dpop_jkt' is no thumbprint of a key", redirect_uri=redirect_uri)
        return redirect_uri

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
            details=self._details(person).packed(),
            nonce=data.get("nonce", ""),
            code_challenge=data.get("code_challenge", ""),
            proofs=proofs.pack(person.proofs),
            acr=proofs.strongest(person.proofs).key.urn if data.get("acr_values") else "",
            capacity=person.capacity.packed(),
            sealed=person.who.seal(sealing.derive(code.encode(), CODE), digest),
            sign_in_id=request.sign_in_id,
            dpop_jkt=data.get("dpop_jkt", ""),
            expires_at=clock.now() + CODE_LIFE,
        )

    def _details(self, person: Person) -> Details:
        """What it asked for more; of an application of somebody else no more than the citizen allowed."""
        wanted = details.asked(self.request.payload.data, self.client)
        return consents.allowed(person.citizen_id, self.client.row, wanted)

    def query_authorization_code(self, code: str, client: RegisteredClient) -> IssuedCode | None:
        """Use the code up. A second use takes back what the first one gave (RFC 6749 §4.1.2)."""
        now, digest = clock.now(), tokens.digest(code)
        mine = Code.objects.filter(code_hash=digest, client_id=client.client_id)
        if mine.filter(used_at=None, expires_at__gt=now).update(used_at=now):
            return self._same_key(IssuedCode(mine.get(), code, CODE, digest))
        with transaction.atomic():
            used = mine.filter(used_at__isnull=False).first()
            if used and family.end(digest):
                trace = trace_of(self.request.http, digest, client_id=client.client_id)
                record(CitizenId(used.citizen_id), trace, TokensEnded(client=client.client_id, reason="reuse"))
        return None

    def _same_key(self, code: IssuedCode) -> IssuedCode | None:
        """Only for who holds the key that the question named, if it named one (RFC 9449 §10)."""
        return code if code.row.dpop_jkt in ("", self.request.dpop_jkt) else None

    def delete_authorization_code(self, authorization_code: IssuedCode) -> None:
        """Nothing: a used code is kept for a while, to notice a second use."""

    def authenticate_user(self, authorization_code: IssuedCode) -> Person:
        """Whom the code stands for."""
        return authorization_code.person

    def generate_token(
        self, user: Person | None = None, scope: str = "", *, include_refresh_token: bool = False, **more: object
    ) -> dict[str, str | int]:
        """With a refresh token when that was asked and allowed."""
        refreshable = include_refresh_token and "offline_access" in scope.split()
        return super().generate_token(user, scope, include_refresh_token=refreshable, **more)

    def save_token(self, token: dict[str, str]) -> None:
        """Keep them: the first of their family."""
        row = self.request.authorization_code.row
        began = Family(bytes(row.code_hash), row.scope, row.acr, clock.now() + family.LIFE, details.read(row.details))
        keep(token, self.request, self.request.user, began)


class IssuedCode(Granted):
    """A code that has just been used."""

    row: Code
    code_challenge_method = "S256"

    @property
    def code_challenge(self) -> str:
        """What the verifier must fit."""
        return self.row.code_challenge

    def get_redirect_uri(self) -> str:
        """Where the answer went."""
        return self.row.redirect_uri


class Pkce(CodeChallenge):  # type: ignore[misc]  # authlib has no types
    """PKCE with S256 (RFC 9700 §2.1.1), for every application but those registered as too old for it."""

    SUPPORTED_CODE_CHALLENGE_METHOD: ClassVar = ["S256"]

    def validate_code_challenge(self, grant: CodeGrant, redirect_uri: str) -> None:
        """Refuse a question without a challenge, or with a plain one."""
        data, client = grant.request.payload.data, grant.client
        if client.without_pkce and not {"code_challenge", "code_challenge_method"} & data.keys():
            return
        if not data.get("code_challenge"):
            raise InvalidRequestError("Missing 'code_challenge'")
        if data.get("code_challenge_method") != "S256":
            raise InvalidRequestError("Unsupported 'code_challenge_method': only S256")
        super().validate_code_challenge(grant, redirect_uri)
