"""What a provider signed: believed when it is signed with one of its keys, for us, for this attempt, and now."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence

from joserfc import jws, jwt
from joserfc.errors import InvalidKeyIdError, JoseError

from burgerprofiel.access.relying.errors import SignInFailedError
from burgerprofiel.access.relying.issuer import Issuer
from burgerprofiel.kit import clock

ALGORITHMS = ("ES256", "RS256", "PS256")
_LEEWAY = 60
_UNREADABLE = (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError)


def signed(provider: Issuer, text: str, algorithms: Sequence[str] = ALGORITHMS) -> dict[str, object]:
    """Return the claims that one of the provider's keys signed; a key not seen before is fetched. Of the claims nothing
    is checked yet. Raises SignInFailedError.
    """
    ways = jws.JWSRegistry(algorithms=list(algorithms), strict_check_header=False)
    try:
        try:
            token = jwt.decode(text, provider.keys(), registry=ways)
        except (InvalidKeyIdError, ValueError):
            token = jwt.decode(text, provider.keys(again=True), registry=ways)
    except _UNREADABLE as error:
        raise SignInFailedError("id-token") from error
    return dict(token.claims)


def verify(
    provider: Issuer, client_id: str, text: str, nonce: str, algorithms: Sequence[str] = ALGORITHMS
) -> dict[str, object]:
    """Return the claims of an id_token for `client_id` and this attempt. Raises SignInFailedError."""
    claims = signed(provider, text, algorithms)
    now = int(clock.now().timestamp())
    rules = jwt.JWTClaimsRegistry(
        now=now,
        leeway=_LEEWAY,
        exp={"essential": True},
        iat={"essential": True},
        sub={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        rules.validate(claims)
    except _UNREADABLE as error:
        raise SignInFailedError("id-token") from error
    check_parties(claims, provider, client_id)
    return claims


def check_parties(claims: dict[str, object], provider: Issuer, client_id: str) -> None:
    """It is the provider's, and ours: alone, or it says that it was made for us. Raises SignInFailedError."""
    if claims.get("iss") != provider.name:
        raise SignInFailedError("iss")
    audience = claims.get("aud")
    named = audience if isinstance(audience, list) else [audience]
    if client_id not in named:
        raise SignInFailedError("aud")
    if claims.get("azp", client_id if len(named) == 1 else None) != client_id:
        raise SignInFailedError("azp")


def check_at_hash(claims: dict[str, object], access_token: str) -> None:
    """Both tokens belong together, when the id_token says so (OpenID Connect Core §3.1.3.8). Raises SignInFailedError.

    Every algorithm that we accept hashes with SHA-256.
    """
    half = hashlib.sha256(access_token.encode()).digest()[:16]
    expected = base64.urlsafe_b64encode(half).rstrip(b"=")
    if "at_hash" in claims and not hmac.compare_digest(str(claims["at_hash"]).encode(), expected):
        raise SignInFailedError("at-hash")
