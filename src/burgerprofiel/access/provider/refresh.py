"""Refresh tokens: each is used once and followed by the next; a second use ends everything of its family.

RFC 6749 §6, RFC 9700 §4.14.2, OWASP ASVS 10.4.5, 10.4.8. Only for who was granted `offline_access` (contracts/mbp.md
§5.2). The sealed identity moves from token to token: between two uses nobody can open it, we neither.

Clients of the FAPI 2.0 profile keep theirs: whoever steals one has neither the key that signs their assertions nor the
one that holds their tokens, and an answer that got lost costs the citizen nothing (FAPI 2.0 §5.3.2.1, 9).
"""

from __future__ import annotations

from authlib.oauth2.rfc6749.grants import RefreshTokenGrant

from burgerprofiel.access import capacity, consents, tokens
from burgerprofiel.access.events import TokensEnded
from burgerprofiel.access.models import RefreshToken
from burgerprofiel.access.provider import details, dpop, family
from burgerprofiel.access.provider.choices import stands
from burgerprofiel.access.provider.client import RegisteredClient
from burgerprofiel.access.provider.family import Family
from burgerprofiel.access.provider.granted import Granted
from burgerprofiel.access.provider.issuing import REFRESH, Issuing, keep
from burgerprofiel.access.provider.person import Person
from burgerprofiel.access.request import trace_of
from burgerprofiel.access.restrictions import Restricted, restrictions_of
from burgerprofiel.audit.actions import record
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId

ENDED = frozenset({Restricted.DECEASED, Restricted.LOCKED})
"""No application speaks for who died or has locked their keys."""


class GrantedAgain(Granted):
    """A refresh token that may be used."""

    row: RefreshToken


class RefreshGrant(Issuing, RefreshTokenGrant):  # type: ignore[misc]  # authlib has no types
    """The next tokens for the last refresh token."""

    def authenticate_refresh_token(self, refresh_token: str) -> GrantedAgain | None:
        """Find it, unused and in time. One that was used before ends its family; so does a role that was taken away."""
        row = _held(tokens.digest(refresh_token))
        client: RegisteredClient = self.request.client
        if row is None or row.client_id != client.client_id or row.family_ends_at <= clock.now():
            return None
        speaks = stands(capacity.read(row.capacity), CitizenId(row.citizen_id), client.row)
        if row.used_at or not speaks:
            self._end(row, "reuse" if row.used_at else "role")
            return None
        if restrictions_of(CitizenId(row.citizen_id), clock.today()) & ENDED:
            return None
        self._same_key(row)
        granted = GrantedAgain(row, refresh_token, REFRESH, bytes(row.token_hash))
        granted.scope = " ".join(word for word in row.scope.split() if word in client.row.scopes)
        return granted if granted.scope else None

    def _end(self, row: RefreshToken, reason: str) -> None:
        """End the family, and say so in the trail."""
        client_id = self.request.client.client_id
        family.end(bytes(row.code_hash))
        trace = trace_of(self.request.http, bytes(row.token_hash), client_id=client_id)
        record(CitizenId(row.citizen_id), trace, TokensEnded(client=client_id, reason=reason))

    def _same_key(self, row: RefreshToken) -> None:
        """Raise InvalidProofError unless the request shows the key that the family is bound to (RFC 9449 §5).

        A client that proves itself in another way may change its key, but not go without.
        """
        here, public = self.request.dpop_jkt, self.request.auth_method == "none"
        if row.dpop_jkt and (not here or (public and here != row.dpop_jkt)):
            raise dpop.InvalidProofError("This refresh token is for the holder of another key.")

    def issue_token(self, user: Person, refresh_token: GrantedAgain) -> dict[str, str | int]:
        """For all that was granted, or for less when less is asked."""
        wanted = (self.request.payload.scope or "").split()
        scope = " ".join(word for word in refresh_token.scope.split() if not wanted or word in wanted)
        return self.generate_token(user, scope, include_refresh_token=not _keeps(self.request.client))

    def authenticate_user(self, refresh_token: GrantedAgain) -> Person:
        """Whom it stands for."""
        self.request.authorization_code = refresh_token
        return refresh_token.person

    def save_token(self, token: dict[str, str]) -> None:
        """Keep the new tokens."""
        granted: GrantedAgain = self.request.refresh_token
        row = granted.row
        client: RegisteredClient = self.request.client
        opened = consents.allowed(CitizenId(row.citizen_id), client.row, details.read(row.details))
        line = Family(bytes(row.code_hash), row.scope, row.acr, row.family_ends_at, opened)
        keep(token, self.request, granted.person, line)

    def revoke_old_credential(self, refresh_token: GrantedAgain) -> None:
        """Used; it is kept until the family ends, to notice a second use. Of the FAPI profile it stands."""
        if _keeps(self.request.client):
            return
        RefreshToken.objects.filter(pk=refresh_token.row.pk).update(used_at=clock.now())


def _keeps(client: RegisteredClient) -> bool:
    """Whether its refresh tokens stay the same: of the FAPI profile whole, with keys of its own for both proofs."""
    return client.strict and bool(client.row.auth_method == "private_key_jwt")


def _held(digest: bytes) -> RefreshToken | None:
    """Return the row, as it is once nobody else is at work on its family."""
    found = RefreshToken.objects.filter(token_hash=digest).values_list("code_hash", flat=True).first()
    if found is None:
        return None
    family.hold(bytes(found))
    return RefreshToken.objects.filter(token_hash=digest).first()
