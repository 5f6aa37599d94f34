"""`/op/v1/userinfo`: what the scopes allow, for whoever holds a valid access token."""

from __future__ import annotations

from burgerprofiel.access import tokens
from burgerprofiel.access.identity import unseal
from burgerprofiel.access.models import Token
from burgerprofiel.access.provider.person import claims
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.ids import CitizenId


def told_to(token: str) -> dict[str, str] | None:
    """Return the claims that this access token opens; None when it is unknown, over or taken back."""
    digest = tokens.digest(token)
    row = Token.objects.filter(token_hash=digest, expires_at__gt=clock.now()).first()
    if row is None:
        return None
    who = unseal(sealing.derive(token.encode(), "access:token"), row.sealed, digest)
    return claims(CitizenId(row.citizen_id), who, row.scope)
